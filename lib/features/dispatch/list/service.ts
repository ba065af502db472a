import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { withActor } from "@/lib/platform/db";
import { ok, type Result, refuse } from "@/lib/platform/result";
import { dispatchScope } from "./policy";
import { dispatchesForFile } from "./queries";
import { type DispatchListParams, dispatchFilters } from "./schema";
import type { DispatchRow } from "./types";

/** The filtered list for a file, which is written into the audit log: names of people leave the product with it. */
export async function exportDispatches(
  actor: Actor,
  params: DispatchListParams,
  clock: Clock = systemClock,
): Promise<Result<DispatchRow[]>> {
  const scope = dispatchScope(actor);
  if (!scope) return refuse("forbidden", "您的角色沒有匯出派案清單的權限。");
  return withActor(
    actor,
    async (tx): Promise<Result<DispatchRow[]>> => {
      const rows = await dispatchesForFile(tx, actor, scope, params);
      await audit(tx, actor, clock.now(), {
        action: "dispatch.list_exported",
        subject: { kind: "jurisdiction", id: actor.jurisdictionId },
        unitId: actor.unitId,
        detail: { rows: rows.length, filter: dispatchFilters(params) },
      });
      return ok(rows);
    },
    { timeout: 60_000 },
  );
}
