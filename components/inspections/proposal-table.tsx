import { Badge } from "@/components/ui/badge";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { StatusTag } from "@/components/ui/status-tag";
import { UNIT_STATE_LABELS, UNIT_STATE_TONES } from "@/lib/features/inspections/planning/labels";
import type { PlanRow } from "@/lib/features/inspections/planning/types";
import { INSPECTION_STATE_LABELS } from "@/lib/features/inspections/visits/labels";
import { withRocDates } from "@/lib/features/registry/closures/labels";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { RiskSign } from "@/lib/rules/inspection-risk";
import { UnitBox } from "./unit-box";

/** Where the rows behind a reason are. */
const ROWS_OF: Partial<Record<RiskSign, (unit: PlanRow["unit"]) => string>> = {
  overdue_findings: ({ id }) => `/inspections/findings?unit=${id}&filter=overdue`,
  open_findings: ({ id }) => `/inspections/findings?unit=${id}`,
  points: ({ id }) => `/penalties/units/${id}`,
  incidents: ({ id }) => `/complaints/incidents?unit=${id}`,
  overdue_clocks: ({ name }) => `/clocks?filter=overdue&q=${encodeURIComponent(name)}`,
  concentration: ({ id }) => `/dispatch/monthly/${id}`,
  since_visit: ({ id }) => `/inspections?unit=${id}`,
};

/** The units of a duty by risk, with the reasons of the rank; with a box each where they are chosen. */
export function ProposalTable({ rows, isChoosing }: { rows: readonly PlanRow[]; isChoosing: boolean }) {
  return (
    <DataTable
      caption="單位"
      captionHidden
      mobile="cards"
      rows={rows}
      rowKey={({ unit }) => unit.id}
      empty={
        <EmptyState title="沒有符合的單位" icon="building">
          請改選其他頁籤或放寬條件。
        </EmptyState>
      }
      columns={[
        ...(isChoosing
          ? [
              {
                key: "choose",
                label: "指派",
                width: "3.5rem",
                render: (row: PlanRow) => (
                  <UnitBox
                    id={row.unit.id}
                    name={`${row.unit.code} ${row.unit.name}`}
                    isFirst={row === rows[0]}
                  />
                ),
              },
            ]
          : []),
        { key: "rank", label: "排序", align: "end" as const, width: "3.5rem", render: ({ rank }) => rank },
        {
          key: "unit",
          label: "單位",
          rowHeader: true,
          render: ({ unit, duty, state, signs }) => (
            <>
              <Link href={`/units/${unit.id}`}>
                {unit.code} {unit.name}
              </Link>
              <div className="cluster">
                <span className="muted small">{unit.district}</span>
                <StatusTag tone={UNIT_STATE_TONES[state]}>{UNIT_STATE_LABELS[state]}</StatusTag>
                {duty.must && signs.length > 0 && <Badge title="異常指標達全數查核之項數">必查</Badge>}
              </div>
            </>
          ),
        },
        { key: "reasons", label: "理由（配分）", render: (row) => <Reasons row={row} /> },
        {
          key: "duty",
          label: "已辦／應辦",
          align: "end",
          nowrap: true,
          render: ({ duty }) => (duty.required > 0 ? `${duty.done}／${duty.required}` : duty.done),
        },
        { key: "visits", label: "本年度查核", render: (row) => <Visits row={row} /> },
      ]}
    />
  );
}

function Reasons({ row: { unit, reasons, score, signs } }: { row: PlanRow }) {
  if (reasons.length + signs.length === 0) return <span className="muted">—</span>;
  return (
    <div className="stack-s">
      <ul>
        {signs.map((sign) => (
          <li key={sign}>異常指標：{sign}</li>
        ))}
        {reasons.map(({ sign, text, score: part }) => {
          const href = ROWS_OF[sign]?.(unit);
          return (
            <li key={sign}>
              {href ? <Link href={href}>{withRocDates(text)}</Link> : withRocDates(text)}
              <span className="muted small">（{part}）</span>
            </li>
          );
        })}
      </ul>
      {reasons.length > 1 && <span className="muted small">合計 {score} 分</span>}
    </div>
  );
}

function Visits({ row: { visits, lastVisit } }: { row: PlanRow }) {
  if (visits.length === 0)
    return (
      <span className="muted small">{lastVisit ? `上次 ${formatRocDate(lastVisit)}` : "尚無查核紀錄"}</span>
    );
  return (
    <ul>
      {visits.map(({ id, number, state, visitedOn, week }) => (
        <li key={id}>
          <Link href={`/inspections/${id}`}>{number}</Link>{" "}
          <span className="muted small">
            {visitedOn ? formatRocDate(visitedOn) : `${formatRocDate(week)} 當週`}{" "}
            {INSPECTION_STATE_LABELS[state]}
          </span>
        </li>
      ))}
    </ul>
  );
}
