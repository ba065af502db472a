import { readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "csv-parse/sync";
import type pg from "pg";
import { neighbors } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

const FOLDER = path.resolve(import.meta.dirname, "..", "reference-data");
const ROC_OFFSET = 1911;

const JURISDICTIONS = [
  { id: "taichung", name: "臺中市", bureau: "臺中市政府衛生局", county: "66000" },
  { id: "taoyuan", name: "桃園市", bureau: "桃園市政府衛生局", county: "68000" },
] as const;

interface DistrictRow {
  code: string;
  name: string;
  county_code: string;
  transport_zone: string;
  indigenous_area: string;
}

type Boundaries = Topology<{ districts: GeometryCollection }>;

async function readCsv<Row>(file: string): Promise<Row[]> {
  return parse(await readFile(path.join(FOLDER, file), "utf8"), { columns: true, bom: true }) as Row[];
}

/** Cities, districts, zones and need. Runs as the owner; whatever is there already is brought up to date. */
export async function seedReference(owner: pg.Client): Promise<void> {
  for (const city of JURISDICTIONS) {
    await owner.query(
      `INSERT INTO jurisdiction (id, name, bureau_name, county_code) VALUES ($1, $2, $3, $4)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, bureau_name = excluded.bureau_name`,
      [city.id, city.name, city.bureau, city.county],
    );
  }
  const zoneOfDistrict = await seedZones(owner);
  const districts = await readCsv<DistrictRow>("districts/districts.csv");
  for (const row of districts) await seedDistrict(owner, row, zoneOfDistrict);
  await seedAdjacency(owner, districts, zoneOfDistrict);
  await seedNeed(owner);
  await seedPaymentCodes(owner);
}

/** Only Taichung publishes service zones. Returns the zone of each of its districts by name. */
async function seedZones(owner: pg.Client): Promise<Map<string, string>> {
  const rows = await readCsv<{ zone: string; district: string }>("taichung-114-plan/service_zones.csv");
  const zones = [...new Set(rows.map((row) => row.zone))];
  for (const [index, zone] of zones.entries()) {
    await owner.query(
      `INSERT INTO service_zone (id, jurisdiction_id, name, sort_order) VALUES ($1, 'taichung', $2, $3)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, sort_order = excluded.sort_order`,
      [zoneId(zone), zone, index + 1],
    );
  }
  return new Map(rows.map((row) => [row.district, zoneId(row.zone)]));
}

function zoneId(name: string): string {
  return `taichung-${name}`;
}

async function seedDistrict(owner: pg.Client, row: DistrictRow, zones: Map<string, string>): Promise<void> {
  const city = JURISDICTIONS.find((each) => each.county === row.county_code);
  if (!city) throw new Error(`district ${row.code} of an unknown city`);
  const zone = city.id === "taichung" ? zones.get(row.name) : null;
  if (zone === undefined) throw new Error(`district ${row.name} has no service zone`);
  await owner.query(
    `INSERT INTO district (id, jurisdiction_id, name, transport_zone, indigenous_area, service_zone_id)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, transport_zone = excluded.transport_zone,
       indigenous_area = excluded.indigenous_area, service_zone_id = excluded.service_zone_id`,
    [row.code, city.id, row.name, Number(row.transport_zone), row.indigenous_area === "yes", zone],
  );
}

/** Two zones are adjacent when districts of theirs share a border; the plan names the zones but not their neighbours. */
async function seedAdjacency(owner: pg.Client, districts: DistrictRow[], zones: Map<string, string>) {
  const file = path.join(FOLDER, "districts/districts-tcc-tyc.topo.json");
  const boundaries = JSON.parse(await readFile(file, "utf8")) as Boundaries;
  const { geometries } = boundaries.objects.districts;
  const zoneOf = geometries.map((shape) => {
    const district = districts.find((row) => row.code === shape.id);
    return district?.county_code === "66000" ? zones.get(district.name) : undefined;
  });
  for (const [index, nearby] of neighbors(geometries).entries()) {
    for (const other of nearby) {
      const [zone, neighbour] = [zoneOf[index], zoneOf[other]];
      if (!zone || !neighbour || zone === neighbour) continue;
      await owner.query(
        "INSERT INTO zone_adjacency (zone_id, neighbour_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        [zone, neighbour],
      );
    }
  }
}

/** People in need per district and year, table 5 of Taichung's plan. Taoyuan's plan text has no such table. */
async function seedNeed(owner: pg.Client): Promise<void> {
  const rows = await readCsv<{ district: string; year: string; total: string }>(
    "taichung-114-plan/t05_ltc_demand.csv",
  );
  for (const row of rows.filter((each) => each.district !== "全區")) {
    await owner.query(
      `INSERT INTO district_need (jurisdiction_id, district_id, year, total, source)
       SELECT 'taichung', id, $2, $3, '臺中市114年長照2.0整合型計畫 表五' FROM district
        WHERE jurisdiction_id = 'taichung' AND name = $1
       ON CONFLICT (jurisdiction_id, district_id, year) DO UPDATE SET total = excluded.total`,
      [row.district, Number(row.year) + ROC_OFFSET, Number(row.total)],
    );
  }
}

const QUOTA_OF: Record<string, string> = {
  care_professional: "care",
  transport: "transport",
  assistive_home_mod: "devices",
  assistive_home_mod_group2: "devices",
  respite: "respite",
  none: "none",
};

/** Codes and prices of the payment table; what is not in the regulation (no day in force) is left out. */
async function seedPaymentCodes(owner: pg.Client): Promise<void> {
  const rows = await readCsv<Record<string, string>>("payment-codes/payment-codes.csv");
  for (const row of rows.filter((each) => each.effective_from)) {
    await owner.query(
      `INSERT INTO payment_code
         (code, effective_from, effective_to, name, group_name, unit, price, price_remote, quota, cms_levels, note)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (code, effective_from) DO UPDATE SET effective_to = excluded.effective_to, name = excluded.name,
         price = excluded.price, price_remote = excluded.price_remote, quota = excluded.quota`,
      [
        row.code,
        row.effective_from,
        row.effective_to || null,
        row.name,
        row.group,
        row.unit,
        row.price || null,
        row.price_indigenous_offshore || null,
        QUOTA_OF[row.quota ?? ""] ?? "none",
        row.cms_levels,
        row.note || null,
      ],
    );
  }
}
