import type { ReactNode } from "react";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import type { ListHref } from "@/components/ui/list-href";
import { areaText } from "@/lib/features/registry/contracts/labels";
import type { StandingContract } from "@/lib/features/registry/contracts/types";
import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import { formatRocDate } from "@/lib/platform/roc-date";
import { daysLeftText, PhaseTag, RenewalTag } from "./contract-tags";

type ContractTableProps = {
  caption: string;
  rows: readonly StandingContract[];
  /** Leaves out the unit's own column on the page of one unit. */
  ofOneUnit?: boolean;
  sort?: string;
  dir?: "asc" | "desc";
  hrefFor?: ListHref;
  total?: number;
  empty?: ReactNode;
};

/** Contracts with how they stand today. */
export function ContractTable(props: ContractTableProps) {
  const { ofOneUnit, caption, rows, sort, dir, hrefFor, total, empty } = props;
  const href = (row: StandingContract) => `/units/${row.unit.id}/contracts/${row.id}`;
  const unit = {
    key: "unit",
    label: "單位",
    sortable: true,
    render: (row: StandingContract) => (
      <Link href={`/units/${row.unit.id}`}>
        {row.unit.code} {row.unit.name}
      </Link>
    ),
  };
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(row) => row.id}
      mobile="cards"
      {...{ sort, dir, hrefFor, total }}
      empty={empty ?? <EmptyState title="尚未登錄特約" />}
      columns={[
        {
          key: "number",
          label: "特約編號",
          sortable: true,
          rowHeader: true,
          nowrap: true,
          render: (row) => <Link href={href(row)}>{row.number}</Link>,
        },
        ...(ofOneUnit ? [] : [unit]),
        {
          key: "services",
          label: "服務項目",
          render: (row) => row.services.map((service) => SERVICE_LABELS[service]).join("、"),
        },
        { key: "area", label: "服務區域", render: areaText },
        {
          key: "startsOn",
          label: "起日",
          sortable: true,
          nowrap: true,
          render: (row) => formatRocDate(row.startsOn),
        },
        {
          key: "endsOn",
          label: "迄日",
          sortable: true,
          nowrap: true,
          render: (row) => formatRocDate(row.effectiveUntil),
        },
        {
          key: "state",
          label: "狀態",
          render: (row) => (
            <span className="cluster">
              <PhaseTag phase={row.phase} />
              <RenewalTag contract={row} />
            </span>
          ),
        },
        { key: "left", label: "餘日", nowrap: true, render: daysLeftText },
      ]}
    />
  );
}
