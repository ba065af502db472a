import { type Column, DataTable } from "@/components/ui/data-table";
import { Disclosure } from "@/components/ui/disclosure";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { columnLabel } from "@/lib/features/coverage/recompute/columns/labels";
import { KIND_LABELS, ROUNDING_LABELS } from "@/lib/features/coverage/recompute/labels";
import type { CheckedFigure } from "@/lib/rules/plan-tables/recompute";
import { ResultTag } from "./result-tag";

interface Props {
  figures: readonly CheckedFigure[];
  total: number;
  /** The page of a table, by its file; `row` is searched there. */
  hrefOf: (file: string, row: string) => string;
}

const FEW = 4;

/** Derived figures with printed and recomputed value, the formula in words and the cells that went in. */
export function FigureTable({ figures, total, hrefOf }: Props) {
  const columns: Column<CheckedFigure>[] = [
    {
      key: "row",
      label: "列",
      rowHeader: true,
      render: ({ row, cell }) => (cell === null ? row : <a href={`#r${cell.line}`}>{row}</a>),
    },
    {
      key: "column",
      label: "欄位",
      render: ({ column, cell }) => <span title={column}>{columnLabel(cell?.column ?? column)}</span>,
    },
    { key: "kind", label: "種類", nowrap: true, render: ({ kind }) => KIND_LABELS[kind] },
    { key: "printed", label: "原列數", align: "end", nowrap: true, render: ({ printed }) => printed || "—" },
    {
      key: "recomputed",
      label: "核算數",
      align: "end",
      nowrap: true,
      render: ({ recomputed, unrounded }) => <span title={unrounded}>{recomputed || "—"}</span>,
    },
    { key: "result", label: "結果", nowrap: true, render: ({ result }) => <ResultTag result={result} /> },
    {
      key: "words",
      label: "公式及引用數字",
      render: (figure) => <Formula figure={figure} hrefOf={hrefOf} />,
    },
  ];
  return (
    <DataTable
      caption="逐格核算"
      columns={columns}
      rows={figures}
      rowKey={({ row, column, kind, words, cell }) => `${cell?.line}-${row}-${column}-${kind}-${words}`}
      total={total}
      mobile="cards"
      rowTone={({ result }) => (result === "mismatch" ? "bad" : undefined)}
      empty={<EmptyState title="沒有符合條件的數字">請放寬條件。</EmptyState>}
    />
  );
}

function Formula({ figure, hrefOf }: { figure: CheckedFigure; hrefOf: Props["hrefOf"] }) {
  const { inputs, words, rounding, reason, note } = figure;
  return (
    <div className="stack-s">
      <span>{words}</span>
      {rounding !== null && <span className="small muted">{ROUNDING_LABELS[rounding]}</span>}
      {reason !== null && <span className="small">原因：{reason}</span>}
      {note !== null && <span className="small muted">註：{note}</span>}
      {inputs.length > FEW ? (
        <Disclosure summary={`引用 ${inputs.length} 個數字`}>
          <Inputs figure={figure} hrefOf={hrefOf} />
        </Disclosure>
      ) : (
        <Inputs figure={figure} hrefOf={hrefOf} />
      )}
    </div>
  );
}

function Inputs({ figure: { inputs }, hrefOf }: { figure: CheckedFigure; hrefOf: Props["hrefOf"] }) {
  if (inputs.length === 0) return null;
  // The same cell may go in twice; its place in the formula tells it apart.
  const placed = inputs.map((input, at) => ({
    ...input,
    id: `${at} ${input.file} ${input.row} ${input.column}`,
  }));
  return (
    <ul className="sheet-inputs">
      {placed.map(({ id, file, row, column, text }) => (
        <li key={id}>
          {file === "" ? row : <Link href={hrefOf(file, row)}>{row}</Link>}
          {column !== "" && `．${columnLabel(column)}`}
          {text !== "" && `＝${text}`}
        </li>
      ))}
    </ul>
  );
}
