import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { ListHref } from "@/components/ui/list-href";
import { KIND_LABELS } from "@/lib/features/registry/imports/columns/labels";
import type { Counts } from "@/lib/features/registry/imports/comparison/types";
import type { ImportRow } from "@/lib/features/registry/imports/types";
import { formatRocInstant } from "@/lib/platform/roc-date";
import { ImportStateTag } from "./import-state-tag";

const COLUMNS: Column<ImportRow>[] = [
  {
    key: "file",
    label: "檔案",
    sortable: true,
    rowHeader: true,
    render: (row) => <Link href={`/admin/imports/${row.id}`}>{row.fileName}</Link>,
  },
  { key: "kind", label: "種類", sortable: true, nowrap: true, render: (row) => KIND_LABELS[row.kind] },
  {
    key: "state",
    label: "狀態",
    sortable: true,
    nowrap: true,
    render: (row) => <ImportStateTag state={row.state} wrong={row.counts.wrong} />,
  },
  { key: "counts", label: "內容", render: (row) => countText(row.counts) },
  { key: "by", label: "上傳者", nowrap: true, render: (row) => row.createdBy },
  {
    key: "created",
    label: "上傳時間",
    sortable: true,
    nowrap: true,
    render: (row) => formatRocInstant(row.createdAt),
  },
  { key: "applied", label: "套用時間", nowrap: true, render: (row) => formatRocInstant(row.appliedAt) },
];

interface Props {
  rows: ImportRow[];
  total: number;
  sort: string;
  dir: "asc" | "desc";
  hrefFor: ListHref;
  empty: ReactNode;
}

/** Who brought in which file, and what it did. */
export function ImportTable(props: Props) {
  return (
    <DataTable
      caption="匯入紀錄"
      captionHidden
      columns={COLUMNS}
      rowKey={(row) => row.id}
      mobile="cards"
      {...props}
    />
  );
}

function countText(counts: Counts): string {
  const parts = [
    ["新增", counts.added],
    ["變更", counts.changed],
    ["消失", counts.gone],
    ["存疑", counts.doubtful],
    ["錯誤", counts.wrong],
  ] as const;
  const shown = parts.filter(([, count]) => count > 0).map(([label, count]) => `${label} ${count}`);
  return `${counts.rows} 列${shown.length > 0 ? `：${shown.join("、")}` : "，無變動"}`;
}
