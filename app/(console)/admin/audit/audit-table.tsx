import type { Column } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import { actionLabel, actorRoleLabel, subjectLabel } from "@/lib/features/audit/labels";
import type { AuditRow } from "@/lib/features/audit/types";
import { formatRocInstant } from "@/lib/platform/roc-date";
import { DetailLines } from "./detail-lines";

/** The page of what an entry is about, where there is one. */
function hrefOf({ subjectKind, subjectId, unitId }: AuditRow): string | null {
  if (subjectKind === "account") return `/admin/accounts/${subjectId}`;
  if (subjectKind === "unit") return `/units/${subjectId}`;
  if (subjectKind === "registry_import") return `/admin/imports/${subjectId}`;
  if (subjectKind === "staff" && unitId) return `/units/${unitId}/staff/${subjectId}`;
  if (subjectKind === "contract" && unitId) return `/units/${unitId}/contracts/${subjectId}`;
  return null;
}

export const AUDIT_TABLE: Column<AuditRow>[] = [
  {
    key: "at",
    label: "時間",
    sortable: true,
    nowrap: true,
    render: (row) => (
      <time dateTime={row.at.toISOString()}>
        {formatRocInstant(row.at)}
        <span className="muted">:{String(row.at.getUTCSeconds()).padStart(2, "0")}</span>
      </time>
    ),
  },
  { key: "action", label: "動作", rowHeader: true, nowrap: true, render: (row) => actionLabel(row.action) },
  {
    key: "actor",
    label: "行為人",
    nowrap: true,
    render: (row) => (
      <>
        {row.actorName}
        {row.actorRole !== "system" && (
          <>
            <br />
            <span className="muted small">{actorRoleLabel(row.actorRole)}</span>
          </>
        )}
      </>
    ),
  },
  { key: "subject", label: "對象", render: (row) => <Subject row={row} /> },
  {
    key: "detail",
    label: "內容",
    render: (row) => (row.detail.length > 0 ? <DetailLines lines={row.detail} /> : "—"),
  },
];

function Subject({ row }: { row: AuditRow }) {
  const href = hrefOf(row);
  const isSelf = row.subjectId === row.accountId;
  const label = isSelf
    ? "本人"
    : (row.subjectName ?? (row.subjectKind === "jurisdiction" ? "本市" : href ? "開啟" : ""));
  const hasOther = row.unitName && row.subjectId !== row.unitId;
  return (
    <>
      <span className="muted small">{subjectLabel(row.subjectKind)}</span>{" "}
      {href && !isSelf ? <Link href={href}>{label}</Link> : label}
      {hasOther && (
        <>
          <br />
          <span className="muted small">{row.unitName}</span>
        </>
      )}
    </>
  );
}
