import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { changesSince } from "@/lib/platform/changed-since";
import { type Clock, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import type { PlainDate } from "@/lib/rules/plain-date";
import { redateMonitoringClock } from "../../../timeliness/monthly/service";
import { CONTACT_KIND_LABELS } from "../../labels";
import { CORRECTION_WORDS, monthText, USAGE_LABELS } from "../labels";
import { mayMonitor } from "../policy";
import { recordOf } from "../queries";
import type { CorrectMonitoring } from "../schema";
import { lockMonitored, type MonitoringRef, refuseDay } from "../service";
import type { MonitoringRecord, UsedItem } from "../types";

/**
 * Corrects the AA02 of the present month; what it said before stays in the audit entry. The items are those that were kept with the
 * record, also when the plan changed since.
 * Codes: `forbidden`, `not_found`, `not_in_service`, `past_month`, `stale`, `day`.
 */
export async function correctMonitoring(
  actor: Actor,
  input: CorrectMonitoring,
  clock: Clock = systemClock,
): Promise<Result<MonitoringRef>> {
  if (!mayMonitor(actor, "monitoring.record")) return refuse("forbidden", "照顧管理紀錄由 A 單位更正。");
  const now = clock.now();
  return withActor(actor, async (tx) => {
    const file = await lockMonitored(tx, actor, input.caseId);
    const before = await standingRecord(tx, actor, input, officeDate(now));
    await refuseDay(tx, file, { contactOn: input.contactOn, month: before.month }, officeDate(now));
    const usage = before.usage.map((item) => ({ ...item, use: input.usage[item.code] ?? item.use }));
    const { contactKind, problems, planChangeNeeded, cStationInformed, note, contactOn } = input;
    await tx.monitoring.updateMany({
      where: { jurisdictionId: actor.jurisdictionId, caseId: file.id, id: before.id },
      data: {
        ...{ contactKind, problems, planChangeNeeded, cStationInformed, note, usage },
        contactOn: toDbDate(contactOn),
      },
    });
    await redateMonitoringClock(tx, actor, { subjectId: `${file.id}/${before.month}`, doneOn: contactOn });
    await audit(tx, actor, now, {
      action: "monitoring.corrected",
      subject: { kind: "case", id: file.id },
      unitId: file.aUnitId,
      detail: {
        ...{ monitoringId: before.id, month: before.month },
        before: wordsOf(before),
        after: wordsOf({ ...input, usage }),
      },
    });
    return ok({ id: before.id, caseId: file.id, month: before.month });
  });
}

async function standingRecord(
  tx: Tx,
  actor: Actor,
  { id, caseId, mark }: CorrectMonitoring,
  today: PlainDate,
): Promise<MonitoringRecord> {
  const row = await tx.monitoring.findFirst({
    where: { jurisdictionId: actor.jurisdictionId, caseId, id },
  });
  if (!row) throw new Refusal(refuse("not_found", "找不到這筆照顧管理紀錄，請回到個案檔案重新開啟。"));
  const record = recordOf(row, new Map());
  if (!today.startsWith(record.month)) {
    const words = `${monthText(record.month)}的紀錄已過月份，不能更正；請以備註或文件補充。`;
    throw new Refusal(refuse("past_month", words));
  }
  if (record.mark !== mark) {
    throw new Refusal(await stale(tx, actor, { id, caseId }));
  }
  return record;
}

async function stale(tx: Tx, actor: Actor, { id, caseId }: { id: string; caseId: string }) {
  const subject = { kind: "case", id: caseId, detail: { field: "monitoringId", is: id } };
  const told = await changesSince(tx, actor, subject, CORRECTION_WORDS);
  const what = told ? `：${told}` : "";
  return refuse(
    "stale",
    `這筆紀錄在您開啟後已有人更正${what}。您填寫的內容仍在本頁，尚未儲存；請重新整理、核對後再送出。`,
  );
}

type Content = Pick<
  MonitoringRecord,
  "contactOn" | "contactKind" | "problems" | "planChangeNeeded" | "cStationInformed" | "note"
> & { usage: UsedItem[] };

function wordsOf({ contactOn, contactKind, problems, note, usage, ...flags }: Content) {
  const { planChangeNeeded, cStationInformed } = flags;
  return {
    ...{ contactOn, problems, note, planChangeNeeded, cStationInformed },
    contactKind: CONTACT_KIND_LABELS[contactKind],
    usage: usage.map(({ code, use }) => `${code} ${USAGE_LABELS[use]}`),
  };
}
