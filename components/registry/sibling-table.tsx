import { Badge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import { TIER_LABELS, TIER_SHORT_LABELS } from "@/lib/features/registry/units/labels";
import type { SiblingUnit } from "@/lib/features/registry/units/types";
import { ServiceNames } from "./service-names";

const COLUMNS: readonly Column<SiblingUnit>[] = [
  { key: "code", label: "代碼", nowrap: true, render: ({ code }) => code },
  {
    key: "name",
    label: "單位名稱",
    rowHeader: true,
    render: ({ id, name }) => <Link href={`/units/${id}`}>{name}</Link>,
  },
  {
    key: "tier",
    label: "層級",
    align: "center",
    render: ({ tier }) => <Badge title={TIER_LABELS[tier]}>{TIER_SHORT_LABELS[tier]}</Badge>,
  },
  { key: "services", label: "在列服務", render: ({ services }) => <ServiceNames services={services} /> },
  { key: "district", label: "行政區", nowrap: true, render: ({ district }) => district },
];

/** The units of one organisation. */
export function SiblingTable({ units, caption }: { units: readonly SiblingUnit[]; caption: string }) {
  return (
    <DataTable
      caption={caption}
      captionHidden
      columns={COLUMNS}
      rows={units}
      rowKey={(unit) => unit.id}
      mobile="cards"
    />
  );
}
