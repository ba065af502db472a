import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { columnLabel } from "@/lib/features/coverage/recompute/columns/labels";
import type { FigureChange } from "@/lib/features/coverage/tables/comparison/types";
import { ResultTag } from "./result-tag";

const SHOWN = 300;

/** Derived figures that a draft changes, those that disagree first. */
export function FigureChanges({ figures }: { figures: readonly FigureChange[] }) {
  const sorted = figures.toSorted((one, other) => severity(one) - severity(other));
  const rows = sorted.slice(0, SHOWN).map((change, at) => ({ ...change, id: String(at) }));
  return (
    <DataTable
      caption="衍生數字的變動"
      captionHidden
      rows={rows}
      rowKey={({ id }) => id}
      total={figures.length}
      mobile="cards"
      rowTone={({ after }) => (after.result === "mismatch" ? "bad" : undefined)}
      empty={<EmptyState title="沒有衍生數字受影響" icon="neutral" />}
      columns={[
        {
          key: "file",
          label: "資料表",
          render: ({ after }) => <code>{after.file.replace(/\.csv$/, "")}</code>,
        },
        { key: "row", label: "列", rowHeader: true, render: ({ after }) => after.row },
        {
          key: "column",
          label: "欄位",
          render: ({ after }) => columnLabel(after.cell?.column ?? after.column),
        },
        {
          key: "printed",
          label: "草案所載",
          align: "end",
          nowrap: true,
          render: ({ after }) => after.printed || "—",
        },
        {
          key: "recomputed",
          label: "核算數",
          align: "end",
          nowrap: true,
          render: ({ after }) => after.recomputed || "—",
        },
        {
          key: "before",
          label: "原結果",
          nowrap: true,
          render: ({ before }) => (before === null ? "—" : <ResultTag result={before.result} />),
        },
        {
          key: "after",
          label: "新結果",
          nowrap: true,
          render: ({ after }) => <ResultTag result={after.result} />,
        },
        { key: "words", label: "公式", render: ({ after }) => after.words },
      ]}
    />
  );
}

function severity({ after }: FigureChange): number {
  return ["mismatch", "not_recomputable", "rounding", "exact"].indexOf(after.result);
}
