import { v7 as uuid } from "uuid";
import { moveClocks } from "@/lib/features/timeliness/moving/service";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, fromDbDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, violates, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Refused, type Result, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import { isWorkingDay } from "@/lib/rules/calendar";
import { RuleError } from "@/lib/rules/errors";
import type { PlainDate } from "@/lib/rules/plain-date";
import { withRocDates } from "./labels";
import { closureScope, mayClosure } from "./policy";
import type { AddClosure, WithdrawClosure } from "./schema";

/** Every open limit of the city moves in one transaction; a page takes less. In milliseconds. */
const WHOLE_CITY = 60_000;

const ONLY_OFFICE = "停班日由本府長照科登錄；您的角色只能查看。";

/** Declares a day off for the offices of the own city and moves the open deadlines (`moved`); refused on a day that is off anyway. */
export async function addClosure(
  actor: Actor,
  input: AddClosure,
  clock: Clock = systemClock,
): Promise<Result<{ id: string; closedOn: PlainDate; moved: number }>> {
  if (!mayClosure(actor, "closure.add")) return refuse("forbidden", ONLY_OFFICE);
  const off = alreadyOff(input.closedOn);
  if (off) return off;
  try {
    return await withActor(
      actor,
      async (tx) => {
        await refuseDuplicate(tx, actor, input.closedOn);
        const added = await insertClosure(tx, actor, input, clock.now());
        const closure = { ...added, withdrawn: false };
        return ok({ ...added, moved: await moveClocks(tx, actor, clock.now(), closure) });
      },
      { timeout: WHOLE_CITY },
    );
  } catch (error) {
    // Two people declared the same day at the same moment: the index lets one through.
    if (violates(error, "closure_standing")) return duplicate(input.closedOn);
    throw error;
  }
}

function alreadyOff(date: PlainDate): Refused | null {
  try {
    const day = isWorkingDay({ date });
    if (day.working) return null;
    const why = withRocDates(day.steps[0]?.text ?? "");
    return refuse("already_off", "辦公日曆當日本來就不上班，不需另外登錄。", { closedOn: `${why}。` });
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return refuse(error.code, "辦公日曆尚未涵蓋這一天，無法登錄。", { closedOn: `${error.message}。` });
  }
}

function duplicate(date: PlainDate, reason?: string): Refused {
  const because = reason === undefined ? "" : `（${reason}）`;
  return refuse("duplicate", "這一天已登錄停班，不需重複登錄。", {
    closedOn: `${formatRocDate(date)} 已是停班日${because}。`,
  });
}

async function refuseDuplicate(tx: Tx, actor: Actor, date: PlainDate): Promise<void> {
  const standing = await tx.closure.findFirst({
    where: { ...closureScope(actor), closedOn: toDbDate(date), withdrawnAt: null },
  });
  if (standing) throw new Refusal(duplicate(date, standing.reason));
}

async function insertClosure(tx: Tx, actor: Actor, input: AddClosure, now: Date) {
  const id = uuid();
  await tx.closure.create({
    data: {
      id,
      jurisdictionId: actor.jurisdictionId,
      closedOn: toDbDate(input.closedOn),
      reason: input.reason,
      createdAt: now,
      createdById: actor.accountId,
    },
  });
  await audit(tx, actor, now, {
    action: "closure.added",
    subject: { kind: "closure", id },
    detail: { closedOn: input.closedOn, reason: input.reason },
  });
  return { id, closedOn: input.closedOn };
}

/** Takes a declared closure back, and the deadlines with it; it stays on record with the reason. */
export async function withdrawClosure(
  actor: Actor,
  input: WithdrawClosure,
  clock: Clock = systemClock,
): Promise<Result<{ id: string; closedOn: PlainDate; moved: number }>> {
  if (!mayClosure(actor, "closure.withdraw")) return refuse("forbidden", ONLY_OFFICE);
  const withdraw = async (tx: Tx) => {
    const now = clock.now();
    await tx.$queryRaw`SELECT id FROM closure WHERE id = ${input.id}::uuid AND jurisdiction_id = ${actor.jurisdictionId} FOR UPDATE`;
    const row = await tx.closure.findFirst({ where: { ...closureScope(actor), id: input.id } });
    if (!row) throw new Refusal(refuse("not_found", "找不到這筆停班日，可能已不在本市。"));
    if (row.withdrawnAt) throw new Refusal(refuse("withdrawn", "這筆停班日已經撤回，請重新整理清單。"));
    await tx.closure.update({
      where: { id: row.id },
      data: { withdrawnAt: now, withdrawnReason: input.reason },
    });
    const closedOn = fromDbDate(row.closedOn);
    await audit(tx, actor, now, {
      action: "closure.withdrawn",
      subject: { kind: "closure", id: row.id },
      detail: { closedOn, declaredFor: row.reason, reason: input.reason },
    });
    const closure = { id: row.id, closedOn, withdrawn: true };
    return ok({ id: row.id, closedOn, moved: await moveClocks(tx, actor, now, closure) });
  };
  return withActor(actor, withdraw, { timeout: WHOLE_CITY });
}
