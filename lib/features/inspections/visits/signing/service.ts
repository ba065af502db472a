import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, fromDbDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { InspectionAnswer, Prisma } from "@/prisma/generated/client";
import { findingsFromAnswers } from "../../findings/service";
import { mayInspect } from "../../policy";
import { partsOfInspection } from "../answers/service";
import {
  CLOSING,
  DUE_KEY,
  type FormPart,
  HEADER,
  missingIn,
  OUTCOME_KEY,
  type PartValue,
  RESULT,
} from "../form/types";
import { PARTY_LABELS } from "../labels";
import type { AddAddendum, SignInspection } from "../schema";
import {
  type LockedInspection,
  lockInspection,
  moveInspection,
  refuseUnlessUnderWay,
} from "../state/service";
import { type InspectionRef, PARTY_OF_ROLE, standingOf } from "../types";

export interface SignedInspection extends InspectionRef {
  /** How many findings the answers opened. */
  findings: number;
}

/**
 * Signs the form as it was shown to both sides: keeps the signatures or the note of refusal, opens the findings, and closes the
 * record for good. Codes: `forbidden`, `not_found`, `not_started`, `cancelled`, `signed` (also the second of two at once), `stale`
 * where something was answered since, `incomplete`, `signature`.
 */
export async function signInspection(
  actor: Actor,
  input: SignInspection,
  clock: Clock = systemClock,
): Promise<Result<SignedInspection>> {
  if (!mayInspect(actor, "inspection.carry_out")) return refuse("forbidden", "您的角色不能簽署查核表。");
  return withActor(
    actor,
    async (tx): Promise<Result<SignedInspection>> => {
      const row = await lockInspection(tx, actor, input.id);
      await refuseUnlessUnderWay(tx, row);
      const now = clock.now();
      const { answers, parts } = await refuseUnfit(tx, row, input);
      await keepSignatures(tx, row, input, now);
      const result = await close(tx, row, answers, now);
      const findings = await findingsFromAnswers(
        tx,
        actor,
        {
          ...{ id: row.id, unitId: row.unitId, template: row.content, visitedOn: result.visitedOn },
          correctionDueOn: result.correctionDueOn,
          answers: onForm(answers, parts),
        },
        now,
      );
      await audit(tx, actor, now, {
        action: "inspection.signed",
        subject: { kind: "inspection", id: row.id },
        unitId: row.unitId,
        detail: { number: row.number, findings, refused: refusedBy(input) },
      });
      return ok({ id: row.id, number: row.number, findings });
    },
    { timeout: 30_000 },
  );
}

interface Fit {
  answers: InspectionAnswer[];
  parts: FormPart[];
}

async function refuseUnfit(tx: Tx, row: LockedInspection, input: SignInspection): Promise<Fit> {
  const where = { jurisdictionId: row.jurisdictionId, inspectionId: row.id };
  const answers = await tx.inspectionAnswer.findMany({ where, orderBy: [{ itemKey: "asc" }, { id: "asc" }] });
  const photos = await tx.inspectionPhoto.findMany({ where, select: { id: true } });
  if (standingOf(answers, photos) !== input.standing) {
    const words = "您開啟簽署頁後，查核表又有新的填答。請重新確認內容後再簽署。";
    throw new Refusal(refuse("stale", words));
  }
  const parts = await partsOfInspection(tx, row);
  const missing = parts.filter((part) => missingIn(part, valueIn(answers, part)).length > 0);
  if (missing.length > 0) {
    const words = `尚有 ${missing.length} 處必填未填，不能簽署。`;
    throw new Refusal(refuse("incomplete", words));
  }
  refuseSignatures(row, input);
  return { answers, parts };
}

function valueIn(
  answers: readonly InspectionAnswer[],
  { itemKey, caseId }: Pick<FormPart, "itemKey" | "caseId">,
) {
  const found = answers.find((each) => each.itemKey === itemKey && each.caseId === caseId);
  return (found?.value ?? {}) as PartValue;
}

/** Items answered before a case was struck from the form do not exist: only what stands on the form counts. */
function onForm(answers: readonly InspectionAnswer[], parts: readonly FormPart[]) {
  return answers
    .filter((answer) =>
      parts.some(({ itemKey, caseId }) => itemKey === answer.itemKey && caseId === answer.caseId),
    )
    .filter(({ itemKey }) => !itemKey.startsWith("@"))
    .map(({ itemKey, caseId, value, note }) => ({ itemKey, caseId, value, note }));
}

