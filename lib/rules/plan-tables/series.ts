import { Exact, productOf } from "../exact";
import type { SeriesRule, TableDefinition } from "./definition";
import type { CheckedFigure } from "./recompute";
import { type PlanRow, type PlanTable, readCell } from "./table";
import type { Input } from "./terms";

interface Span {
  readonly least: Exact;
  readonly most: Exact;
}

interface Member {
  readonly input: Input;
  readonly factor: Exact;
}

const HALF = Exact.of("0.5");

function narrower(span: Span | undefined, value: Exact, factor: Exact): Span | undefined {
  const least = value.minus(HALF).over(factor);
  const most = value.plus(HALF).over(factor);
  if (least === undefined || most === undefined) return span;
  if (span === undefined) return { least, most };
  return {
    least: least.compare(span.least) > 0 ? least : span.least,
    most: most.compare(span.most) < 0 ? most : span.most,
  };
}

/**
 * The span in which the unrounded figure of the first year must lie for every printed year to be that figure times its
 * factor, rounded. Undefined without figures; `least` above `most` when no such figure exists.
 */
export function commonBase(members: readonly { value: Exact; factor: Exact }[]): Span | undefined {
  return members.reduce<Span | undefined>(
    (span, { value, factor }) => narrower(span, value, factor),
    undefined,
  );
}

function membersOf(table: PlanTable, rule: SeriesRule, rows: readonly PlanRow[], column: string): Member[] {
  return rule.years.flatMap((year, index) => {
    const row = rows.find(({ cells }) => cells[rule.yearColumn] === year);
    if (row === undefined) return [];
    const factor = productOf(rule.factors.slice(0, index).map((text) => Exact.of(text)));
    return [{ input: { file: table.file, row: row.name, column, text: row.cells[column] ?? "" }, factor }];
  });
}

function checkedSeries(table: PlanTable, rule: SeriesRule, name: string, column: string): CheckedFigure[] {
  const rows = table.rows.filter(({ cells }) => cells[rule.by] === name);
  const members = membersOf(table, rule, rows, column);
  const read = members.flatMap(({ input, factor }) => {
    const reading = readCell(input.text);
    return reading.state === "number" ? [{ value: reading.value, factor }] : [];
  });
  const span = commonBase(read);
  if (span === undefined) return [];
  const fits = span.least.compare(span.most) <= 0;
  const [from, to] = [rule.years[0] ?? "", rule.years.at(-1) ?? ""];
  return [
    {
      file: table.file,
      row: name,
      column: `${column} (series ${from}-${to})`,
      kind: "inferred",
      printed: members
        .map(({ input }) => (readCell(input.text).state === "number" ? input.text : "?"))
        .join(" "),
      recomputed: fits ? `base in [${span.least.toFixed(3)}, ${span.most.toFixed(3)}]` : "no common base",
      unrounded: "",
      result: fits ? "exact" : "mismatch",
      rounding: null,
      reason: null,
      formula: "逐年成長",
      words: rule.words,
      note: rule.note,
      inputs: members.map(({ input }) => input),
      cell: null,
      isUncertain: rows.some(({ cells }) => (cells.uncertain ?? "").split(";").includes(column)),
    },
  ];
}

/** Checks every series of a table: whether its years grow from one unrounded figure by the factors of the rule. */
export function checkSeries(table: PlanTable, { series = [] }: TableDefinition): CheckedFigure[] {
  return series.flatMap((rule) => {
    const names = [...new Set(table.rows.map(({ cells }) => cells[rule.by] ?? ""))];
    return names.flatMap((name) =>
      rule.columns.flatMap((column) => checkedSeries(table, rule, name, column)),
    );
  });
}
