import { Timeline } from "@/components/ui/timeline";
import { CENTRE_BASIS_LABELS, CENTRE_STATE_LABELS } from "@/lib/features/dispatch/centre/labels";
import type { CentreDispatchRow } from "@/lib/features/dispatch/centre/types";
import { formatRocDate } from "@/lib/platform/roc-date";
import { skipReasonLabel } from "@/lib/rules/dispatch";

/** The dispatches of a case to A units, with what was decided and what became of it. */
export function DispatchHistory({ rows }: { rows: readonly CentreDispatchRow[] }) {
  return (
    <Timeline
      label="派案給 A 單位的歷程"
      empty="尚未派給任何 A 單位。"
      items={rows.map((row) => ({
        id: row.id,
        time: formatRocDate(row.dispatchedOn),
        dateTime: row.dispatchedOn,
        title: `${row.unit.name}（${CENTRE_BASIS_LABELS[row.basis]}）— ${CENTRE_STATE_LABELS[row.state]}`,
        detail: <Detail row={row} />,
      }))}
    />
  );
}

function Detail({ row }: { row: CentreDispatchRow }) {
  const { decision, turn, answerReason, withoutReason } = row;
  const nameOf = (id: string) => decision?.units.find((unit) => unit.id === id)?.name ?? id;
  const skipped = decision?.outcome?.skipped ?? [];
  return (
    <ul className="small">
      {turn !== null && <li>本區輪序第 {turn} 次決定</li>}
      {skipped.map(({ unit, reason }) => (
        <li key={unit}>
          略過 {nameOf(unit)}：{skipReasonLabel(reason)}
        </li>
      ))}
      {answerReason && <li>理由：{answerReason}</li>}
      {withoutReason && <li>未附理由，已自輪序暫停</li>}
    </ul>
  );
}
