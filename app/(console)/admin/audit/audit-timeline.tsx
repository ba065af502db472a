import { Timeline } from "@/components/ui/timeline";
import type { Tone } from "@/components/ui/tone";
import { actionLabel, actorRoleLabel } from "@/lib/features/audit/labels";
import type { AuditRow } from "@/lib/features/audit/types";
import { formatRocInstant } from "@/lib/platform/roc-date";
import { DetailLines } from "./detail-lines";

const TONES: Record<string, Tone> = {
  "account.sign_in_failed": "warn",
  "account.sign_in_refused": "warn",
  "account.locked": "bad",
  "account.closed": "bad",
  "account.password_change_failed": "warn",
};

/** The audit entries of one subject as its history. */
export function AuditTimeline({ rows, label }: { rows: readonly AuditRow[]; label: string }) {
  return (
    <Timeline
      label={label}
      items={rows.map((row) => ({
        id: row.id,
        time: formatRocInstant(row.at),
        dateTime: row.at.toISOString(),
        title: actionLabel(row.action),
        by:
          row.actorRole === "system" ? row.actorName : `${row.actorName}（${actorRoleLabel(row.actorRole)}）`,
        detail: row.detail.length > 0 ? <DetailLines lines={row.detail} /> : undefined,
        tone: TONES[row.action],
      }))}
    />
  );
}
