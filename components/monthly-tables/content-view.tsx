import { Card } from "@/components/layout/card";
import { Why } from "@/components/today/why";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { FLAG_LABELS, percentText } from "@/lib/features/dispatch/monthly-tables/labels";
import {
  type Counts,
  type Explanations,
  flagKey,
  type TableContent,
  type TableRow,
  type UnitRow,
} from "@/lib/features/dispatch/monthly-tables/types";
import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import { formatRocDate } from "@/lib/platform/roc-date";
import { FlagTags } from "./tags";

const COUNTS: readonly [keyof Counts, string][] = [
  ["dispatches", "派案件數"],
  ["choice", "案家指定"],
  ["rotation", "輪派"],
  ["deviations", "人工調整"],
  ["other", "其他"],
  ["declined", "婉拒"],
  ["withdrawn", "撤回（不計）"],
];

function countColumns<Row extends Counts>() {
  return COUNTS.map(([key, label]) => ({
    key,
    label,
    align: "end" as const,
    nowrap: true,
    render: (row: Row) => row[key],
  }));
}

const unitColumn = {
  key: "unit",
  label: "B 單位",
  rowHeader: true,
  render: ({ unit }: UnitRow | TableRow) => (
    <>
      {unit.name} <span className="muted small nowrap">{unit.code}</span>
    </>
  ),
};

type ContentViewProps = {
  content: TableContent;
  /** Of a filed table; a draft has none yet. */
  explanations?: Explanations;
};

/** A monthly table: per B unit with share and flags, then per unit and service with the reasons of deviations. */
export function ContentView({ content, explanations }: ContentViewProps) {
  const { units, rows, total, concentration } = content;
  if (units.length === 0) {
    return (
      <EmptyState title="這個月沒有派案" icon="document">
        沒有派案的月份也要提交，內容為空表。
      </EmptyState>
    );
  }
  return (
    <div className="stack">
      <Card title="各 B 單位占比與註記" flush>
        <DataTable
          caption={`各 B 單位派案，合計 ${total.dispatches} 件`}
          rows={units}
          rowKey={({ unit }) => unit.id}
          mobile="cards"
          rowTone={({ flags }) => (flags.length > 0 ? "warn" : undefined)}
          columns={[
            unitColumn,
            {
              key: "dispatches",
              label: "派案件數",
              align: "end",
              render: (row) => row.dispatches,
            },
            {
              key: "share",
              label: "占比",
              align: "end",
              nowrap: true,
              render: (row) => percentText(row.share),
            },
            { key: "flags", label: "註記", render: (row) => <FlagTags flags={row.flags} /> },
            ...(explanations
              ? [
                  {
                    key: "why",
                    label: "A 單位說明",
                    render: (row: UnitRow) => <Explained row={row} explanations={explanations} />,
                  },
                ]
              : []),
          ]}
        />
      </Card>
      <Why {...concentration} summary="占比與註記如何判定" />
      <Card title="各 B 單位及服務項目" flush>
        <DataTable
          caption="派案明細"
          rows={rows}
          rowKey={({ unit, service }) => `${unit.id} ${service}`}
          columns={[
            unitColumn,
            {
              key: "service",
              label: "服務項目",
              nowrap: true,
              render: ({ service }) => SERVICE_LABELS[service],
            },
            ...countColumns<TableRow>(),
            { key: "reasons", label: "人工調整原因", render: (row) => <Reasons reasons={row.reasons} /> },
          ]}
          footer={
            <tr>
              <th scope="row" colSpan={2}>
                合計
              </th>
              {COUNTS.map(([key]) => (
                <td key={key} className="align-end">
                  {total[key]}
                </td>
              ))}
              <td />
            </tr>
          }
        />
      </Card>
    </div>
  );
}

function Explained({ row, explanations }: { row: UnitRow; explanations: Explanations }) {
  if (row.flags.length === 0) return <>—</>;
  return (
    <ul className="stack-s">
      {row.flags.map((flag) => (
        <li key={flag}>
          <strong>{FLAG_LABELS[flag]}：</strong>
          {explanations[flagKey(row.unit.id, flag)]}
        </li>
      ))}
    </ul>
  );
}

function Reasons({ reasons }: Pick<TableRow, "reasons">) {
  if (reasons.length === 0) return <>—</>;
  const told = reasons.map(({ on, reason }, at) => ({ id: `${at} ${on}`, on, reason }));
  return (
    <ul className="stack-s small">
      {told.map(({ id, on, reason }) => (
        <li key={id}>
          {formatRocDate(on)} {reason}
        </li>
      ))}
    </ul>
  );
}
