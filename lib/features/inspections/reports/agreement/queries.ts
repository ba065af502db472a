import type { Actor } from "@/lib/platform/actor";
import { readAs } from "@/lib/platform/db";
import type { InspectionAnswer } from "@/prisma/generated/client";
import { mayInspect } from "../../policy";
import { boxesOf, chosen, itemOf, itemsIn, type Signed, signedIn } from "../queries";
import type { ReportParams } from "../schema";
import { type AgreementReport, type Opinion, type OpinionPair, pairsOf } from "../types";

/**
 * Whether inspectors who looked at the same item of the same unit one after the other said the same: in two inspections, or in
 * one in which somebody changed what somebody else had answered.
 */
export async function agreementReports(
  actor: Actor,
  params: ReportParams,
): Promise<{ rows: AgreementReport[]; pairs: OpinionPair[] }> {
  if (!mayInspect(actor, "inspection.read_city")) return { rows: [], pairs: [] };
  return readAs(actor, async (tx) => {
    const signed = await signedIn(tx, actor, params);
    const pairs = pairsOf(
      signed.flatMap((each) => each.answers.flatMap((answer) => opinionsIn(each, answer))),
    );
    const rows = itemsIn(signed).flatMap(({ item }) => {
      const own = pairs.filter(({ itemKey }) => itemKey === item.key);
      const agreed = own.filter(({ isAgreed }) => isAgreed).length;
      const { key, number, label } = item;
      return own.length === 0
        ? []
        : [{ key, number, label, pairs: own.length, agreed, share: agreed / own.length }];
    });
    return { rows: rows.sort((a, b) => a.share - b.share), pairs };
  });
}

/** The pairs behind a number. */
export function pairsBehind(
  pairs: readonly OpinionPair[],
  { item, pairs: which }: ReportParams,
): OpinionPair[] {
  if (!item && !which) return [];
  return pairs.filter(
    ({ itemKey, isAgreed }) =>
      (item === undefined || itemKey === item) &&
      (which === undefined || which === "all" || isAgreed === (which === "agreed")),
  );
}

interface Overwritten {
  value: Record<string, unknown>;
  at: string;
  byId: string | null;
  by: string;
}

/** What stands, and what others had answered before. */
function opinionsIn(inspection: Signed, answer: InspectionAnswer): Opinion[] {
  const item = itemOf(inspection, answer.itemKey);
  if (!item) return [];
  const questions = boxesOf(item);
  const { id: inspectionId, number, unit } = inspection;
  const base = { inspectionId, number, unit, itemKey: answer.itemKey, caseId: answer.caseId };
  const said = (value: InspectionAnswer["value"], byId: string | null, by: string, at: string): Opinion[] => {
    const labels = questions.flatMap((question) =>
      chosen({ ...answer, value }, question).map(
        (each) => question.answers.find((option) => option.value === each)?.label ?? each,
      ),
    );
    return labels.length === 0 ? [] : [{ ...base, byId: byId ?? by, by, at, value: labels.join("、") }];
  };
  const before = (Array.isArray(answer.history) ? answer.history : []) as unknown as Overwritten[];
  return [
    ...before.flatMap((each) => said(each.value as InspectionAnswer["value"], each.byId, each.by, each.at)),
    ...said(answer.value, answer.answeredById, answer.answeredByName, answer.answeredAt.toISOString()),
  ];
}
