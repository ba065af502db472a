import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import type { ListHref } from "@/components/ui/list-href";
import { SOURCE_LABELS, TIER_LABELS, TIER_SHORT_LABELS } from "@/lib/features/registry/units/labels";
import type { UnitRow } from "@/lib/features/registry/units/list/types";
import { NameStateTag } from "./name-state-tag";
import { ServiceNames } from "./service-names";

type UnitTableProps = {
  rows: readonly UnitRow[];
  total: number;
  sort: string;
  dir: "asc" | "desc";
  hrefFor: ListHref;
};

const COLUMNS: readonly Column<UnitRow>[] = [
  { key: "code", label: "代碼", sortable: true, nowrap: true, render: ({ code }) => code },
  {
    key: "name",
    label: "單位名稱",
    sortable: true,
    rowHeader: true,
    render: ({ id, name, nameState, source }) => (
      <span className="cluster">
        <Link href={`/units/${id}`}>{name}</Link>
        <NameStateTag state={nameState} />
        {source !== "registry" && <Badge>{SOURCE_LABELS[source]}</Badge>}
      </span>
    ),
  },
  {
    key: "tier",
    label: "層級",
    sortable: true,
    align: "center",
    render: ({ tier }) => <Badge title={TIER_LABELS[tier]}>{TIER_SHORT_LABELS[tier]}</Badge>,
  },
  {
    key: "services",
    label: "服務",
    sortable: true,
    title: "依服務項目數排序",
    render: ({ services, goneServices }) => <ServiceNames services={services} gone={goneServices} />,
  },
  {
    key: "district",
    label: "行政區",
    sortable: true,
    nowrap: true,
    render: ({ district, zone }) => (
      <>
        {district}
        {zone && <span className="muted">（{zone}）</span>}
      </>
    ),
  },
];

/** A page of the unit list. */
export function UnitTable({ rows, total, sort, dir, hrefFor }: UnitTableProps) {
  return (
    <DataTable
      caption="單位一覽"
      captionHidden
      columns={COLUMNS}
      rows={rows}
      rowKey={(unit) => unit.id}
      sort={sort}
      dir={dir}
      hrefFor={hrefFor}
      total={total}
      mobile="cards"
      empty={
        <EmptyState title="沒有符合條件的單位" action={<LinkButton href="/units">清除全部條件</LinkButton>}>
          名稱可只輸入一部分，臺、台視為相同；也可以空格分開數個詞，例如「大里 喘息」請改以服務條件篩選。
        </EmptyState>
      }
    />
  );
}
