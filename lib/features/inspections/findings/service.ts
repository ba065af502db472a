import { v7 as uuid } from "uuid";
import { withRocDates } from "@/lib/features/registry/closures/labels";
import { closedDaysIn, rulesOf } from "@/lib/features/registry/closures/queries";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { toDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import { Refusal, refuse } from "@/lib/platform/result";
import { correctionDeadline } from "@/lib/rules/correction";
import { RuleError } from "@/lib/rules/errors";
import { addDays, type PlainDate } from "@/lib/rules/plain-date";
import type { Prisma } from "@/prisma/generated/client";
import type { ChecklistTemplate, Item, Section } from "../templates/types";
import { answerText } from "../visits/form/schema";
import type { BlankValue, PartValue } from "../visits/form/types";
import { itemBlanks, levelsIn } from "../visits/form/types";
import type { DueOutcome, FindingBasis, SignedAnswers } from "./types";

const JSON_OF = (value: unknown) => JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject;

/**
 * Opens a finding for every answer that the form counts as one, with the limit of its correction, inside the transaction that signs the
 * inspection. Of a re-inspection, an item that is looked at again adds its result to the finding that stands and opens none.
 * Returns how many were opened. Throws a `Refusal` at `correctionDueOn` where the day is not what the form allows.
 */
export async function findingsFromAnswers(
  tx: Tx,
  actor: Actor,
  inspection: SignedAnswers,
  now: Date,
): Promise<number> {
  const { jurisdictionId } = actor;
  const looked = await lookedAtAgain(tx, inspection.id);
  const numbers = await caseNumbers(tx, inspection.id);
  const found: { basis: FindingBasis; facts: string; itemKey: string; caseId: string | null }[] = [];
  for (const { itemKey, caseId, value, note } of inspection.answers) {
    const place = placeOf(inspection.template, itemKey);
    if (!place) continue;
    const part = partValue(value);
    const told = toldOf(place.item, part, note);
    const standing = looked.find((each) => each.itemKey === itemKey && each.caseId === caseId);
    if (standing) {
      const text = `複查結果：${told.answer || "未填"}。${told.facts}`.trim();
      await addStep(tx, actor, { findingId: standing.id, kind: "re_inspected", text, now });
      continue;
    }
    if (!levelsIn({ blanks: itemBlanks(place.item) }, part).includes("finding")) continue;
    const caseNumber = caseId === null ? null : (numbers.get(caseId) ?? null);
    const basis = basisOf(inspection.template, place, told.answer, caseNumber);
    found.push({ basis, facts: told.facts, itemKey, caseId });
  }
  if (found.length === 0) return 0;
  const due = await dueOf(tx, actor, inspection);
  for (const { basis, facts, itemKey, caseId } of found) {
    const row = { id: uuid(), number: await nextNumber(tx, "finding", "F", inspection.visitedOn) };
    await tx.finding.create({
      data: {
        ...row,
        ...{ jurisdictionId, unitId: inspection.unitId, inspectionId: inspection.id, itemKey, caseId },
        ...{ basis: JSON_OF(basis), facts, state: "open" },
        ...{ dueOn: toDbDate(due.dueOn), dueOutcome: JSON_OF(due) },
        ...{ createdOn: toDbDate(inspection.visitedOn), createdAt: now, createdById: actor.accountId },
      },
    });
    await audit(tx, actor, now, {
      action: "finding.opened",
      subject: { kind: "finding", id: row.id },
      unitId: inspection.unitId,
      detail: { number: row.number, item: basis.itemLabel, dueOn: due.dueOn },
    });
  }
  return found.length;
}

/** Writes a step of a finding; returns its id. */
export async function addStep(
  tx: Tx,
  actor: Actor,
  step: { findingId: string; kind: string; text: string; dueOn?: PlainDate; now: Date },
): Promise<string> {
  const id = uuid();
  const { findingId, kind, text, dueOn, now } = step;
  await tx.findingStep.create({
    data: {
      ...{ id, jurisdictionId: actor.jurisdictionId, findingId, kind, text },
      ...{ dueOn: dueOn ? toDbDate(dueOn) : null, createdAt: now },
      ...{ createdById: actor.accountId, createdByName: actor.name },
    },
  });
  return id;
}

/** The next running number of a kind in the ROC year of a day: `F115-0001`. Only the bureau counts. */
export async function nextNumber(tx: Tx, kind: string, letter: string, day: PlainDate): Promise<string> {
  const rocYear = Number(day.slice(0, 4)) - 1911;
  const [row] = await tx.$queryRaw<{ given: number }[]>`SELECT app_next_number(${kind}, ${rocYear}) AS given`;
  return `${letter}${rocYear}-${String(row?.given ?? 0).padStart(4, "0")}`;
}

interface Place {
  section: Section;
  item: Item;
}

function placeOf(template: ChecklistTemplate, itemKey: string): Place | null {
  for (const section of template.sections) {
    const item = section.items.find((each) => each.key === itemKey);
    if (item) return { section, item };
  }
  return null;
}

function partValue(value: unknown): PartValue {
  const isPart = typeof value === "object" && value !== null && !Array.isArray(value);
  return isPart ? (value as Record<string, BlankValue>) : {};
}

/** What was ticked in the questions that count, and everything that was written beside them, in words. */
function toldOf(item: Item, value: PartValue, note: string | null): { answer: string; facts: string } {
  const counted = item.questions.filter(({ findings, key }) => {
    const given = [value[key]].flat().map(String);
    return findings.some(
      ({ level, answers }) => level === "finding" && answers.some((each) => given.includes(each)),
    );
  });
  const shown = counted.length > 0 ? counted : item.questions;
  const named = (label: string | null, text: string) => (label ? `${label}：${text}` : text);
  const answer = shown
    .map((question) => ({ question, text: answerText(question, value[question.key]) }))
    .filter(({ text }) => text !== "")
    .map(({ question, text }) => named(question.label, text))
    .join("；");
  const written = itemBlanks(item)
    .filter(({ key, kind }) => kind !== "photos" && !item.questions.some((question) => question.key === key))
    .map((blank) => ({ blank, text: answerText(blank, value[blank.key]) }))
    .filter(({ text }) => text !== "")
    .map(({ blank, text }) => named(blank.label, text));
  const facts = [...written, ...(note?.trim() ? [note.trim()] : [])];
  return { answer, facts: facts.join("；") || "（未另記載查核情形）" };
}

function basisOf(
  template: ChecklistTemplate,
  { section, item }: Place,
  answer: string,
  caseNumber: string | null,
): FindingBasis {
  return {
    ...{ form: template.form, formTitle: template.title, formRevision: template.version.roc },
    section: [section.number, section.label].filter(Boolean).join(""),
    ...{ itemNumber: item.number, itemLabel: item.label, indicatorCodes: item.indicatorCodes },
    ...{ citation: item.citation, answer, caseNumber, ifMissed: template.correction?.ifMissed ?? null },
  };
}

async function lookedAtAgain(tx: Tx, inspectionId: string) {
  const rows = await tx.findingReinspection.findMany({
    where: { inspectionId },
    select: { finding: { select: { id: true, itemKey: true, caseId: true, state: true } } },
  });
  return rows.map(({ finding }) => finding).filter(({ state }) => state !== "closed" && state !== "failed");
}

async function caseNumbers(tx: Tx, inspectionId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.$queryRaw<{ case_id: string; number: string }[]>`
    SELECT case_id, number FROM app_inspected_cases(${inspectionId}::uuid)`;
  return new Map(rows.map((row) => [row.case_id, row.number]));
}

async function dueOf(tx: Tx, actor: Actor, inspection: SignedAnswers): Promise<DueOutcome> {
  const { template, visitedOn, correctionDueOn } = inspection;
  const limit = template.correction;
  const maxDays = limit?.maxDays ?? null;
  try {
    const input = { visitedOn, maxDays, days: limit?.days ?? "calendar", setOn: correctionDueOn } as const;
    return correctionDeadline(rulesOf(actor.jurisdictionId), {
      ...input,
      closures: await closedDaysIn(tx, actor),
    });
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    if (error.code === "no_calendar" && limit?.days !== "working") return unrolled(inspection, maxDays);
    const words = `${withRocDates(error.message)}。`;
    throw new Refusal(refuse("correction_due", "改善期限需要更正，尚未簽署。", { correctionDueOn: words }));
  }
}

const WITHOUT_LIMIT = 30;

/** The end of calendar days that reach a year whose office calendar is not out: kept as it falls, and said so. */
function unrolled({ visitedOn, correctionDueOn }: SignedAnswers, maxDays: number | null): DueOutcome {
  const dueOn = correctionDueOn ?? addDays(visitedOn, maxDays ?? WITHOUT_LIMIT);
  const text = `${Number(dueOn.slice(0, 4)) - 1911} 年辦公日曆尚未公布，末日是否為放假日未定`;
  return { dueOn, citations: [], steps: [{ code: "calendar_pending", text }], assumptions: [{ text }] };
}
