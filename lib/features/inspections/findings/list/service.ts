import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, officeDate, systemClock } from "@/lib/platform/clock";
import { withActor } from "@/lib/platform/db";
import { ok, type Result, refuse } from "@/lib/platform/result";
import { findingScope } from "../policy";
import type { FindingListParams } from "../schema";
import type { FindingRow } from "../types";
import { listFindings } from "./queries";

/** Every finding that the list's filters leave, for a file; that it was taken out is written down. Codes: `forbidden`. */
export async function exportFindings(
  actor: Actor,
  params: FindingListParams,
  clock: Clock = systemClock,
): Promise<Result<FindingRow[]>> {
  if (!findingScope(actor)) return refuse("forbidden", "您的角色不能匯出查核缺失。");
  const { rows } = await listFindings(actor, params, officeDate(clock.now()), true);
  return withActor(actor, async (tx): Promise<Result<FindingRow[]>> => {
    await audit(tx, actor, clock.now(), {
      action: "finding.exported",
      subject: { kind: "jurisdiction", id: actor.jurisdictionId },
      unitId: actor.unitId,
      detail: { rows: rows.length },
    });
    return ok(rows);
  });
}
