import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { readAs } from "@/lib/platform/db";
import { type InspectionPage, listInspections } from "./queries";
import type { InspectionListParams } from "./schema";

/** The inspections of a list for a file that leaves the system, which is written down. */
export async function exportInspections(
  actor: Actor,
  params: InspectionListParams,
  clock: Clock = systemClock,
): Promise<InspectionPage> {
  const page = await listInspections(actor, params, true);
  await readAs(actor, (tx) =>
    audit(tx, actor, clock.now(), {
      action: "inspection.list_exported",
      subject: { kind: "jurisdiction", id: actor.jurisdictionId },
      unitId: actor.unitId,
      detail: { rows: page.rows.length },
    }),
  );
  return page;
}
