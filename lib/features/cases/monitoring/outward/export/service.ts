import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { withActor } from "@/lib/platform/db";
import { inForce } from "@/lib/platform/list-params";
import { ok, type Result, refuse } from "@/lib/platform/result";
import { readScope } from "../../policy";
import type { OutwardRow } from "../../types";
import { outwardForFile } from "../queries";
import type { OutwardListParams } from "../schema";

/** The filtered list for a file, which is written into the audit log: names of people leave the product with it. */
export async function exportOutward(
  actor: Actor,
  params: OutwardListParams,
  clock: Clock = systemClock,
): Promise<Result<OutwardRow[]>> {
  const scope = readScope(actor);
  if (!scope) return refuse("forbidden", "您的角色沒有匯出轉介清單的權限。");
  return withActor(
    actor,
    async (tx): Promise<Result<OutwardRow[]>> => {
      const rows = await outwardForFile(tx, scope, params);
      const { q, state, kind } = params;
      const filter = inForce({ q, state, kind });
      await audit(tx, actor, clock.now(), {
        action: "outward_referral.list_exported",
        subject: { kind: "jurisdiction", id: actor.jurisdictionId },
        unitId: actor.unitId,
        detail: { rows: rows.length, filter },
      });
      return ok(rows);
    },
    { timeout: 60_000 },
  );
}
