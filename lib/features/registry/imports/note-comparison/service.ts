import type { Tx } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import { type District, indexDistricts } from "../cells/schema";
import type { RawTable } from "../columns/types";
import type { Entry, Finding, Judged, WriteContext } from "../comparison/types";
import { NOTE_KIND_LABELS } from "../notes/labels";
import { parseNotes } from "../notes/schema";
import { linkNotes } from "../notes/service";
import type { NoteRow } from "../notes/types";

interface KnownNote {
  id: string;
  row: Omit<NoteRow, "line">;
}

interface Plan {
  added: NoteRow[];
  changed: { id: string; row: NoteRow }[];
}

/** Judges a file of name notes. Notes that the file no longer has stay: what was once noted is part of the record. */
export async function judgeNotes(
  tx: Tx,
  jurisdictionId: string,
  table: RawTable,
  districts: readonly District[],
): Promise<Judged> {
  const parsed = parseNotes(table, indexDistricts(districts));
  const known = await readKnown(tx, jurisdictionId);
  const printed = await readPrinted(tx, jurisdictionId);
  const plan: Plan = { added: [], changed: [] };
  const judged = { added: [] as Entry[], changed: [] as Entry[], doubtful: [] as Finding[], unchanged: 0 };
  for (const row of parsed.rows) {
    const standing = known.get(noteKey(row));
    const changes = standing ? noteChanges(standing.row, row) : [];
    if (!standing) {
      plan.added.push(row);
      judged.added.push(entryOf(row, changes));
    } else if (changes.length > 0) {
      plan.changed.push({ id: standing.id, row });
      judged.changed.push(entryOf(row, changes));
    } else judged.unchanged += 1;
    if (isOrphan(row, printed)) judged.doubtful.push(orphan(row));
  }
  return {
    ...judged,
    gone: [],
    wrong: parsed.wrong,
    newUnits: 0,
    newOrganisations: 0,
    standing: 0,
    apply: (context) => write(context, plan),
  };
}

async function readKnown(tx: Tx, jurisdictionId: string): Promise<Map<string, KnownNote>> {
  const notes = await tx.nameNote.findMany({ where: { jurisdictionId } });
  return new Map(
    notes.map(({ id, ...note }) => [
      noteKey(note),
      { id, row: { ...note, kind: note.kind as NoteRow["kind"] } },
    ]),
  );
}

function noteKey(note: { file: string; sourceLine: number; textInSource: string }): string {
  return `${note.file}|${note.sourceLine}|${note.textInSource}`;
}

const COMPARED = [
  ["kind", "註記種類"],
  ["reading", "判讀"],
  ["evidence", "依據"],
  ["district", "行政區"],
  ["tier", "層級"],
  ["service", "服務類型"],
] as const;

function noteChanges(before: Omit<NoteRow, "line">, after: NoteRow) {
  return COMPARED.filter(([key]) => before[key] !== after[key]).map(([key, field]) => ({
    field,
    from: before[key] ?? "—",
    to: after[key] ?? "—",
  }));
}

function entryOf(row: NoteRow, changes: Entry["changes"]): Entry {
  const kind = NOTE_KIND_LABELS[row.kind];
  return {
    line: row.line,
    name: `${row.textInSource}（${kind}${row.reading ? `：${row.reading}` : ""}）`,
    district: row.district ?? "",
    tier: row.tier,
    service: row.service,
    mark: null,
    unitId: null,
    changes,
  };
}

async function readPrinted(tx: Tx, jurisdictionId: string): Promise<Set<string>> {
  const listings = await tx.listing.findMany({
    where: { jurisdictionId, source: "registry" },
    select: {
      tier: true,
      service: true,
      printedFolded: true,
      unit: { select: { district: { select: { name: true } } } },
    },
  });
  return new Set(
    listings.map((each) => `${each.unit.district.name}|${each.tier}|${each.service}|${each.printedFolded}`),
  );
}

function isOrphan(row: NoteRow, printed: ReadonlySet<string>): boolean {
  if (!row.district || !row.tier || !row.service) return false;
  const place = `${row.district}|${row.tier}|${row.service}`;
  return ![row.reading, row.textInSource].some((name) => name && printed.has(`${place}|${foldText(name)}`));
}

function orphan(row: NoteRow): Finding {
  const value = row.reading ?? row.textInSource;
  return { line: row.line, column: "原文", reason: "no_such_listing", value, name: row.textInSource };
}

async function write(context: WriteContext, plan: Plan) {
  const { tx, actor, importId } = context;
  const data = ({ line: _line, ...row }: NoteRow) => ({ ...row, lastImportId: importId });
  await tx.nameNote.createMany({
    data: plan.added.map((row) => ({ ...data(row), jurisdictionId: actor.jurisdictionId })),
  });
  for (const { id, row } of plan.changed) await tx.nameNote.update({ where: { id }, data: data(row) });
  return { codes: [], namesMarked: await linkNotes(context) };
}
