import { v7 as uuid } from "uuid";
import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import { stopClock } from "@/lib/features/timeliness/service";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, fromDbDate, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import { addDays } from "@/lib/rules/plain-date";
import type { MonthlyDispatchTable, Prisma } from "@/prisma/generated/client";
import type { Service } from "@/prisma/generated/enums";
import { type PublishedOrder, publishedContent } from "../../published/types";
import { ensureClock } from "../clocks/service";
import { draftIn } from "../content/queries";
import { FLAG_LABELS } from "../labels";
import { mayMonthlyTable } from "../policy";
import { clockSubject } from "../queries";
import { type FileTable, firstDayOf, type KeepPrinciples, lastDayOf } from "../schema";
import { moveTable, staleTable } from "../state/service";
import { changedCounts, type Explanations, flagsOf, standingMark, type TableContent } from "../types";

const ONLY_MANAGER = "派案月報由 A 單位主管提交。";
const json = (value: unknown) => JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject;

/**
 * Files the own unit's table of a month that is over: its content is frozen, the limit stops, the public part is published. Filing
 * again makes a new version with a reason; the former is kept as replaced and the review starts anew.
 * Refusals: `month_not_over`, `stale` (a newer version, or the dispatches changed since the form was shown),
 * `no_principles`, `unexplained` (a flag without a word), `no_reason`.
 */
export async function fileTable(
  actor: Actor,
  input: FileTable,
  clock: Clock = systemClock,
): Promise<Result<{ id: string; aUnitId: string; month: string; versionNo: number }>> {
  const { unitId } = actor;
  if (!mayMonthlyTable(actor, "monthly_table.file") || unitId === null)
    return refuse("forbidden", ONLY_MANAGER);
  const on = officeDate(clock.now());
  const lastDay = lastDayOf(input.month);
  if (lastDay >= on) {
    const from = formatRocDate(addDays(lastDay, 1));
    return refuse("month_not_over", `這個月份尚未結束，${from} 起才能提交。`);
  }
  return withActor(actor, async (tx) => {
    const subjectId = clockSubject(unitId, input.month);
    const standing = await lockStanding(tx, actor, unitId, input);
    if (standingMark(standing) !== input.standing) throw new Refusal(await staleTable(tx, actor, subjectId));
    const draft = await draftIn(tx, actor, input.month, on);
    if (!draft) throw new Refusal(refuse("not_found", "找不到您的單位，請洽系統管理者。"));
    if (draft.digest !== input.digest) {
      throw new Refusal(changedSince(input.seen ?? "", draft.content));
    }
    const explanations = explained(draft.content, input);
    refuseWithoutReason(standing, input);
    const filed = await insertTable(tx, actor, {
      standing,
      content: draft.content,
      explanations,
      input,
      clock,
    });
    await ensureClock(tx, actor, unitId, input.month);
    await stopClock(tx, actor, { kind: "monthly_dispatch_table", subjectId, doneOn: on });
    await publish(tx, actor, draft.content, clock);
    await audit(tx, actor, clock.now(), {
      action: standing ? "monthly_table.refiled" : "monthly_table.filed",
      subject: { kind: "monthly_table", id: subjectId },
      unitId,
      detail: {
        month: input.month,
        versionNo: filed.versionNo,
        dispatches: draft.content.total.dispatches,
        ...(standing ? { reason: input.reason } : {}),
      },
    });
    return ok({ ...filed, aUnitId: unitId, month: input.month });
  });
}

/** The dispatches (or a name, or the principles) are no longer those that the form showed: says which counts changed. */
function changedSince(seen: string, content: TableContent) {
  const lines = changedCounts(seen, content).map(
    ([code = "", service = "", before, after]) =>
      `${code} ${SERVICE_LABELS[service as Service] ?? service} 派案件數 ${before}→${after}`,
  );
  const what = lines.length > 0 && seen !== "" ? `（${lines.join("；")}）` : "";
  return refuse(
    "stale",
    `您開啟本頁之後，這個月的派案資料、單位名稱或派案原則有變動${what}。本次未提交，您填寫的說明仍在本頁；請重新整理，確認後再提交。`,
  );
}

