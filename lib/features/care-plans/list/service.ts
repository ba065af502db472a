import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, officeDate, systemClock } from "@/lib/platform/clock";
import { withActor } from "@/lib/platform/db";
import { ok, type Result, refuse } from "@/lib/platform/result";
import { planCaseScope } from "../policy";
import type { PlanListParams } from "../schema";
import { plansForFile } from "./queries";
import type { ListedPlan } from "./types";

/** The filtered list for a file, which is written into the audit log: names of people leave the product with it. */
export async function exportPlans(
  actor: Actor,
  params: PlanListParams,
  clock: Clock = systemClock,
): Promise<Result<ListedPlan[]>> {
  if (!planCaseScope(actor)) return refuse("forbidden", "您的角色沒有匯出計畫清單的權限。");
  const { rows } = await plansForFile(actor, params, officeDate(clock.now()));
  return withActor(actor, async (tx) => {
    const { q, status, district = "", unit = "", kind = null, waiting = null } = params;
    await audit(tx, actor, clock.now(), {
      action: "plan.list_exported",
      subject: { kind: "jurisdiction", id: actor.jurisdictionId },
      unitId: actor.unitId,
      detail: { rows: rows.length, filter: { q, status, district, unit, kind, waiting } },
    });
    return ok(rows);
  });
}
