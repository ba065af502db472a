import { type Column, DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import { RESULT_LABELS, RESULT_SIGNS } from "@/lib/features/coverage/recompute/labels";
import type { RecomputedRow } from "@/lib/features/coverage/recompute/types";
import { CHECK_RESULTS, type CheckResult } from "@/lib/rules/plan-tables/classify";

interface Props {
  rows: readonly RecomputedRow[];
  counts: Readonly<Record<CheckResult, number>>;
  hrefOf: (tableKey: string, result?: CheckResult) => string;
}

const ORIGINS = { reference: "系統內建", upload: "本機關上傳", draft: "草案" } as const;

/** The tables of a plan, each number with its cells behind it. */
export function PlanList({ rows, counts, hrefOf }: Props) {
  const columns: Column<RecomputedRow>[] = [
    { key: "place", label: "出處", nowrap: true, render: ({ place }) => place },
    {
      key: "title",
      label: "資料表",
      rowHeader: true,
      render: ({ title, tableKey }) => <Link href={hrefOf(tableKey)}>{title}</Link>,
    },
    ...CHECK_RESULTS.map(
      (result): Column<RecomputedRow> => ({
        key: result,
        label: `${RESULT_SIGNS[result]} ${RESULT_LABELS[result]}`,
        align: "end",
        nowrap: true,
        render: (row) => <Count row={row} result={result} hrefOf={hrefOf} />,
      }),
    ),
    {
      key: "edition",
      label: "版本",
      nowrap: true,
      render: ({ edition, origin }) =>
        edition === null ? ORIGINS[origin] : `第${edition}版（${ORIGINS[origin]}）`,
    },
  ];
  return (
    <DataTable
      caption="計畫資料表核算結果"
      columns={columns}
      rows={rows}
      rowKey={({ tableKey }) => tableKey}
      total={rows.length}
      mobile="cards"
      rowTone={({ counts: own }) => (own.mismatch > 0 ? "bad" : undefined)}
      footer={
        <tr>
          <th scope="row" colSpan={2}>
            合計
          </th>
          {CHECK_RESULTS.map((result) => (
            <td key={result} className="align-end">
              {counts[result].toLocaleString("zh-TW")}
            </td>
          ))}
          <td />
        </tr>
      }
    />
  );
}

function Count({
  row,
  result,
  hrefOf,
}: {
  row: RecomputedRow;
  result: CheckResult;
  hrefOf: Props["hrefOf"];
}) {
  const count = row.counts[result];
  return count === 0 ? <>0</> : <Link href={hrefOf(row.tableKey, result)}>{count}</Link>;
}