/** One at a time per unit and month; what stands is read after the others are through. */
async function lockStanding(tx: Tx, actor: Actor, aUnitId: string, { month }: FileTable) {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`monthly ${aUnitId} ${month}`}, 0))::text`;
  await tx.$queryRaw`SELECT id FROM monthly_dispatch_table WHERE a_unit_id = ${aUnitId}::uuid AND month = ${firstDayOf(month)}::date AND state <> 'replaced' FOR UPDATE`;
  return tx.monthlyDispatchTable.findFirst({
    where: {
      ...{ jurisdictionId: actor.jurisdictionId, aUnitId, month: toDbDate(firstDayOf(month)) },
      state: { not: "replaced" },
    },
  });
}

/** The explanations that belong to flags; each flag needs one. */
function explained(content: TableContent, input: FileTable): Explanations {
  if (content.principles === "")
    throw new Refusal(refuse("no_principles", "尚未填寫派案原則；請先在本頁填寫並儲存，再提交月報。"));
  const flags = flagsOf(content);
  const missing = flags.filter(({ key }) => (input.explanations[key] ?? "").length < 2);
  if (missing.length > 0) {
    const fields = missing.map(({ key, unit, flag }) => [
      `why:${key}`,
      `請說明 ${unit.name}「${FLAG_LABELS[flag]}」的原因（至少 2 字）。`,
    ]);
    throw new Refusal(refuse("unexplained", "有註記尚未說明，月報未提交。", Object.fromEntries(fields)));
  }
  return Object.fromEntries(flags.map(({ key }) => [key, input.explanations[key] ?? ""]));
}

function refuseWithoutReason(standing: MonthlyDispatchTable | null, { reason }: FileTable): void {
  if (!standing || reason.length >= 2) return;
  const text = "這個月份已提交過，請填寫重新提交的原因（至少 2 字）。";
  throw new Refusal(refuse("no_reason", "月報未提交。", { reason: text }));
}

interface NewTable {
  standing: MonthlyDispatchTable | null;
  content: TableContent;
  explanations: Explanations;
  input: FileTable;
  clock: Clock;
}

async function insertTable(
  tx: Tx,
  actor: Actor,
  { standing, content, explanations, input, clock }: NewTable,
): Promise<{ id: string; versionNo: number }> {
  if (standing) await moveTable(tx, standing, "replaced");
  const filed = { id: uuid(), versionNo: (standing?.versionNo ?? 0) + 1 };
  await tx.monthlyDispatchTable.create({
    data: {
      ...filed,
      jurisdictionId: actor.jurisdictionId,
      aUnitId: content.aUnit.id,
      month: toDbDate(firstDayOf(input.month)),
      state: "filed",
      content: json(content),
      explanations,
      refileReason: standing ? input.reason : null,
      filedAt: clock.now(),
      filedById: actor.accountId,
    },
  });
  return filed;
}

async function publish(tx: Tx, actor: Actor, content: TableContent, clock: Clock): Promise<void> {
  const { jurisdictionId } = actor;
  const key = { aUnitId: content.aUnit.id, month: toDbDate(firstDayOf(content.month)) };
  const published = {
    content: json(publishedContent(content, await ordersOf(tx, actor, content))),
    publishedAt: clock.now(),
  };
  await tx.publishedDispatch.upsert({
    where: { aUnitId_month: key },
    create: { ...key, jurisdictionId, ...published },
    update: published,
  });
}

/** The unit's approved orders that held on the day on which the table is made. */
async function ordersOf(tx: Tx, actor: Actor, { aUnit, madeOn }: TableContent): Promise<PublishedOrder[]> {
  const { jurisdictionId } = actor;
  const orders = await tx.rotation.findMany({
    where: { jurisdictionId, aUnitId: aUnit.id, state: "approved" },
    include: {
      entries: { orderBy: { position: "asc" }, include: { unit: { select: { code: true, name: true } } } },
    },
    orderBy: [{ service: "asc" }, { zoneId: "asc" }, { districtId: "asc" }],
  });
  const zones = await tx.serviceZone.findMany({ where: { jurisdictionId } });
  const districts = await tx.district.findMany({ where: { jurisdictionId } });
  const names = new Map([...zones, ...districts].map(({ id, name }) => [id, name]));
  return orders
    .filter(({ validThrough }) => validThrough === null || fromDbDate(validThrough) >= madeOn)
    .map(({ service, zoneId, districtId, entries }) => ({
      service,
      area: names.get(zoneId ?? districtId ?? "") ?? "",
      units: entries.map(({ unit }) => unit),
    }));
}

/** Writes down by what principles the own unit dispatches; published with the next table. */
export async function keepPrinciples(
  actor: Actor,
  input: KeepPrinciples,
  clock: Clock = systemClock,
): Promise<Result<{ aUnitId: string }>> {
  const { jurisdictionId, unitId } = actor;
  if (!mayMonthlyTable(actor, "monthly_table.file") || unitId === null)
    return refuse("forbidden", "派案原則由 A 單位主管填寫。");
  return withActor(actor, async (tx) => {
    await tx.$queryRaw`SELECT a_unit_id FROM dispatch_principles WHERE a_unit_id = ${unitId}::uuid FOR UPDATE`;
    const former = await tx.dispatchPrinciples.findFirst({ where: { jurisdictionId, aUnitId: unitId } });
    if ((former ? String(former.updatedAt.getTime()) : "none") !== input.seen)
      throw new Refusal(
        refuse("stale", `派案原則已由同仁改為：「${former?.text ?? ""}」。本次未儲存；請重新整理後再修改。`),
      );
    const written = { text: input.text, updatedAt: clock.now(), updatedById: actor.accountId };
    await tx.dispatchPrinciples.upsert({
      where: { aUnitId: unitId },
      create: { aUnitId: unitId, jurisdictionId, ...written },
      update: written,
    });
    await audit(tx, actor, clock.now(), {
      action: "monthly_table.principles_changed",
      subject: { kind: "unit", id: unitId },
      unitId,
      detail: { before: former?.text ?? "", after: input.text },
    });
    return ok({ aUnitId: unitId });
  });
}
