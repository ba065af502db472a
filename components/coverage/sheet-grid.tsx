import { classNames } from "@/components/ui/class-names";
import { Link } from "@/components/ui/link";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { toneClass } from "@/components/ui/tone";
import { columnLabel, isBackground } from "@/lib/features/coverage/recompute/columns/labels";
import { RESULT_LABELS, RESULT_SIGNS, TONES } from "@/lib/features/coverage/recompute/labels";
import type { RecomputedSheet } from "@/lib/features/coverage/recompute/types";
import type { CheckResult } from "@/lib/rules/plan-tables/classify";
import type { CheckedFigure } from "@/lib/rules/plan-tables/recompute";
import { readCell } from "@/lib/rules/plan-tables/table";
import "./sheet.css";

interface Props {
  sheet: RecomputedSheet;
  /** Rows that hold this text are marked. */
  q: string;
}

// Of several checks of one cell the worst is shown.
const WORST: readonly CheckResult[] = ["mismatch", "rounding", "not_recomputable", "exact"];

/** The table as it is printed, its derived cells coloured and signed; each leads to its check in the list. */
export function SheetGrid({ sheet, q }: Props) {
  const shown = sheet.header
    .map((column, at) => ({ column, at }))
    .filter(({ column }) => !isBackground(column));
  const checks = worstByCell(sheet.figures);
  return (
    <div className="table-frame">
      <ScrollRegion label={sheet.title} className="table-scroll">
        <table className="data-table">
          <caption>
            {sheet.title}（{sheet.rows.length} 列）
          </caption>
          <thead>
            <tr>
              {shown.map(({ column }) => (
                <th key={column} scope="col" title={column}>
                  {columnLabel(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sheet.rows.map(({ line, name, cells }) => (
              <tr
                key={line}
                id={`r${line}`}
                className={
                  q !== "" && [name, ...cells].some((text) => text.includes(q)) ? "sheet-found" : undefined
                }
              >
                {shown.map(({ column, at }) => (
                  <Cell key={column} text={cells[at] ?? ""} figure={checks.get(`${line} ${column}`)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}

function worstByCell(figures: readonly CheckedFigure[]): Map<string, CheckedFigure> {
  const found = new Map<string, CheckedFigure>();
  for (const figure of figures) {
    if (figure.cell === null) continue;
    const key = `${figure.cell.line} ${figure.cell.column}`;
    const known = found.get(key);
    if (known === undefined || WORST.indexOf(figure.result) < WORST.indexOf(known.result))
      found.set(key, figure);
  }
  return found;
}

function Cell({ text, figure }: { text: string; figure: CheckedFigure | undefined }) {
  const isNumber = readCell(text).state === "number";
  if (figure === undefined) {
    return (
      <td className={classNames("sheet-cell", isNumber && "sheet-number")}>{text === "" ? "—" : text}</td>
    );
  }
  const { result, recomputed, words } = figure;
  const about = `${RESULT_LABELS[result]}：${words}${recomputed === "" ? "" : `，核算 ${recomputed}`}`;
  return (
    <td
      className={classNames("sheet-cell sheet-check", isNumber && "sheet-number", toneClass[TONES[result]])}
      title={about}
    >
      <span className="sheet-sign" aria-hidden="true">
        {RESULT_SIGNS[result]}
      </span>
      <span className="visually-hidden">{RESULT_LABELS[result]}</span>
      {text === "" ? "—" : text}
      {result === "mismatch" && <strong>（{recomputed}）</strong>}
    </td>
  );
}

/** What the signs mean. */
export function Legend() {
  return (
    <p className="cluster small muted">
      {WORST.map((result) => (
        <span key={result}>
          {RESULT_SIGNS[result]} {RESULT_LABELS[result]}
        </span>
      ))}
      <span>不符之格於括號內列核算數；無記號之格為原始數字，不由其他數字推得。</span>
      <Link href="#checks">逐格核算</Link>
    </p>
  );
}
