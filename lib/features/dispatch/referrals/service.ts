import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, officeDate, systemClock } from "@/lib/platform/clock";
import { readAs } from "@/lib/platform/db";
import { listReferrals, type ReferralPage } from "./queries";
import type { ReferralListParams } from "./schema";

/** The referrals of a list for a file that leaves the system, which is written down. */
export async function exportReferrals(
  actor: Actor,
  params: ReferralListParams,
  clock: Clock = systemClock,
): Promise<ReferralPage> {
  const page = await listReferrals(actor, params, officeDate(clock.now()), true);
  await readAs(actor, (tx) =>
    audit(tx, actor, clock.now(), {
      action: "referral.list_exported",
      subject: { kind: "jurisdiction", id: actor.jurisdictionId },
      unitId: actor.unitId,
      detail: { rows: page.rows.length },
    }),
  );
  return page;
}
