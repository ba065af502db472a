import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { withActor } from "@/lib/platform/db";
import { inForce } from "@/lib/platform/list-params";
import { ok, type Result, refuse } from "@/lib/platform/result";
import { recordScope } from "../policy";
import type { WorkListParams } from "../schema";
import type { WorkRow } from "../types";
import { workForFile } from "./queries";

/** The filtered list for a file, which is written into the audit log: names of people leave the product with it. */
export async function exportWork(
  actor: Actor,
  params: WorkListParams,
  clock: Clock = systemClock,
): Promise<Result<WorkRow[]>> {
  const scope = recordScope(actor);
  if (!scope) return refuse("forbidden", "照顧管理清單由 A 單位匯出。");
  return withActor(
    actor,
    async (tx): Promise<Result<WorkRow[]>> => {
      const rows = await workForFile(tx, actor, params);
      const { q, month, state, manager } = params;
      const filter = inForce({ q, month, state, manager });
      await audit(tx, actor, clock.now(), {
        action: "monitoring.list_exported",
        subject: { kind: "jurisdiction", id: actor.jurisdictionId },
        unitId: actor.unitId,
        detail: { rows: rows.length, filter },
      });
      return ok(rows);
    },
    { timeout: 60_000 },
  );
}
