import { saveAnswers } from "@/lib/features/inspections/visits/answers/service";
import { HEADER, RESULT } from "@/lib/features/inspections/visits/form/types";
import { inspectionById } from "@/lib/features/inspections/visits/queries";
import type { SignInspection } from "@/lib/features/inspections/visits/schema";
import { type InspectionDetail, standingOf } from "@/lib/features/inspections/visits/types";
import type { Actor } from "@/lib/platform/actor";
import { aClock, done } from "./accounts";
import type { TestInspection } from "./inspections";

// An inspector at work, through the services.

/** Ten in the morning of the visit. */
export const clock = aClock(new Date("2026-11-10T02:00:00Z"));
const MET = "met";

/** An inspection as somebody sees it. */
export async function opened(actor: Actor, id: string): Promise<InspectionDetail> {
  const detail = await inspectionById(actor, id);
  if (!detail) throw new Error("the inspection is not seen");
  return detail;
}

/** An answer as the page on site sends it. */
export const answer = (
  itemKey: string,
  raw: Record<string, string[]>,
  version = 0,
  caseId: string | null = null,
) => ({
  ...{ itemKey, caseId, raw, version },
});

/** Sends answers at the tests' hour. */
export async function save(actor: Actor, id: string, ...answers: ReturnType<typeof answer>[]) {
  return done(await saveAnswers(actor, id, { answers }, clock));
}

/** Both sides' signatures; `changes` of the unit's. */
export const signatures = (
  changes: Partial<SignInspection["signatures"][number]> = {},
): SignInspection["signatures"] => [
  { party: "unit", name: "示範人員", strokes: "M1 1L20 20", refusedReason: null, ...changes },
  { party: "officer", name: "測試承辦", strokes: "typed", refusedReason: null },
];

/** The form of the signatures as it was shown. */
export async function signing(actor: Actor, id: string, given = signatures()): Promise<SignInspection> {
  const detail = await opened(actor, id);
  return {
    id,
    version: detail.version,
    standing: standingOf(detail.answers, detail.photos),
    signatures: given,
  };
}

/** Answers every item of a form with one result; where `not` names the item, with another. */
export async function fillIn(actor: Actor, inspection: TestInspection, not: Record<string, string> = {}) {
  const items = inspection.template.content.sections.flatMap((section) => section.items);
  const { cases, answers } = await opened(actor, inspection.id);
  const head = answers.find(({ itemKey }) => itemKey === HEADER);
  const header = inspection.template.content.header.map(({ key, kind }) => [key, sample(kind)]);
  const sent = items.flatMap((item) => {
    const raw = Object.fromEntries(item.questions.map(({ key }) => [key, [not[item.key] ?? MET]]));
    const on = item.isPerCase && cases.length > 0 ? cases.map(({ id }) => id) : [null];
    return on.map((caseId) => answer(item.key, raw, 0, caseId));
  });
  const result: Record<string, string[]> =
    inspection.template.content.outcomes.length > 0 ? { outcome: [MET] } : {};
  await save(
    ...[actor, inspection.id],
    ...[answer(HEADER, Object.fromEntries(header), head?.version ?? 0), answer(RESULT, result)],
    ...sent,
  );
}

function sample(kind: string): string[] {
  if (kind === "date_time") return ["115/11/10 10:00"];
  return [kind === "date" ? "115/11/10" : kind === "count" ? "3" : "示範"];
}
