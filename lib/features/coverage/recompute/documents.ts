import { attachment, type SheetColumn, type SheetRow, writeCsv } from "@/lib/platform/spreadsheet/write";
import type { CheckedFigure } from "@/lib/rules/plan-tables/recompute";
import { columnLabel } from "./columns/labels";
import { KIND_LABELS, RESULT_LABELS, ROUNDING_LABELS } from "./labels";

const COLUMNS: SheetColumn[] = [
  { key: "file", label: "檔名" },
  { key: "row", label: "列" },
  { key: "column", label: "欄位" },
  { key: "label", label: "欄位名稱" },
  { key: "kind", label: "種類" },
  { key: "printed", label: "原列數" },
  { key: "recomputed", label: "核算數" },
  { key: "unrounded", label: "未進位" },
  { key: "result", label: "結果" },
  { key: "about", label: "說明" },
  { key: "words", label: "公式" },
  { key: "inputs", label: "引用數字" },
];

function sheetRow(figure: CheckedFigure): SheetRow {
  const { file, row, column, printed, recomputed, unrounded, words } = figure;
  return {
    ...{ file, row, column, printed, recomputed, unrounded, words },
    label: columnLabel(figure.cell?.column ?? column),
    kind: KIND_LABELS[figure.kind],
    result: RESULT_LABELS[figure.result],
    about: [figure.rounding && ROUNDING_LABELS[figure.rounding], figure.reason, figure.note]
      .filter(Boolean)
      .join("；"),
    inputs: figure.inputs.map((input) => `${input.row}.${input.column}=${input.text}`).join("；"),
  };
}

/** Derived figures with printed and recomputed value as a CSV download. */
export function figuresDocument(fileName: string, figures: readonly CheckedFigure[]): Response {
  return attachment(`${fileName}.csv`, "csv", writeCsv(COLUMNS, figures.map(sheetRow)));
}
