import { DescriptionList } from "@/components/layout/description-list";
import type { UnitHours } from "@/lib/features/registry/units/types";

/** When a day care or small multifunction unit is open, and what staying longer costs. */
export function OpeningHours({ hours }: { hours: UnitHours }) {
  const { opens, closes, halfDayHours, fullDayHours, extendedHours, extendedHoursText } = hours;
  const plain = extendedHoursText?.replace(/[~～–—]/gu, "-");
  const printed = plain === extendedHours ? [] : [{ label: "延托（清冊文字）", value: extendedHoursText }];
  return (
    <DescriptionList
      items={[
        { label: "營運時間", value: opens || closes ? `${opens ?? "—"}–${closes ?? "—"}` : null },
        {
          label: "服務時數",
          value:
            halfDayHours || fullDayHours
              ? `半日 ${halfDayHours ?? "—"} 小時、全日 ${fullDayHours ?? "—"} 小時`
              : null,
        },
        { label: "延托時間", value: extendedHours?.replaceAll(";", "、").replaceAll("-", "–") },
        ...printed,
        { label: "延托收費方式", value: hours.feeMode },
        { label: "延托收費標準", value: hours.feeStandard },
      ]}
    />
  );
}
