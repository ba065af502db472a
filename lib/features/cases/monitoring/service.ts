import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { citationText, paymentRegulation } from "@/lib/rules/citations";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { CaseFile } from "@/prisma/generated/client";
import { keepMonitoringClocks } from "../../timeliness/monthly/service";
import { stopClock } from "../../timeliness/service";
import { CONTACT_KIND_LABELS } from "../labels";
import { inScope } from "../policy";
import { CASE_STATUS_LABELS } from "../status/labels";
import { lockCase } from "../status/service";
import { monthText } from "./labels";
import { mayMonitor, recordScope } from "./policy";
import { aa01Of, plannedItems, withUnitSince } from "./queries";
import type { RecordMonitoring } from "./schema";
import { ownStaff } from "./staff/queries";
import type { UsedItem } from "./types";

/** Where it is written that AA01 and AA02 are not claimed in one month. */
export const AA01_OR_AA02 = paymentRegulation("附表四 AA01、AA02");

export interface MonitoringRef {
  id: string;
  caseId: string;
  month: string;
}

/**
 * Records AA02 of the month of the contact, with the referrals that were made of it, and stops the month's clock. Whoever is signed in is
 * noted as the person who made the contact, or the case's manager where that person is not on the unit's staff.
 * Codes: `forbidden`, `not_found`, `not_in_service`, `day`, `recorded`, `aa01`, `usage`.
 */
export async function recordMonitoring(
  actor: Actor,
  input: RecordMonitoring,
  clock: Clock = systemClock,
): Promise<Result<MonitoringRef>> {
  if (!mayMonitor(actor, "monitoring.record")) return refuse("forbidden", "照顧管理紀錄由 A 單位登錄。");
  const now = clock.now();
  return withActor(actor, async (tx) => {
    const file = await lockMonitored(tx, actor, input.caseId);
    const month = input.contactOn.slice(0, 7);
    await refuseDay(tx, file, input, officeDate(now));
    await refuseRecorded(tx, actor, file, month);
    await refuseAa01(tx, file, month);
    const usage = await usageOf(tx, file, input.usage);
    const id = uuid();
    const staffId = (await ownStaff(tx, actor))?.id ?? file.managerId ?? "";
    await tx.monitoring.create({ data: rowOf(actor, file, input, { id, staffId, usage, now }) });
    await addReferrals(tx, actor, input, id, now);
    await finishClock(tx, actor, file, month, input.contactOn);
    await audit(tx, actor, now, {
      action: "monitoring.recorded",
      subject: { kind: "case", id: file.id },
      unitId: file.aUnitId,
      detail: {
        ...{ monitoringId: id, month, contactOn: input.contactOn },
        contactKind: CONTACT_KIND_LABELS[input.contactKind],
        planChangeNeeded: input.planChangeNeeded,
        cStationInformed: input.cStationInformed,
        referrals: input.referrals.map(({ kind }) => kind),
      },
    });
    return ok({ id, caseId: file.id, month });
  });
}

/** Locks a case of the own unit that is in service. Refusals (thrown): `not_found`, `not_in_service`. */
export async function lockMonitored(tx: Tx, actor: Actor, caseId: string): Promise<CaseFile> {
  const file = await lockCase(tx, actor, caseId);
  if (!inScope(recordScope(actor), file)) {
    throw new Refusal(refuse("not_found", "找不到這個個案，或不在您的職務範圍內。"));
  }
  if (file.status !== "in_service") {
    const words = `個案目前為「${CASE_STATUS_LABELS[file.status]}」，服務中的個案才登錄照顧管理。`;
    throw new Refusal(refuse("not_in_service", words));
  }
  return file;
}

/** Refuses a day of contact that has not come, lies before the case was with the unit, or is not of the month of the list (`day`). */
export async function refuseDay(
  tx: Tx,
  file: CaseFile,
  { contactOn, month }: { contactOn: PlainDate; month?: string },
  today: PlainDate,
): Promise<void> {
  const why = await wrongWithDay(tx, file, { contactOn, month }, today);
  if (why) throw new Refusal(refuse("day", "聯繫日需要更正，資料尚未儲存。", { contactOn: why }));
}

async function wrongWithDay(
  tx: Tx,
  file: CaseFile,
  { contactOn, month }: { contactOn: PlainDate; month?: string },
  today: PlainDate,
): Promise<string | null> {
  if (contactOn > today) return "聯繫日不得晚於今日。";
  if (month && !contactOn.startsWith(month)) {
    return `本頁登錄 ${monthText(month)} 的照顧管理，聯繫日應在該月；其他月份請改選月份。`;
  }
  const since = await withUnitSince(tx, file);
  return contactOn < since ? `聯繫日不得早於派案至本單位之日（${formatRocDate(since)}）。` : null;
}

