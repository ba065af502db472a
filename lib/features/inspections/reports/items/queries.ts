import { caseScope, caseWhere } from "@/lib/features/cases/policy";
import type { Actor } from "@/lib/platform/actor";
import { readAs } from "@/lib/platform/db";
import { mayInspect } from "../../policy";
import type { Item } from "../../templates/types";
import { boxesOf, chosen, isFinding, itemOf, itemsIn, type Signed, signedIn } from "../queries";
import type { ReportParams } from "../schema";
import type { AnswerRow, ItemReport, VisitRow } from "../types";

/** How each item of a form was answered over all units: what fails most stands first, or in the order of the form. */
export async function itemReports(
  actor: Actor,
  params: ReportParams,
): Promise<{ rows: ItemReport[]; inspections: number; units: number; visits: VisitRow[] }> {
  if (!mayInspect(actor, "inspection.read_city")) return { rows: [], inspections: 0, units: 0, visits: [] };
  return readAs(actor, async (tx) => {
    const signed = await signedIn(tx, actor, params);
    const rows = itemsIn(signed).map(({ item, section }) => reportOf(signed, item.key, section));
    const order = (a: ItemReport, b: ItemReport) => b.share - a.share || b.failed - a.failed;
    return {
      rows: params.sort === "failed" ? [...rows].sort(order) : rows,
      ...{ inspections: signed.length, units: new Set(signed.map(({ unit }) => unit.id)).size },
      visits: signed.map((each) => {
        const { id, number, unit, visitedOn } = each;
        const given = rows.flatMap(({ key }) => answersTo(each, key));
        return { id, number, unit, visitedOn, failed: given.filter(({ finding }) => finding).length };
      }),
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

function nameOf(item: Item | undefined): string {
  return `${item?.number ? `${item.number}. ` : ""}${item?.label ?? ""}`;
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

/** The answers behind a number: of an item, with a value, or with `value` `finding` all that were findings; or the findings of all items. */
export async function answerRows(actor: Actor, params: ReportParams): Promise<AnswerRow[]> {
  const { item, show } = params;
  const value = show === "findings" ? "finding" : params.value;
  if ((!item && show !== "findings") || !mayInspect(actor, "inspection.read_city")) return [];
  return readAs(actor, async (tx) => {
    const signed = await signedIn(tx, actor, params);
    const keys = itemsIn(signed).map((each) => each.item.key);
    const found = signed.flatMap((inspection) =>
      keys
        .filter((key) => show === "findings" || key === item)
        .flatMap((key) => answersTo(inspection, key).map((given) => ({ inspection, given, key })))
        .filter(({ given: { values, finding } }) => {
          if (value === undefined) return true;
          return value === "finding" ? finding : values.includes(value);
        }),
    );
    const scope = caseScope(actor);
    const ids = [...new Set(found.flatMap(({ given }) => given.caseId ?? []))];
    const cases = scope
      ? await tx.caseFile.findMany({
          where: { AND: [caseWhere(scope), { id: { in: ids } }] },
          select: { id: true, number: true },
        })
      : [];
    return found.map(({ inspection, given, key }) => ({
      ...{ inspectionId: inspection.id, number: inspection.number, unit: inspection.unit },
      ...{ visitedOn: inspection.visitedOn, isFinding: given.finding, by: given.by },
      item: nameOf(itemOf(inspection, key)),
      caseNumber: cases.find((each) => each.id === given.caseId)?.number ?? null,
      answer: given.labels.join("、"),
    }));
  });
}
