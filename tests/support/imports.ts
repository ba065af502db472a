import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { getImport } from "@/lib/features/registry/imports/queries";
import { applyImport, previewImport } from "@/lib/features/registry/imports/service";
import { systemActor } from "@/lib/platform/actor";
import { ownerSql } from "./fixtures";

// Files for the tests of imports: the real registry as text, and small ones laid out by hand.

export const FOLDER = path.resolve(import.meta.dirname, "../../prisma/reference-data/taichung-114");
export const admin = systemActor("taichung");
export const UNITS = readFileSync(path.join(FOLDER, "units.csv"), "utf8");
export const NOTES = readFileSync(path.join(FOLDER, "name_notes.csv"), "utf8");
export const HOURS = readFileSync(path.join(FOLDER, "day_care_hours.csv"), "utf8");
export const HEADER =
  "district,tier,service,name,dementia_type,contract_type,vehicles_total,vehicles_dedicated,vehicles_shared,vehicles_taxi,source_line";

export type Csv = Record<string, string>;
export const csv = (text: string) => parse(text, { columns: true }) as Csv[];
export const bytesOf = (text: string) => new TextEncoder().encode(text);

/** The registry as it would be in a city that has imported nothing yet. */
export async function emptyRegistry(): Promise<void> {
  await ownerSql(
    "TRUNCATE audit_entry, name_note, opening_hours, listing, registry_import, contract, staff, related_party, account, unit, organisation CASCADE",
  );
}

export async function preview(content: string | Uint8Array, fileName = "清冊.csv") {
  const bytes = typeof content === "string" ? bytesOf(content) : content;
  const previewed = await previewImport(admin, { fileName, bytes });
  if (!previewed.ok) throw new Error(`${previewed.code}: ${previewed.message}`);
  const found = await getImport(admin, previewed.data.id);
  if (!found) throw new Error("the preview was not kept");
  return { id: found.id, found, ...found.preview };
}

export async function load(content: string, confirmGone = false) {
  const { id } = await preview(content);
  const applied = await applyImport(admin, { id, confirmGone });
  if (!applied.ok) throw new Error(`${applied.code}: ${applied.message}`);
  return { id, ...applied.data.report };
}

/** Everything that an import may change, without the ids and times of the imports themselves. */
export async function registryState() {
  return ownerSql(`
    SELECT u.code, u.name, u.name_state, u.version, o.name AS organisation, u.c_kind,
           (SELECT json_agg(json_build_array(l.service, l.printed_name, l.occurrence, l.state, l.dementia, l.contract_type,
                                             l.vehicles_total, l.source_line) ORDER BY l.service, l.occurrence)
              FROM listing l WHERE l.unit_id = u.id) AS listings,
           (SELECT json_agg(json_build_array(n.kind, n.text_in_source, n.reading) ORDER BY n.text_in_source, n.source_line)
              FROM name_note n JOIN listing l ON l.id = n.listing_id WHERE l.unit_id = u.id) AS notes,
           (SELECT row_to_json(h)::jsonb - 'unit_id' - 'last_import_id' FROM opening_hours h WHERE h.unit_id = u.id) AS hours
      FROM unit u JOIN organisation o ON o.id = u.organisation_id ORDER BY u.code`);
}

export async function one<Row extends Record<string, unknown>>(
  sql: string,
  values: unknown[] = [],
): Promise<Row> {
  const [row] = await ownerSql<Row>(sql, values);
  if (!row) throw new Error(`no row: ${sql}`);
  return row;
}

export const counted = (sql: string, values: unknown[] = []) =>
  one<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`, values).then((row) => row.n);

/** A small registry: `district,tier,service,name` and what follows. */
export const small = (...rows: string[]) => [HEADER, ...rows].join("\n");
export const A = "大甲區,A,,好鄰居護理之家,,,,,,,10";
export const B = "大甲區,B,home_care,好鄰居護理之家,,,,,,,11";
export const C = "大甲區,C,,好鄰居護理之家(大甲長青學堂),,,,,,,12";
