import { Exact } from "../exact";

/** One row of a plan table: its name in reports, the line of the file it stands in, and its cells as written. */
export interface PlanRow {
  readonly name: string;
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** A plan table as it stands in a file or was typed in. */
export interface PlanTable {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly PlanRow[];
}

/** How the rows of a table are named: a template of columns in braces; the first whose test holds. */
export interface RowNaming {
  readonly name: string;
  readonly rows?: RowTest;
}

/** A test on the columns of a row: equal to a text, to one of several, or to none of them. Texts may hold `{column}`. */
export type RowTest = Readonly<
  Record<string, string | readonly string[] | { not: string | readonly string[] }>
>;

export type CellReading =
  | { readonly state: "number"; readonly value: Exact; readonly decimals: number }
  | { readonly state: "blank" }
  | { readonly state: "bad" };

const DASHES = /^[-‐‑‒–—―─－ー…]*$/u;
const BLANK: CellReading = { state: "blank" };
const PLAIN = /^\d+(\.\d+)?$/;
const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;

/**
 * Reads a printed figure. Blank, a dash or nothing but spaces is no figure; thousands separators, full-width digits,
 * a real minus sign and a percent sign at the end are taken as people write them.
 */
export function readCell(text: string | undefined): CellReading {
  if (text === undefined || text === "") return BLANK;
  const plain = PLAIN.test(text) ? text : text.normalize("NFKC").trim();
  if (DASHES.test(plain)) return BLANK;
  const signed = plain
    .replace(/^\u2212/, "-")
    .replace(/\s*%$/, "")
    .trim();
  const digits = GROUPED.test(signed) ? signed.replaceAll(",", "") : signed;
  const value = Exact.read(digits);
  if (value === undefined) return { state: "bad" };
  return { state: "number", value, decimals: digits.split(".")[1]?.length ?? 0 };
}

/** Fills `{column}` in a template with the cells of a row. */
export function filled(template: string, cells: Readonly<Record<string, string>>): string {
  if (!template.includes("{")) return template;
  return template.replace(/\{(\w+)\}/g, (_match, column: string) => cells[column] ?? "");
}

/**
 * The rows that pass a test. `of` is the row whose columns fill the templates of the test; without it each row fills
 * them itself.
 */
export function rowsPassing(
  test: RowTest | undefined,
  rows: readonly PlanRow[],
  of?: Readonly<Record<string, string>>,
): readonly PlanRow[] {
  const conditions = Object.entries(test ?? {}).map(([column, wanted]) => {
    const isNegated = typeof wanted === "object" && "not" in wanted;
    const listed = isNegated ? wanted.not : wanted;
    const texts = typeof listed === "string" ? [listed] : listed;
    return { column, isNegated, texts: of === undefined ? texts : texts.map((text) => filled(text, of)) };
  });
  return rows.filter(({ cells }) =>
    conditions.every(({ column, isNegated, texts }) => {
      const cell = cells[column] ?? "";
      return texts.some((text) => filled(text, cells) === cell) !== isNegated;
    }),
  );
}

/** Whether a single row passes a test. */
export function passes(test: RowTest | undefined, cells: Readonly<Record<string, string>>): boolean {
  return test === undefined || rowsPassing(test, [{ name: "", line: 0, cells }]).length > 0;
}

function nameOf(namings: readonly RowNaming[], cells: Readonly<Record<string, string>>): string {
  return filled(namings.find(({ rows }) => passes(rows, cells))?.name ?? "", cells);
}

/** A table from the rows of a file, the first of which is the header. Rows without any text are passed over. */
export function planTable(
  file: string,
  grid: readonly (readonly string[])[],
  namings: readonly RowNaming[],
): PlanTable {
  const columns = (grid[0] ?? []).map((column) => column.trim());
  const rows = grid.slice(1).flatMap((texts, index) => {
    if (texts.every((text) => text.trim() === "")) return [];
    const cells = Object.fromEntries(columns.map((column, at) => [column, (texts[at] ?? "").trim()]));
    return [{ name: nameOf(namings, cells), line: index + 2, cells }];
  });
  return { file, columns, rows };
}
