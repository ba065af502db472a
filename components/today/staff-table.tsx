import type { ReactNode } from "react";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import type { ListHref } from "@/components/ui/list-href";
import { DUTY_LABELS, EMPLOYMENT_LABELS } from "@/lib/features/registry/staff/labels";
import type { StaffStanding } from "@/lib/features/registry/staff/types";
import { formatRocDate } from "@/lib/platform/roc-date";
import { RegistrationTag } from "./registration-tag";

type StaffTableProps = {
  caption: string;
  rows: readonly StaffStanding[];
  /** Whether the actor opens the files; else the names are no links. */
  opens: boolean;
  ofOneUnit?: boolean;
  sort?: string;
  dir?: "asc" | "desc";
  hrefFor?: ListHref;
  total?: number;
  empty?: ReactNode;
};

/** People of units with how their registration stands; never a national ID. */
export function StaffTable(props: StaffTableProps) {
  const { caption, rows, opens, ofOneUnit, sort, dir, hrefFor, total, empty } = props;
  const unit = {
    key: "unit",
    label: "單位",
    sortable: true,
    render: (row: StaffStanding) => (
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
      empty={empty ?? <EmptyState title="尚未登錄人員" icon="people" />}
      columns={[
        {
          key: "name",
          label: "姓名",
          sortable: true,
          rowHeader: true,
          nowrap: true,
          render: (row) =>
            opens ? <Link href={`/units/${row.unit.id}/staff/${row.id}`}>{row.name}</Link> : row.name,
        },
        ...(ofOneUnit ? [] : [unit]),
        { key: "duty", label: "職務", sortable: true, render: (row) => DUTY_LABELS[row.duty] },
        { key: "employment", label: "專兼任", render: (row) => EMPLOYMENT_LABELS[row.employment] },
        { key: "qualification", label: "資格", render: (row) => row.qualification ?? "—" },
        {
          key: "startedOn",
          label: "到職日",
          sortable: true,
          nowrap: true,
          render: (row) => formatRocDate(row.startedOn),
        },
        {
          key: "dueOn",
          label: "登錄期限",
          nowrap: true,
          render: ({ registration }) =>
            registration.kind === "clock" ? formatRocDate(registration.outcome.dueOn) : "—",
        },
        {
          key: "registeredOn",
          label: "寄送日",
          sortable: true,
          nowrap: true,
          render: (row) => formatRocDate(row.registeredOn),
        },
        { key: "state", label: "登錄狀態", render: (row) => <RegistrationTag staff={row} /> },
        {
          key: "endedOn",
          label: "在職",
          nowrap: true,
          render: (row) => (row.endedOn ? `${formatRocDate(row.endedOn)} 離職` : "在職"),
        },
      ]}
    />
  );
}
