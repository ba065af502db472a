import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { withActor } from "@/lib/platform/db";
import { inForce } from "@/lib/platform/list-params";
import { ok, type Result, refuse } from "@/lib/platform/result";
import { managedScope } from "../policy";
import { waitingForFile } from "../queries";
import type { WaitingParams } from "../schema";
import type { WaitingRow } from "../types";

/** The filtered list for a file, which is written into the audit log: names of people leave the product with it. */
export async function exportWaiting(
  actor: Actor,
  params: WaitingParams,
  clock: Clock = systemClock,
): Promise<Result<WaitingRow[]>> {
  const scope = managedScope(actor);
  if (!scope) return refuse("forbidden", "待分派個案清單由 A 單位主管匯出。");
  return withActor(
    actor,
    async (tx): Promise<Result<WaitingRow[]>> => {
      const rows = await waitingForFile(tx, scope, params);
      const filter = inForce({ q: params.q });
      await audit(tx, actor, clock.now(), {
        action: "manager.list_exported",
        subject: { kind: "jurisdiction", id: actor.jurisdictionId },
        unitId: actor.unitId,
        detail: { rows: rows.length, filter },
      });
      return ok(rows);
    },
    { timeout: 60_000 },
  );
}