async function refuseRecorded(tx: Tx, actor: Actor, file: CaseFile, month: string): Promise<void> {
  const { jurisdictionId } = actor;
  const where = { jurisdictionId, caseId: file.id, month: toDbDate(`${month}-01` as PlainDate) };
  const standing = await tx.monitoring.findFirst({ where, select: { contactOn: true } });
  if (!standing) return;
  const [entry] = await tx.$queryRaw<{ at: Date; name: string }[]>`
    SELECT at, actor_name AS name FROM app_case_history(${file.id}::uuid)
     WHERE jurisdiction_id = ${jurisdictionId} AND action = 'monitoring.recorded' AND detail ->> 'month' = ${month}
     ORDER BY at DESC LIMIT 1`;
  const who = entry ? `由${entry.name}於 ${formatRocInstant(entry.at)} ` : "";
  const words = `${monthText(month)}的照顧管理已${who}登錄，每月一次；需要更正請開啟該筆紀錄。`;
  throw new Refusal(refuse("recorded", words));
}

async function refuseAa01(tx: Tx, file: CaseFile, month: string): Promise<void> {
  const visitedOn = await aa01Of(tx, file.jurisdictionId, file.id, month);
  if (!visitedOn) return;
  const words = `${monthText(month)}已有 AA01（${formatRocDate(visitedOn)} 家訪），同月不得再申報 AA02`;
  throw new Refusal(refuse("aa01", `${words}（${citationText(AA01_OR_AA02)}）。`));
}

/** The use of each item of the plan that stands, in the plan's order; one that was not said is asked for (`usage`). */
export async function usageOf(tx: Tx, file: CaseFile, said: RecordMonitoring["usage"]): Promise<UsedItem[]> {
  const items = await plannedItems(tx, file.jurisdictionId, file.id);
  const missing = items.filter(({ code }) => said[code] === undefined);
  if (missing.length > 0) {
    const errors = missing.map(({ code, name }) => [`usage-${code}`, `請選擇 ${code} ${name} 的使用情形。`]);
    throw new Refusal(refuse("usage", "計畫項目的使用情形尚未填完。", Object.fromEntries(errors)));
  }
  return items.flatMap(({ code, name }) => {
    const use = said[code];
    return use ? [{ code, name, use }] : [];
  });
}

interface Made {
  id: string;
  staffId: string;
  usage: UsedItem[];
  now: Date;
}

function rowOf(actor: Actor, file: CaseFile, input: RecordMonitoring, made: Made) {
  const { contactKind, problems, planChangeNeeded, cStationInformed, note, contactOn } = input;
  return {
    ...{ contactKind, problems, planChangeNeeded, cStationInformed, note },
    ...{ id: made.id, staffId: made.staffId, jurisdictionId: actor.jurisdictionId },
    ...{ caseId: file.id, aUnitId: actor.unitId ?? "", createdById: actor.accountId },
    month: toDbDate(`${contactOn.slice(0, 7)}-01` as PlainDate),
    contactOn: toDbDate(contactOn),
    usage: made.usage.map((item) => ({ ...item })),
    createdAt: made.now,
  };
}

async function addReferrals(
  tx: Tx,
  actor: Actor,
  { caseId, contactOn, referrals }: RecordMonitoring,
  monitoringId: string,
  now: Date,
): Promise<void> {
  if (referrals.length === 0) return;
  await tx.outwardReferral.createMany({
    data: referrals.map(({ kind, receiver }) => ({
      ...{ jurisdictionId: actor.jurisdictionId, caseId, monitoringId, kind, receiver },
      ...{ referredOn: toDbDate(contactOn), createdAt: now, createdById: actor.accountId },
    })),
  });
}

/** The month's clock may not have been started yet: a contact can be entered before anybody opened the list. */
async function finishClock(
  tx: Tx,
  actor: Actor,
  file: CaseFile,
  month: string,
  doneOn: PlainDate,
): Promise<void> {
  const subjectId = `${file.id}/${month}`;
  const one = { start: [file.id], restart: [file.id], cancel: [] };
  await keepMonitoringClocks(tx, actor, { month, unitId: file.aUnitId ?? "", on: doneOn, ...one });
  await stopClock(tx, actor, { kind: "monitoring", subjectId, doneOn });
}
