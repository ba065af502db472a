import { Card } from "@/components/layout/card";
import { DescriptionList } from "@/components/layout/description-list";
import { StatusTag } from "@/components/ui/status-tag";
import { CONTACT_KIND_LABELS } from "@/lib/features/cases/labels";
import { monthText, rocMonth, USAGE_LABELS } from "@/lib/features/cases/monitoring/labels";
import type { MonitoringRecord } from "@/lib/features/cases/monitoring/types";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";

/** One AA02 as it was kept. */
export function RecordCard({ record }: { record: MonitoringRecord }) {
  return (
    <Card
      id={`m${rocMonth(record.month)}`}
      title={`${monthText(record.month)}　${formatRocDate(record.contactOn)} ${CONTACT_KIND_LABELS[record.contactKind]}`}
    >
      <RecordFacts record={record} />
    </Card>
  );
}

/** What a record says, without its frame. */
export function RecordFacts({ record }: { record: MonitoringRecord }) {
  return (
    <DescriptionList
      items={[
        { label: "服務使用情形", value: <UsageList record={record} /> },
        { label: "問題與需求", value: record.problems ?? "無" },
        { label: "計畫", value: planText(record.planChangeNeeded) },
        ...(record.cStationInformed ? [{ label: "C 級巷弄長照站", value: "已提供資訊" }] : []),
        ...(record.note ? [{ label: "備註", value: record.note }] : []),
        {
          label: "登錄",
          value: `${record.staff ?? "—"}，${formatRocInstant(record.createdAt)}`,
        },
      ]}
    />
  );
}

function planText(changeNeeded: boolean) {
  return changeNeeded ? <StatusTag tone="warn">需要調整照顧計畫</StatusTag> : "不需調整";
}

function UsageList({ record }: { record: MonitoringRecord }) {
  if (record.usage.length === 0) return "—";
  return (
    <ul>
      {record.usage.map((item) => (
        <li key={item.code}>
          {item.code} {item.name}：{USAGE_LABELS[item.use]}
        </li>
      ))}
    </ul>
  );
}
