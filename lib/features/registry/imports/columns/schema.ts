import { foldText } from "@/lib/platform/fold-text";
import { ok, type Result, refuse } from "@/lib/platform/result";
import { unguardFormula } from "@/lib/platform/spreadsheet/formula-guard";
import type { TableRow } from "@/lib/platform/spreadsheet/table";
import type { ImportKind } from "@/prisma/generated/enums";
import { type ColumnSpec, IMPORT_COLUMNS, KIND_LABELS } from "./labels";
import type { RawRow, RawTable } from "./types";

interface Match {
  kind: ImportKind;
  at: number;
  header: string[];
  /** The key of each column, null where none is known. */
  keys: (string | null)[];
  missing: ColumnSpec[];
}

const KINDS = Object.keys(IMPORT_COLUMNS) as ImportKind[];
/** A title or two may stand above the header. */
const HEADER_WITHIN = 5;

/** Finds the header and what kind of file it is. Refuses wrong, missing and repeated columns by their names. */
export function recogniseTable(rows: readonly TableRow[]): Result<RawTable> {
  const match = bestMatch(rows);
  if (!match) {
    return refuse("wrong_columns", `找不到認得的標題列；${describeKinds()}。可下載範本後再填。`);
  }
  if (match.missing.length > 0) return refuse("wrong_columns", wrongColumns(match));
  const repeated = match.keys.find((key, at) => key !== null && match.keys.indexOf(key) !== at);
  if (repeated) {
    const headings = match.header.filter((_, at) => match.keys[at] === repeated);
    return refuse("duplicate_columns", `欄位重複：「${headings.join("」、「")}」是同一欄，請只留一欄。`);
  }
  const body = rows.slice(match.at + 1);
  if (body.length === 0) return refuse("no_rows", "檔案只有標題列，沒有資料列。");
  return ok({
    kind: match.kind,
    columns: match.keys.filter((key) => key !== null),
    unknownColumns: unknownHeadings(match),
    rows: body.map((row) => rawRow(row, match.keys)),
  });
}

function bestMatch(rows: readonly TableRow[]): Match | null {
  const candidates = rows
    .slice(0, HEADER_WITHIN)
    .flatMap((row, at) => KINDS.map((kind) => matchHeader(kind, row.cells, at)))
    .filter((match) => match.keys.some((key) => key !== null));
  const score = (match: Match) =>
    (match.missing.length === 0 ? 100 : 0) + match.keys.filter((key) => key !== null).length;
  return candidates.reduce<Match | null>(
    (best, match) => (best === null || score(match) > score(best) ? match : best),
    null,
  );
}

function matchHeader(kind: ImportKind, cells: readonly string[], at: number): Match {
  const specs = IMPORT_COLUMNS[kind];
  const header = trimEnd(cells.map((cell) => cell.trim()));
  const keys = header.map((heading) => specs.find((spec) => isHeading(spec, heading))?.key ?? null);
  return {
    kind,
    at,
    header,
    keys,
    missing: specs.filter((spec) => spec.required && !keys.includes(spec.key)),
  };
}

function isHeading(spec: ColumnSpec, heading: string): boolean {
  const folded = foldText(unguardFormula(heading)).replace(/[*:：]/gu, "");
  return [spec.key, spec.label, ...(spec.aliases ?? [])].some((each) => foldText(each) === folded);
}

function trimEnd(cells: string[]): string[] {
  const last = cells.findLastIndex((cell) => cell !== "");
  return cells.slice(0, last + 1);
}

function unknownHeadings(match: Match): string[] {
  return match.header.filter((heading, at) => match.keys[at] === null && heading !== "");
}

function wrongColumns(match: Match): string {
  const missing = match.missing.map((spec) => `「${spec.label}」（${spec.key}）`).join("、");
  const unknown = unknownHeadings(match);
  const also = unknown.length > 0 ? `；不認得的欄位：「${unknown.slice(0, 10).join("」、「")}」` : "";
  return `欄位與「${KIND_LABELS[match.kind]}」不符。缺少：${missing}${also}。`;
}

function describeKinds(): string {
  return KINDS.map((kind) => {
    const required = IMPORT_COLUMNS[kind].filter((spec) => spec.required).map((spec) => spec.label);
    return `「${KIND_LABELS[kind]}」需有 ${required.join("、")}`;
  }).join("；");
}

function rawRow(row: TableRow, keys: readonly (string | null)[]): RawRow {
  const values: Record<string, string> = {};
  keys.forEach((key, at) => {
    if (key !== null) values[key] = unguardFormula(row.cells[at] ?? "").trim();
  });
  const surplus = row.cells.slice(keys.length).some((cell) => cell.trim() !== "");
  if (surplus) return { line: row.line, values, shape: "surplus" };
  return row.cells.length < keys.length
    ? { line: row.line, values, shape: "short" }
    : { line: row.line, values };
}
