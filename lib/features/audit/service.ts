import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { withActor } from "@/lib/platform/db";
import { ok, type Result, refuse } from "@/lib/platform/result";
import { mayAudit } from "./policy";
import type { AuditFilter } from "./types";

/** Writes that entries were taken out as a file, with the filter and how many they were. */
export async function noteAuditExport(
  actor: Actor,
  filter: AuditFilter,
  rows: number,
  clock: Clock = systemClock,
): Promise<Result<null>> {
  if (!mayAudit(actor, "audit.read")) return refuse("forbidden", "您的角色不能匯出稽核紀錄。");
  const { q, person, action = "", subjectKind = "", subjectId = "", unit, from, to } = filter;
  return withActor<Result<null>>(actor, async (tx) => {
    await audit(tx, actor, clock.now(), {
      action: "audit.exported",
      subject: { kind: "jurisdiction", id: actor.jurisdictionId },
      detail: { rows, filter: { q, person, action, kind: subjectKind, subject: subjectId, unit, from, to } },
    });
    return ok(null);
  });
}
