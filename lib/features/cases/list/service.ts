import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { withActor } from "@/lib/platform/db";
import { ok, type Result, refuse } from "@/lib/platform/result";
import { workScope } from "../policy";
import { casesForFile } from "./queries";
import { type CaseListParams, caseFilters } from "./schema";
import type { CaseListRow } from "./types";

/** The filtered list for a file, which is written into the audit log: names of people leave the product with it. */
export async function exportCases(
  actor: Actor,
  params: CaseListParams,
  clock: Clock = systemClock,
): Promise<Result<CaseListRow[]>> {
  const scope = workScope(actor);
  if (!scope) return refuse("forbidden", "您的角色沒有匯出個案清單的權限。");
  return withActor(
    actor,
    async (tx): Promise<Result<CaseListRow[]>> => {
      const rows = await casesForFile(tx, scope, params, clock);
      const { person, ...told } = caseFilters(params);
      await audit(tx, actor, clock.now(), {
        action: "case.list_exported",
        subject: { kind: "jurisdiction", id: actor.jurisdictionId },
        unitId: actor.unitId,
        detail: {
          rows: rows.length,
          filter: { ...filled(told), ...(person ? { person: "以統一編號查詢" } : {}) },
        },
      });
      return ok(rows);
    },
    { timeout: 60_000 },
  );
}

function filled(filters: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filters).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
