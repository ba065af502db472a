import { caseScope, caseWhere } from "@/lib/features/cases/policy";
import type { Actor } from "@/lib/platform/actor";
import { readAs } from "@/lib/platform/db";
import { mayInspect } from "../../policy";
import { boxesOf, chosen, isFinding, itemOf, itemsIn, type Signed, signedIn } from "../queries";
import type { ReportParams } from "../schema";
import type { AnswerRow, ItemReport } from "../types";

/** How each item of a form was answered over all units: what fails most stands first, or in the order of the form. */
export async function itemReports(
  actor: Actor,
  params: ReportParams,
): Promise<{ rows: ItemReport[]; inspections: number; units: number }> {
  if (!mayInspect(actor, "inspection.read_city")) return { rows: [], inspections: 0, units: 0 };
  return readAs(actor, async (tx) => {
    const signed = await signedIn(tx, actor, params);
    const rows = itemsIn(signed).map(({ item, section }) => reportOf(signed, item.key, section));
    const order = (a: ItemReport, b: ItemReport) => b.share - a.share || b.failed - a.failed;
    return {
      rows: params.sort === "failed" ? [...rows].sort(order) : rows,
      ...{ inspections: signed.length, units: new Set(signed.map(({ unit }) => unit.id)).size },
    };
  });
}

function reportOf(signed: readonly Signed[], key: string, section: string): ItemReport {
  const newest = signed.map((each) => itemOf(each, key)).findLast((item) => item !== undefined);
  const given = signed.flatMap((each) => answersTo(each, key));
  const options = new Map(
    signed.flatMap((each) => {
      const item = itemOf(each, key);
      return item
        ? boxesOf(item).flatMap((question) => question.answers.map((a) => [a.value, a.label] as const))
        : [];
    }),
  );
  const failed = given.filter(({ finding }) => finding).length;
  return {
    ...{ key, section, number: newest?.number ?? null, label: newest?.label ?? key },
    ...{ answered: given.length, failed, share: given.length === 0 ? 0 : failed / given.length },
    counts: [...options].map(([value, label]) => {
      const of = given.filter(({ values }) => values.includes(value));
      return { value, label, count: of.length, isFinding: of.some(({ finding }) => finding) };
    }),
  };
}

interface Given {
  caseId: string | null;
  by: string;
  values: string[];
  labels: string[];
  finding: boolean;
}

/** The answers to an item in one inspection: one, or one a sampled case. */
function answersTo(inspection: Signed, itemKey: string): Given[] {
  const item = itemOf(inspection, itemKey);
  if (!item) return [];
  return inspection.answers
    .filter((answer) => answer.itemKey === itemKey)
    .flatMap((answer) => {
      const given = boxesOf(item).map((question) => ({ question, values: chosen(answer, question) }));
      const values = given.flatMap((each) => each.values);
      if (values.length === 0) return [];
      const labels = given.flatMap(({ question, values: own }) =>
        own.map((value) => question.answers.find((each) => each.value === value)?.label ?? value),
      );
      const finding = given.some(({ question, values: own }) => isFinding(question, own));
      return [{ caseId: answer.caseId, by: answer.answeredByName, values, labels, finding }];
    });
}

/** The answers behind a number: of an item, with a value, or with `value` `finding` all that were findings. */
export async function answerRows(actor: Actor, params: ReportParams): Promise<AnswerRow[]> {
  const { item, value } = params;
  if (!item || !mayInspect(actor, "inspection.read_city")) return [];
  return readAs(actor, async (tx) => {
    const signed = await signedIn(tx, actor, params);
    const found = signed.flatMap((inspection) =>
      answersTo(inspection, item)
        .filter(({ values, finding }) => {
          if (value === undefined) return true;
          return value === "finding" ? finding : values.includes(value);
        })
        .map((given) => ({ inspection, given })),
    );
    const scope = caseScope(actor);
    const ids = [...new Set(found.flatMap(({ given }) => given.caseId ?? []))];
    const cases = scope
      ? await tx.caseFile.findMany({
          where: { AND: [caseWhere(scope), { id: { in: ids } }] },
          select: { id: true, number: true },
        })
      : [];
    return found.map(({ inspection: { id, number, unit, visitedOn }, given }) => ({
      ...{ inspectionId: id, number, unit, visitedOn, isFinding: given.finding, by: given.by },
      caseNumber: cases.find((each) => each.id === given.caseId)?.number ?? null,
      answer: given.labels.join("、"),
    }));
  });
}
