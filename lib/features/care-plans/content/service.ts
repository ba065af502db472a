import { fromDbDate, toDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import { Refusal, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { PlainDate } from "@/lib/rules/plain-date";
import { planIssueLabel, reviewPlan } from "@/lib/rules/plan-review";
import type { CaseFile, Prisma } from "@/prisma/generated/client";
import { rulesOf } from "../../registry/closures/queries";
import { countPlan } from "../budget/types";
import { whyNoCode } from "../codes/labels";
import { loadCodes } from "../codes/queries";
import { findCode, type PaymentCode, priceOf, suitsLevel } from "../codes/types";
import { loadProblems } from "../queries";
import type { PlanContent, TypedItem } from "../schema";
import type { Judged, PlanItemRow, PlanProblem, PlanRow } from "../types";
import { differenceLines } from "../versions/labels";
import { differencesOf } from "../versions/types";

/** What a plan's content is judged by: its case as it is now, its district, its problems, the payment table. */
export interface Ground {
  caseFile: CaseFile;
  transportZone: number;
  remote: boolean;
  problems: PlanProblem[];
  codes: PaymentCode[];
  today: PlainDate;
}

export interface ReadyItem extends Omit<PlanItemRow, "id"> {
  row: number;
}

export interface ReadyContent {
  visitedOn: PlainDate | null;
  /** The day that governs prices and law: the visit's, else today. */
  on: PlainDate;
  items: ReadyItem[];
  notes: Record<string, string>;
}

/** Reads what a plan of this case is judged by. */
export async function groundOf(tx: Tx, caseFile: CaseFile, today: PlainDate): Promise<Ground> {
  const { jurisdictionId, districtId } = caseFile;
  const district = await tx.district.findFirstOrThrow({ where: { jurisdictionId, id: districtId } });
  return {
    caseFile,
    today,
    transportZone: district.transportZone,
    remote: district.indigenousArea,
    problems: await loadProblems(tx, jurisdictionId, caseFile.id),
    codes: await loadCodes(tx),
  };
}

/**
 * Turns what was typed into items with the name and price of the payment table on the plan's day. Refusal (thrown): `invalid`
 * with a message at each field: a code that is not in force or not for this level, a price that must be typed, a visit in a
 * month that has AA02.
 */
export async function readyContent(
  tx: Tx,
  ground: Ground,
  plan: PlanRow,
  content: PlanContent,
): Promise<ReadyContent> {
  const errors: Record<string, string> = {};
  const { visitedOn } = content;
  const visitError = visitedOn && (await whyNoVisit(tx, ground.caseFile, visitedOn, ground.today));
  if (visitError) errors.visitedOn = visitError;
  const on = visitedOn ?? ground.today;
  const known = new Set(ground.problems.map(({ id }) => id));
  const remarks = new Map(plan.items.map(({ code, remark }) => [code, remark]));
  const items = content.items.flatMap((typed) => {
    const priced = pricedItem(ground, typed, on);
    if ("field" in priced) {
      errors[priced.field] = priced.message;
      return [];
    }
    const { row, quantity, goal, problemId } = typed;
    const remark = remarks.get(priced.code) ?? null;
    return [
      { ...priced, row, quantity, goal, remark, problemId: known.has(problemId ?? "") ? problemId : null },
    ];
  });
  if (Object.keys(errors).length > 0) {
    throw new Refusal(refuse("invalid", "有欄位需要更正，資料尚未儲存。", errors));
  }
  const notes = Object.entries(content.notes).filter(([id]) => known.has(id));
  return { visitedOn, on, items, notes: Object.fromEntries(notes) };
}

type Priced = Pick<ReadyItem, "code" | "name" | "unitPrice"> | { field: string; message: string };

function pricedItem({ codes, remote, caseFile }: Ground, typed: TypedItem, on: PlainDate): Priced {
  const found = findCode(codes, typed.code, on);
  const problem = whyNoCode(found, typed.code);
  if (found.kind !== "found") return { field: `code-${typed.row}`, message: problem ?? "碼別不正確。" };
  const { code, name, cmsLevels } = found.code;
  const level = caseFile.needLevel ?? 0;
  if (!suitsLevel(found.code, level)) {
    const message = `${code} ${name}適用長照需要等級第 ${cmsLevels.replace("-", " 至 ")} 級，個案為第 ${level} 級。`;
    return { field: `code-${typed.row}`, message };
  }
  const unitPrice = priceOf(found.code, remote) ?? typed.price;
  if (unitPrice === null || unitPrice === 0) {
    return { field: `price-${typed.row}`, message: `${code} 於支付基準未定價格，請填單價。` };
  }
  return { code, name, unitPrice };
}

/** Why the AA01 visit cannot have been on this day: in the future, before the application, or in a month that has AA02. */
async function whyNoVisit(
  tx: Tx,
  caseFile: CaseFile,
  visitedOn: PlainDate,
  today: PlainDate,
): Promise<string | undefined> {
  if (visitedOn > today) return "家訪日不得晚於今日。";
  const appliedOn = fromDbDate(caseFile.appliedOn);
  if (visitedOn < appliedOn) return `家訪日不得早於申請日 ${formatRocDate(appliedOn)}。`;
  const { id: caseId, jurisdictionId } = caseFile;
  const month = toDbDate(`${visitedOn.slice(0, 7)}-01` as PlainDate);
  const followUp = await tx.monitoring.findFirst({ where: { jurisdictionId, caseId, month } });
  if (!followUp) return undefined;
  const contactOn = formatRocDate(fromDbDate(followUp.contactOn));
  return `該月已有照顧管理（AA02，${contactOn}）：${planIssueLabel("aa01_and_aa02")}（附表四 AA01 二）。`;
}

/** Writes the content of a locked plan and returns the plan as it is then, with what changed in words; nothing is written when nothing changed. */
export async function writeContent(
  tx: Tx,
  ground: Ground,
  plan: PlanRow,
  content: ReadyContent,
): Promise<{ plan: PlanRow; lines: string[] }> {
  const { caseFile } = ground;
  const lines = [
    ...differenceLines(differencesOf(plan.items, content.items)),
    ...otherChanges(plan, content),
  ];
  if (lines.length === 0 && !levelsChanged(plan, caseFile)) return { plan, lines };
  const { jurisdictionId } = caseFile;
  await tx.planItem.deleteMany({ where: { jurisdictionId, planId: plan.id } });
  await tx.planItem.createMany({
    data: content.items.map(({ row: _row, ...item }, place) => ({
      ...item,
      jurisdictionId,
      planId: plan.id,
      sortOrder: place + 1,
    })),
  });
  const levels = levelsOf(caseFile, plan);
  await tx.carePlan.updateMany({
    where: { jurisdictionId, id: plan.id },
    data: {
      ...levels,
      visitedOn: content.visitedOn && toDbDate(content.visitedOn),
      problemNotes: content.notes,
      version: { increment: 1 },
    },
  });
  const stored = await tx.planItem.findMany({
    where: { jurisdictionId, planId: plan.id },
    orderBy: { sortOrder: "asc" },
  });
  const { visitedOn, notes: problemNotes } = content;
  const written = { ...plan, ...levels, visitedOn, problemNotes, items: stored, version: plan.version + 1 };
  return { plan: written, lines };
}

function levelsOf(caseFile: CaseFile, plan: PlanRow) {
  return {
    needLevel: caseFile.needLevel ?? plan.needLevel,
    copayClass: caseFile.copayClass ?? plan.copayClass,
    hasForeignCaregiver: caseFile.hasForeignCaregiver,
  };
}

function levelsChanged(plan: PlanRow, caseFile: CaseFile): boolean {
  const { needLevel, copayClass, hasForeignCaregiver } = levelsOf(caseFile, plan);
  return (
    needLevel !== plan.needLevel ||
    copayClass !== plan.copayClass ||
    hasForeignCaregiver !== plan.hasForeignCaregiver
  );
}

function otherChanges(plan: PlanRow, content: ReadyContent): string[] {
  const lines: string[] = [];
  if (plan.visitedOn !== content.visitedOn) {
    const [from, to] = [plan.visitedOn, content.visitedOn].map((day) =>
      day ? formatRocDate(day) : "（無）",
    );
    lines.push(`家訪日 ${from} → ${to}`);
  }
  if (sorted(plan.problemNotes) !== sorted(content.notes)) lines.push("照顧問題之說明");
  const answers = (items: readonly { problemId: string | null }[]) =>
    items.map(({ problemId }) => problemId ?? "").join();
  if (answers(plan.items) !== answers(content.items)) lines.push("項目對應之照顧問題");
  return lines;
}

const sorted = (notes: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(notes).sort());

/** What the law says of a plan as it stands: budget and review, with citations, on the plan's day. */
export function judge(ground: Ground, plan: PlanRow): Judged {
  const on = plan.visitedOn ?? ground.today;
  const count = countPlan({
    rules: rulesOf(ground.caseFile.jurisdictionId),
    on,
    needLevel: plan.needLevel,
    copayClass: plan.copayClass,
    foreignCaregiver: plan.hasForeignCaregiver,
    transportZone: ground.transportZone,
    lines: plan.items.map(({ code, unitPrice, quantity }) => ({ code, unitPrice, quantity })),
  });
  const review = reviewPlan({
    problems: ground.problems.map(({ id }) => ({ id, note: plan.problemNotes[id] })),
    items: plan.items.map(({ code, problemId, goal }) => ({ code, problem: problemId, goal })),
  });
  return { on, count, review };
}

/** An outcome as the database keeps it. */
export function jsonOf(value: object): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject;
}
