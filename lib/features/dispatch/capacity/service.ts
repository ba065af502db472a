import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, fromDbDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import type { UnitCapacity } from "@/prisma/generated/client";
import { capacityText } from "./labels";
import { mayCapacity } from "./policy";
import type { StateCapacity } from "./schema";

function stale({ capacity, earliestStart, updatedAt }: UnitCapacity) {
  const start = earliestStart ? `，最快開始日 ${formatRocDate(fromDbDate(earliestStart))}` : "";
  const stated = `${capacityText(capacity)}${start}`;
  return refuse(
    "stale",
    `您開啟本頁後，本單位已於 ${formatRocInstant(updatedAt)} 將這項量能填報為「${stated}」；您填的內容尚未儲存，請重新整理後確認。`,
  );
}

/** States how many more cases the own unit takes of a service in a district, and from when. Nothing stated: left open. Codes: `forbidden`, `no_district`, `stale`. */
export async function stateCapacity(
  actor: Actor,
  input: StateCapacity,
  clock: Clock = systemClock,
): Promise<Result<{ unitId: string }>> {
  const { unitId, jurisdictionId } = actor;
  if (!mayCapacity(actor, "capacity.state") || unitId === null) {
    return refuse("forbidden", "服務量能由 B 單位自行填報；您的角色只能查看。");
  }
  return withActor(actor, async (tx) => {
    const { service, districtId, capacity } = input;
    const district = await tx.district.findFirst({ where: { jurisdictionId, id: districtId } });
    if (!district) {
      throw new Refusal(refuse("no_district", "行政區不在本市清單內。", { districtId: "請由清單選擇。" }));
    }
    const key = { unitId, service, districtId };
    await tx.$queryRaw`
      SELECT 1 FROM unit_capacity
       WHERE unit_id = ${unitId}::uuid AND service = ${service}::service AND district_id = ${districtId} FOR UPDATE`;
    const before = await tx.unitCapacity.findFirst({ where: key });
    if (before && input.seenAt && before.updatedAt > new Date(input.seenAt)) throw new Refusal(stale(before));
    const stated = {
      capacity,
      earliestStart: input.earliestStart ? toDbDate(input.earliestStart) : null,
      updatedAt: clock.now(),
      updatedById: actor.accountId,
    };
    await tx.unitCapacity.upsert({
      where: { unitId_service_districtId: key },
      create: { ...key, jurisdictionId, ...stated },
      update: stated,
    });
    await audit(tx, actor, clock.now(), {
      action: "capacity.stated",
      subject: { kind: "unit", id: unitId },
      unitId,
      detail: {
        ...{ service, districtId, capacity, earliestStart: input.earliestStart },
        before: before?.capacity ?? null,
      },
    });
    return ok({ unitId });
  });
}
