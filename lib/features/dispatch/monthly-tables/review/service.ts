import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, fromDbDate, systemClock } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { mayMonthlyTable, tableScope } from "../policy";
import { clockSubject } from "../queries";
import type { AcceptTable, ReturnTable } from "../schema";
import { moveTable, staleTable } from "../state/service";

const ONLY_REVIEWERS = "派案月報由照管中心督導或承辦人審核。";

type Reviewed = Result<{ id: string; aUnitId: string; month: string }>;

/** Accepts a table as filed, with a remark where there is one. */
export function acceptTable(actor: Actor, input: AcceptTable, clock: Clock = systemClock): Promise<Reviewed> {
  return review(actor, input, clock, "accepted");
}

/** Gives a table back to the A unit with a remark; the unit files it again. */
export function returnTable(actor: Actor, input: ReturnTable, clock: Clock = systemClock): Promise<Reviewed> {
  return review(actor, input, clock, "returned");
}

async function review(
  actor: Actor,
  input: AcceptTable,
  clock: Clock,
  to: "accepted" | "returned",
): Promise<Reviewed> {
  if (!mayMonthlyTable(actor, "monthly_table.review")) return refuse("forbidden", ONLY_REVIEWERS);
  return withActor(actor, async (tx) => {
    const row = await lockTable(tx, actor, input);
    await moveTable(tx, row, to, {
      reviewedAt: clock.now(),
      reviewedById: actor.accountId,
      reviewRemark: input.remark || null,
    });
    const month = fromDbDate(row.month).slice(0, 7);
    const subjectId = clockSubject(row.aUnitId, month);
    const detail = { month, versionNo: row.versionNo, remark: input.remark };
    const written = { subject: { kind: "monthly_table", id: subjectId }, unitId: row.aUnitId, detail };
    if (to === "accepted")
      await audit(tx, actor, clock.now(), { action: "monthly_table.accepted", ...written });
    else await audit(tx, actor, clock.now(), { action: "monthly_table.returned", ...written });
    return ok({ id: row.id, aUnitId: row.aUnitId, month });
  });
}

async function lockTable(tx: Tx, actor: Actor, { id, version }: AcceptTable) {
  const unseen = refuse("not_found", "找不到這份月報，或不在您的職務範圍內。");
  const scope = tableScope(actor);
  if (!scope) throw new Refusal(unseen);
  await tx.$queryRaw`SELECT id FROM monthly_dispatch_table WHERE id = ${id}::uuid AND jurisdiction_id = ${actor.jurisdictionId} FOR UPDATE`;
  const row = await tx.monthlyDispatchTable.findFirst({ where: { AND: [scope, { id }] } });
  if (!row) throw new Refusal(unseen);
  if (row.version !== version) {
    const subjectId = clockSubject(row.aUnitId, fromDbDate(row.month).slice(0, 7));
    throw new Refusal(await staleTable(tx, actor, subjectId));
  }
  return row;
}
