import { fromDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Service } from "@/prisma/generated/enums";
import type { RotationArea } from "../../rotations/types";

/** In words: no order approved, one waiting for the centre, or one that has run out. */
export async function noRotationText(
  tx: Tx,
  jurisdictionId: string,
  of: { aUnitId: string; area: RotationArea; service: Service; day: PlainDate },
): Promise<string> {
  const { aUnitId, area, service, day } = of;
  const orders = await tx.rotation.findMany({
    where: { jurisdictionId, aUnitId, zoneId: area.zoneId, districtId: area.districtId, service },
    orderBy: { validThrough: { sort: "desc", nulls: "last" } },
  });
  const expired = orders.find((order) => order.state === "approved" && order.validThrough !== null);
  const waiting = orders.some((order) => order.state === "submitted");
  const why = expired?.validThrough
    ? `核定的輪序表已於 ${formatRocDate(fromDbDate(expired.validThrough))} 屆滿`
    : waiting
      ? "輪序表送審中，照管中心尚未核定"
      : "本區這項服務沒有經照管中心核定的輪序表";
  return `${why}（${formatRocDate(day)}），不能輪派；案家指定單位並備有同意書者仍可派案。`;
}
