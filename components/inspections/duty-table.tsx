import { Badge } from "@/components/ui/badge";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import { StatusTag } from "@/components/ui/status-tag";
import { DUTY_LABELS, DUTY_UNITS } from "@/lib/features/inspections/planning/labels";
import type { DutyBoard, PlanFilter } from "@/lib/features/inspections/planning/types";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { DutyKind } from "@/lib/rules/inspection-duty";

interface Props {
  boards: readonly DutyBoard[];
  current: DutyKind;
  path: string;
}

/** What the year asks of each kind of unit, and how far it is; every number opens its units. */
export function DutyTable({ boards, current, path }: Props) {
  const link = (kind: DutyKind, show: PlanFilter, value: number) => (
    <Link href={`${path}?kind=${kind}&show=${show}#proposals`}>{value.toLocaleString("en-US")}</Link>
  );
  return (
    <DataTable
      caption="年度應辦查核"
      mobile="cards"
      rows={boards}
      rowKey={({ kind }) => kind}
      rowTone={({ kind }) => (kind === current ? "info" : undefined)}
      columns={[
        {
          key: "kind",
          label: "查核",
          rowHeader: true,
          render: ({ kind, template }) => (
            <>
              <Link
                href={`${path}?kind=${kind}#proposals`}
                aria-current={kind === current ? "true" : undefined}
              >
                {DUTY_LABELS[kind]}
              </Link>{" "}
              <Badge title="數字的單位">{DUTY_UNITS[kind]}</Badge>
              {!template && <StatusTag tone="warn">無查核表</StatusTag>}
            </>
          ),
        },
        {
          key: "population",
          label: "單位數",
          align: "end",
          render: ({ kind, duty }) => link(kind, "all", duty.population),
        },
        {
          key: "required",
          label: "應辦",
          align: "end",
          render: ({ kind, duty }) => link(kind, "all", duty.required),
        },
        {
          key: "done",
          label: "已辦",
          align: "end",
          render: ({ kind, duty }) => link(kind, "done", duty.done),
        },
        {
          key: "planned",
          label: "已排",
          align: "end",
          render: ({ kind, duty }) => link(kind, "planned", duty.planned),
        },
        {
          key: "remaining",
          label: "尚餘",
          align: "end",
          render: ({ kind, duty }) => link(kind, "remaining", duty.remaining),
        },
        {
          key: "toPlan",
          label: "待排",
          align: "end",
          render: ({ kind, duty }) => link(kind, "to_plan", duty.toPlan),
        },
        {
          key: "missed",
          label: "逾期未辦",
          align: "end",
          render: ({ kind, duty }) => (duty.missed > 0 ? link(kind, "missed", duty.missed) : "—"),
        },
        { key: "periods", label: "各期", render: ({ duty }) => <Periods duty={duty} /> },
      ]}
    />
  );
}

function Periods({ duty: { periods, required } }: Pick<DutyBoard, "duty">) {
  if (periods.length <= 1)
    return (
      <span className="muted small">
        全年 {periods[0]?.done ?? 0}／{required}
      </span>
    );
  return (
    <span className="muted small">
      {periods.map(({ from, to, done, required: asked }, index) => (
        <span key={from} title={`${formatRocDate(from)}–${formatRocDate(to)}`} className="nowrap">
          第 {index + 1} 期 {done}／{asked}
          {index < periods.length - 1 ? "、" : ""}
        </span>
      ))}
    </span>
  );
}
