import type { Actor } from "@/lib/platform/actor";
import type { Tx } from "@/lib/platform/db";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { CaseFile } from "@/prisma/generated/client";
import type { Service } from "@/prisma/generated/enums";
import { areaOfDistrict } from "../../rotations/facts/queries";
import { validRotation } from "../../rotations/queries";

/** Whose turn it is in the valid order, held for the running transaction. */
export interface TurnOf {
  id: string;
  cursor: number;
  turns: number;
  unitIds: string[];
  paused: ReadonlySet<string>;
}

/** The valid order of the case's area and service with its row locked, read anew behind the lock; null when there is none. */
export async function lockTurn(
  tx: Tx,
  actor: Actor,
  row: CaseFile,
  service: Service,
  day: PlainDate,
): Promise<TurnOf | null> {
  const of = {
    aUnitId: row.aUnitId ?? "",
    area: await areaOfDistrict(tx, actor.jurisdictionId, row.districtId),
    service,
    day,
  };
  for (;;) {
    const found = await validRotation(tx, actor.jurisdictionId, of);
    if (!found) return null;
    await tx.$queryRaw`SELECT id FROM rotation WHERE id = ${found.id}::uuid FOR UPDATE`;
    const held = await validRotation(tx, actor.jurisdictionId, of);
    // Another order was approved while this one was waited for: lock that one.
    if (held?.id !== found.id) continue;
    return {
      id: held.id,
      cursor: held.cursor,
      turns: held.turns,
      unitIds: held.entries.map((entry) => entry.unitId),
      paused: new Set(held.entries.filter((entry) => entry.paused).map((entry) => entry.unitId)),
    };
  }
}
