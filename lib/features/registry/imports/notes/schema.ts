import { foldText } from "@/lib/platform/fold-text";
import { CellReader, type DistrictIndex } from "../cells/schema";
import type { RawRow, RawTable } from "../columns/types";
import type { Finding } from "../comparison/types";
import { NOTE_KIND_ALIASES, NOTE_KIND_LABELS } from "./labels";
import { NOTE_KINDS, type NoteKind, type NoteRow } from "./types";

/** The cells of `name_notes` as notes. */
export function parseNotes(table: RawTable, districts: DistrictIndex): { rows: NoteRow[]; wrong: Finding[] } {
  const rows: NoteRow[] = [];
  const wrong: Finding[] = [];
  const seen = new Map<string, number>();
  for (const raw of table.rows) {
    const cells = new CellReader("name_notes", raw, "text_in_source");
    const row = readNote(cells, raw, districts);
    const key = `${row.file}|${row.sourceLine}|${row.textInSource}`;
    const before = seen.get(key);
    if (before !== undefined) cells.reject(null, "duplicate_row", `同第 ${before} 列`);
    seen.set(key, raw.line);
    wrong.push(...cells.wrong);
    if (cells.wrong.length === 0) rows.push(row);
  }
  return { rows, wrong };
}

function readNote(cells: CellReader, raw: RawRow, districts: DistrictIndex): NoteRow {
  const district = cells.district(districts, false);
  const tier = cells.tier(false);
  const sourceLine = cells.count("source_line", 10_000_000);
  if (sourceLine === null && cells.raw("source_line") === "") cells.reject("source_line", "missing", "");
  return {
    line: raw.line,
    file: cells.required("file", 100),
    sourceLine: sourceLine ?? 0,
    district: district?.name ?? null,
    tier,
    service: cells.service(tier),
    kind: noteKind(cells),
    textInSource: cells.required("text_in_source", 200),
    reading: cells.text("reading", 200),
    evidence: cells.text("evidence", 1_000) ?? "",
  };
}

function noteKind(cells: CellReader): NoteKind {
  const value = cells.required("kind", 40);
  const folded = foldText(value);
  const kind = NOTE_KINDS.find((each) => foldText(each) === folded || NOTE_KIND_LABELS[each] === value);
  const known = kind ?? NOTE_KIND_ALIASES[value];
  if (!known && value !== "") cells.reject("kind", "unknown_note_kind", value);
  return known ?? "doubtful";
}
