import { DEFINED_YEAR, movedYears } from "@/lib/rules/plan-tables/plan-year";
import { filled, type PlanRow, planTable, readCell, rowsPassing } from "@/lib/rules/plan-tables/table";
import { INDICATORS } from "../schema";
import type { IndicatorDefinition, Reading } from "../types";
import type { DerivedFigure, StandingTable } from "./types";

/** How the plan's tables call the row of the whole city. */
const WHOLE_CITY: readonly string[] = ["全區", "全市", "總計", "小計", "合計"];

const NOT_PRINTED = "原表此格為「－」或空白";
const LOST = "原表此格於掃描稿中無法辨識";

type Place = Pick<DerivedFigure, "year" | "districtId" | "division">;

/**
 * The values of all indicators from the tables that stand, plan by plan; where two plans give a value of the same
 * year, place and kind, the later plan's counts.
 */
export function derivedFigures(
  tables: readonly StandingTable[],
  districtIds: ReadonlyMap<string, string>,
): DerivedFigure[] {
  const found = new Map<string, DerivedFigure>();
  for (const table of tables.toSorted((one, other) => one.planYear - other.planYear)) {
    for (const figure of figuresOfTable(table, districtIds)) found.set(keyOf(figure), figure);
  }
  return [...found.values()];
}

/** What tells two stored figures apart. */
export function keyOf(figure: Place & Pick<DerivedFigure, "indicatorKey" | "kind">): string {
  const { indicatorKey, year, districtId, division, kind } = figure;
  return [indicatorKey, year, districtId ?? "", division ?? "", kind].join("\n");
}

function figuresOfTable(table: StandingTable, districtIds: ReadonlyMap<string, string>): DerivedFigure[] {
  const years = table.planYear - DEFINED_YEAR;
  const rows = planTable(table.tableKey, [table.header, ...table.rows], []).rows;
  return INDICATORS.flatMap((definition) =>
    definition.readings
      .filter((reading) => movedYears(reading.table, years) === table.tableKey)
      .flatMap((reading) =>
        new TableReader(definition, reading, table, years, districtIds).figures(
          rowsPassing(reading.rows, rows),
        ),
      ),
  );
}

class TableReader {
  readonly #definition: IndicatorDefinition;
  readonly #reading: Reading;
  readonly #table: StandingTable;
  readonly #years: number;
  readonly #districtIds: ReadonlyMap<string, string>;

  constructor(
    definition: IndicatorDefinition,
    reading: Reading,
    table: StandingTable,
    years: number,
    districtIds: ReadonlyMap<string, string>,
  ) {
    this.#definition = definition;
    this.#reading = reading;
    this.#table = table;
    this.#years = years;
    this.#districtIds = districtIds;
  }

  figures(rows: readonly PlanRow[]): DerivedFigure[] {
    const { column } = this.#reading;
    if (column === undefined) return this.#counts(rows);
    const moved = movedYears(column, this.#years);
    if (!this.#table.header.includes(moved)) return [];
    return rows.flatMap((row) => {
      const place = this.#place(row);
      return place === undefined ? [] : [this.#figure(place, this.#value(row, moved))];
    });
  }

  #figure(place: Place, value: Pick<DerivedFigure, "value" | "absence">): DerivedFigure {
    const { asOf, kind } = this.#reading;
    return {
      ...place,
      ...value,
      kind,
      indicatorKey: this.#definition.key,
      source: movedYears(this.#definition.source, this.#years),
      asOf: asOf === undefined ? null : `${Number(asOf.slice(0, 4)) + this.#years}${asOf.slice(4)}`,
      planTableId: this.#table.id,
      enteredAt: this.#table.enteredAt,
    };
  }

  #place({ cells }: PlanRow): Place | undefined {
    const { district, division, year } = this.#reading;
    const name = district === undefined ? null : (cells[district] ?? "");
    const districtId = name === null || WHOLE_CITY.includes(name) ? null : this.#districtIds.get(name);
    const inYear = typeof year === "number" ? year + this.#years : Number(cells[year.column]);
    // Other cities' rows, and lines without a place or a year, are no figures of this city.
    if (districtId === undefined || !Number.isInteger(inYear) || inYear === 0) return undefined;
    return { districtId, year: inYear, division: division === undefined ? null : filled(division, cells) };
  }

  #value({ cells }: PlanRow, column: string): Pick<DerivedFigure, "value" | "absence"> {
    const text = cells[column] ?? "";
    const code = this.#reading.codes?.[text];
    if (code !== undefined) return { value: String(code), absence: null };
    const read = readCell(text);
    if (read.state === "number") return { value: read.value.toText(), absence: null };
    if (read.state === "bad") return { value: null, absence: `原表所載不是數字：「${text.slice(0, 80)}」` };
    const isLost = (cells.uncertain ?? "").split(";").includes(column);
    return { value: null, absence: isLost ? LOST : NOT_PRINTED };
  }

  /** How many rows each district has, none where it has none, and all together. */
  #counts(rows: readonly PlanRow[]): DerivedFigure[] {
    const places = rows.map((row) => this.#place(row)).filter((place) => place !== undefined);
    const at = (districtId: string | null): DerivedFigure => {
      const count = places.filter((place) => districtId === null || place.districtId === districtId).length;
      const year = typeof this.#reading.year === "number" ? this.#reading.year + this.#years : 0;
      return this.#figure({ districtId, year, division: null }, { value: String(count), absence: null });
    };
    return [at(null), ...[...this.#districtIds.values()].map(at)];
  }
}
