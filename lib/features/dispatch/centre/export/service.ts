import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, officeDate, systemClock } from "@/lib/platform/clock";
import { withActor } from "@/lib/platform/db";
import { inForce } from "@/lib/platform/list-params";
import { ok, type Result, refuse } from "@/lib/platform/result";
import { centreScope } from "../policy";
import { centreForFile } from "../queries";
import type { CentreListParams } from "../schema";
import type { CentreRow } from "../types";

/** The filtered list for a file, which is written into the audit log: names of people leave the product with it. */
export async function exportCentre(
  actor: Actor,
  params: CentreListParams,
  clock: Clock = systemClock,
): Promise<Result<CentreRow[]>> {
  const scope = centreScope(actor);
  if (!scope) return refuse("forbidden", "您的角色沒有匯出派 A 單位清單的權限。");
  return withActor(
    actor,
    async (tx): Promise<Result<CentreRow[]>> => {
      const rows = await centreForFile(tx, scope, params, officeDate(clock.now()));
      const { q, view, district, source, overdue } = params;
      const filter = inForce({ q, view, district, source, overdue });
      await audit(tx, actor, clock.now(), {
        action: "centre.list_exported",
        subject: { kind: "jurisdiction", id: actor.jurisdictionId },
        unitId: actor.unitId,
        detail: { rows: rows.length, filter },
      });
      return ok(rows);
    },
    { timeout: 60_000 },
  );
}
