import { Timeline } from "@/components/ui/timeline";
import { type DetailLine, detailLines } from "@/lib/features/audit/detail/labels";
import { actionLabel, actorRoleLabel } from "@/lib/features/audit/labels";
import type { CaseHistory } from "@/lib/features/cases/file/types";
import { formatRocInstant } from "@/lib/platform/roc-date";
import { DetailLines } from "../../admin/audit/detail-lines";

/** What an entry says in words; ids and counters that have no name in the office stay in the audit log. */
function worded(lines: readonly DetailLine[]): DetailLine[] {
  const named = lines.filter(({ label }) => /\p{Script=Han}/u.test(label) && label !== "版次");
  return named.filter(({ label }, place) => named.findIndex((line) => line.label === label) === place);
}

/** What was done to a case, in the words of the office. */
export function CaseHistoryList({ history, label }: { history: CaseHistory; label: string }) {
  return (
    <Timeline
      label={label}
      items={history.entries.map(({ id, at, actorName, actorRole, action, detail }) => ({
        id,
        time: formatRocInstant(at),
        dateTime: at.toISOString(),
        title: actionLabel(action),
        by: `${actorName}（${actorRoleLabel(actorRole)}）`,
        detail: <DetailLines lines={worded(detailLines(detail, history.names))} />,
      }))}
    />
  );
}