function refuseSignatures(row: LockedInspection, { signatures }: SignInspection): void {
  const errors: Record<string, string> = {};
  for (const line of row.content.signatures) {
    const party = PARTY_OF_ROLE[line.role];
    const given = signatures.find((each) => each.party === party);
    if (!line.isRequired && (!given || isLeftOut(given))) continue;
    const problem = given ? problemOf(given, party === "officer") : "請簽名。";
    if (problem) errors[`${party}_name`] = `${line.label || PARTY_LABELS[party]}：${problem}`;
  }
  if (Object.keys(errors).length > 0) {
    throw new Refusal(refuse("signature", "簽名不完整，尚未簽署。", errors));
  }
}

/** A line that nobody touched. */
function isLeftOut({ name, strokes, refusedReason }: SignInspection["signatures"][number]): boolean {
  return name === "" && strokes === null && refusedReason === null;
}

function problemOf(given: SignInspection["signatures"][number], isOfficer: boolean): string | null {
  if (given.name.trim() === "") return "請填簽名者姓名。";
  if (given.refusedReason !== null) {
    if (isOfficer) return "查核人員須簽名。";
    return given.refusedReason.length < 2 ? "請註明拒簽原因或情形。" : null;
  }
  return given.strokes === null ? "請在簽名框內簽名，或改以鍵盤簽署並勾選確認。" : null;
}

async function keepSignatures(
  tx: Tx,
  row: LockedInspection,
  input: SignInspection,
  now: Date,
): Promise<void> {
  const parties = row.content.signatures.map(({ role }) => PARTY_OF_ROLE[role]);
  await tx.inspectionSignature.createMany({
    data: input.signatures
      .filter((given) => parties.includes(given.party) && !isLeftOut(given))
      .map(({ party, name, strokes, refusedReason }) => ({
        ...{ inspectionId: row.id, party, jurisdictionId: row.jurisdictionId, name, signedAt: now },
        ...(refusedReason === null ? { strokes } : { refusedReason }),
      })),
  });
}

async function close(tx: Tx, row: LockedInspection, answers: readonly InspectionAnswer[], now: Date) {
  const result = valueIn(answers, { itemKey: RESULT, caseId: null });
  const closing = valueIn(answers, { itemKey: CLOSING, caseId: null });
  const advice = row.content.closing.filter(({ kind }) => kind === "text").map(({ key }) => closing[key]);
  const due = result[DUE_KEY];
  const correctionDueOn = typeof due === "string" ? (due as PlainDate) : null;
  const filled = row.header as Prisma.JsonObject;
  const values = valueIn(answers, { itemKey: HEADER, caseId: null });
  await moveInspection(tx, row, "signed", {
    ...{ signedAt: now, header: { ...filled, values } as Prisma.InputJsonObject },
    outcome: typeof result[OUTCOME_KEY] === "string" ? result[OUTCOME_KEY] : null,
    correctionDueOn: correctionDueOn && toDbDate(correctionDueOn),
    advice: advice.filter((text) => typeof text === "string").join("\n") || null,
  });
  return { visitedOn: fromDbDate(row.visitedOn ?? now), correctionDueOn };
}

function refusedBy({ signatures }: SignInspection): string[] {
  return signatures
    .filter(({ refusedReason }) => refusedReason !== null)
    .map(({ party }) => PARTY_LABELS[party]);
}

/** Adds to a signed record without changing it. Codes: `forbidden`, `not_found`, `not_signed`. */
export async function addAddendum(
  actor: Actor,
  input: AddAddendum,
  clock: Clock = systemClock,
): Promise<Result<InspectionRef>> {
  if (!mayInspect(actor, "inspection.carry_out")) return refuse("forbidden", "您的角色不能補充查核紀錄。");
  return withActor(actor, async (tx): Promise<Result<InspectionRef>> => {
    const row = await lockInspection(tx, actor, input.id);
    if (row.state !== "signed") {
      throw new Refusal(refuse("not_signed", "查核表尚未簽署，請直接在表上填寫。"));
    }
    const now = clock.now();
    await tx.inspectionAddendum.create({
      data: {
        ...{ jurisdictionId: actor.jurisdictionId, inspectionId: row.id, text: input.text, createdAt: now },
        ...{ createdById: actor.accountId, createdByName: actor.name },
      },
    });
    await audit(tx, actor, now, {
      action: "inspection.addendum_added",
      subject: { kind: "inspection", id: row.id },
      unitId: row.unitId,
      detail: { number: row.number },
    });
    return ok({ id: row.id, number: row.number });
  });
}
