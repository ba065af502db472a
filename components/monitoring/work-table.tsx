import type { ReactNode } from "react";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { ListHref } from "@/components/ui/list-href";
import { StatusTag } from "@/components/ui/status-tag";
import { CONTACT_KIND_LABELS, levelLabel } from "@/lib/features/cases/labels";
import { MONTH_STATE_LABELS } from "@/lib/features/cases/monitoring/labels";
import type { WorkRow } from "@/lib/features/cases/monitoring/types";
import { formatRocDate } from "@/lib/platform/roc-date";

const TONES = { todo: "warn", done: "good", aa01: "neutral" } as const;

type WorkTableProps = {
  caption: string;
  rows: readonly WorkRow[];
  total: number;
  sort: string;
  dir: "asc" | "desc";
  hrefFor: ListHref;
  /** Opens the form of a case with the list behind it. */
  entryHref: (row: WorkRow) => string;
  empty: ReactNode;
};

/** The cases of the month with what each still needs. */
export function WorkTable({ entryHref, ...list }: WorkTableProps) {
  return (
    <DataTable
      {...list}
      rowKey={(row) => row.id}
      mobile="cards"
      columns={[
        {
          key: "name",
          label: "個案",
          rowHeader: true,
          sortable: true,
          render: (row) => (
            <Link href={row.state === "todo" ? entryHref(row) : `/cases/${row.id}/monitoring`}>
              {row.number} {row.name}
            </Link>
          ),
        },
        {
          key: "state",
          label: "本月",
          nowrap: true,
          render: (row) => (
            <StatusTag tone={TONES[row.state]}>
              {MONTH_STATE_LABELS[row.state]}
              {stateDay(row)}
            </StatusTag>
          ),
        },
        {
          key: "lastContact",
          label: "最近聯繫",
          nowrap: true,
          sortable: true,
          render: (row) => (row.lastContactOn ? formatRocDate(row.lastContactOn) : "尚未聯繫"),
        },
        {
          key: "needLevel",
          label: "需要等級",
          nowrap: true,
          sortable: true,
          render: (row) => levelLabel(row.needLevel),
        },
        { key: "district", label: "行政區", sortable: true, render: (row) => row.district },
        {
          key: "manager",
          label: "個管",
          render: (row) => `${row.manager ?? "—"}${row.own ? "（本人）" : ""}`,
        },
      ]}
    />
  );
}

function stateDay({ state, contactOn, contactKind, aa01On }: WorkRow): string {
  if (state === "done")
    return ` ${formatRocDate(contactOn)}${contactKind ? CONTACT_KIND_LABELS[contactKind] : ""}`;
  return state === "aa01" ? ` ${formatRocDate(aa01On)}` : "";
}
