import type { Actor } from "@/lib/platform/actor";
import { type Clock, systemClock, today } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import type { Prisma } from "@/prisma/generated/client";
import { coverageScope } from "../policy";
import { divisionLabel } from "./divisions/labels";
import { countRegistry } from "./live/queries";
import { INDICATORS, indicatorDefinition } from "./schema";
import type { FigureFilter, IndicatorDefinition, IndicatorFigure } from "./types";

const ROC_OFFSET = 1911;

/** What every indicator is: name, formula in words, unit, direction, source. */
export function indicatorDefinitions(): readonly IndicatorDefinition[] {
  return INDICATORS;
}

/** The values of one indicator in the actor's city, by year, district and division. */
export async function figuresOf(
  actor: Actor,
  indicatorKey: string,
  filter: FigureFilter = {},
  clock: Clock = systemClock,
): Promise<IndicatorFigure[]> {
  const all = await figuresOfMany(actor, [indicatorKey], filter, clock);
  return all.get(indicatorKey) ?? [];
}

/** The values of several indicators in one reading, by key; a key that nobody knows has none. */
export async function figuresOfMany(
  actor: Actor,
  indicatorKeys: readonly string[],
  filter: FigureFilter = {},
  clock: Clock = systemClock,
): Promise<Map<string, IndicatorFigure[]>> {
  const scope = coverageScope(actor);
  if (!scope) return new Map(indicatorKeys.map((key) => [key, []]));
  return readAs(actor, async (tx) => {
    const reader = new FigureReader(tx, scope.jurisdictionId, Number(today(clock).slice(0, 4)) - ROC_OFFSET);
    await reader.open(withParts(indicatorKeys));
    return new Map(indicatorKeys.map((key) => [key, reader.figures(key).filter(fits(filter))]));
  });
}

/** The years for which the actor's city has values of an indicator, earliest first. */
export async function yearsOf(actor: Actor, indicatorKey: string): Promise<number[]> {
  const figures = await figuresOf(actor, indicatorKey);
  return [...new Set(figures.map(({ year }) => year))].sort((one, other) => one - other);
}

function withParts(keys: readonly string[]): string[] {
  const parts = keys.flatMap((key) => {
    const ratio = indicatorDefinition(key)?.ratio;
    return ratio === undefined ? [key] : [key, ratio.above, ratio.below];
  });
  return [...new Set(parts)];
}

function fits({ years, kind, district, division }: FigureFilter): (figure: IndicatorFigure) => boolean {
  return (figure) =>
    (years === undefined || years.includes(figure.year)) &&
    (kind === undefined || figure.kind === kind) &&
    (division === undefined || figure.division === division) &&
    isPlace(figure.districtId, district);
}

function isPlace(districtId: string | null, wanted: string | undefined): boolean {
  if (wanted === undefined) return true;
  if (wanted === "city") return districtId === null;
  return wanted === "districts" ? districtId !== null : districtId === wanted;
}

type Stored = Prisma.FigureGetPayload<{
  include: { planTable: { select: { planYear: true; tableKey: true } } };
}>;

class FigureReader {
  readonly #tx: Tx;
  readonly #city: string;
  readonly #thisYear: number;
  readonly #names = new Map<string, string>();
  readonly #found = new Map<string, IndicatorFigure[]>();

  constructor(tx: Tx, city: string, thisYear: number) {
    this.#tx = tx;
    this.#city = city;
    this.#thisYear = thisYear;
  }

  /** Reads what the keys need; ratios come from what was read. */
  async open(keys: readonly string[]): Promise<void> {
    const where = { jurisdictionId: this.#city };
    const districts = await this.#tx.district.findMany({ where, select: { id: true, name: true } });
    for (const { id, name } of districts) this.#names.set(id, name);
    const stored = await this.#tx.figure.findMany({
      where: { ...where, indicatorKey: { in: [...keys] } },
      include: { planTable: { select: { planYear: true, tableKey: true } } },
      orderBy: [{ year: "asc" }, { districtId: "asc" }, { division: "asc" }, { kind: "asc" }],
    });
    for (const figure of stored) this.#add(this.#shown(figure));
    for (const key of keys) await this.#readLive(key);
  }

  figures(key: string): IndicatorFigure[] {
    const definition = indicatorDefinition(key);
    if (definition?.ratio === undefined) return this.#found.get(key) ?? [];
    return this.#ratios(definition, definition.ratio);
  }

  #add(figure: IndicatorFigure): void {
    const known = this.#found.get(figure.indicatorKey);
    if (known === undefined) this.#found.set(figure.indicatorKey, [figure]);
    else known.push(figure);
  }

  #nameOf(districtId: string | null): string | null {
    return districtId === null ? null : (this.#names.get(districtId) ?? districtId);
  }

  #shown({ planTable, value, asOf, ...figure }: Stored): IndicatorFigure {
    const districtName = this.#nameOf(figure.districtId);
    return {
      indicatorKey: figure.indicatorKey,
      ...{ year: figure.year, month: figure.month, kind: figure.kind },
      ...{ districtId: figure.districtId, districtName },
      ...{ division: figure.division, divisionLabel: labelOf(figure.division) },
      ...{ value: value === null ? null : value.toNumber(), absence: figure.absence },
      source: figure.source,
      asOf: asOf?.toISOString().slice(0, 10) ?? null,
      href: planTable === null ? null : tablePath(planTable.planYear, planTable.tableKey, districtName),
    };
  }

  async #readLive(key: string): Promise<void> {
    const definition = indicatorDefinition(key);
    if (definition?.live === undefined) return;
    for (const { districtId, division, count } of await countRegistry(
      this.#tx,
      this.#city,
      definition.live,
    )) {
      this.#add({
        indicatorKey: key,
        ...{ year: this.#thisYear, month: null, kind: "actual" },
        ...{ districtId, districtName: this.#nameOf(districtId) },
        ...{ division, divisionLabel: labelOf(division) },
        ...{ value: count, absence: null, source: definition.source, asOf: null },
        href: unitsPath(definition.live, districtId, division),
      });
    }
  }

  #ratios(
    { key, source }: IndicatorDefinition,
    { above, below, times }: NonNullable<IndicatorDefinition["ratio"]>,
  ): IndicatorFigure[] {
    const place = ({ year, districtId }: IndicatorFigure) => `${year} ${districtId ?? ""}`;
    const whole = new Map((this.#found.get(below) ?? []).map((figure) => [place(figure), figure]));
    const nameBelow = indicatorDefinition(below)?.name ?? below;
    return (this.#found.get(above) ?? []).map((figure) => {
      const divisor = whole.get(place(figure))?.value ?? null;
      return { ...figure, indicatorKey: key, source, ...quotient(figure, divisor, times, nameBelow) };
    });
  }
}

function quotient(
  { value, absence, year }: IndicatorFigure,
  divisor: number | null,
  times: number,
  nameBelow: string,
): Pick<IndicatorFigure, "value" | "absence"> {
  if (value === null) return { value, absence };
  if (divisor === null) return { value: null, absence: `${year}年無「${nameBelow}」資料，無法計算` };
  if (divisor === 0) return { value: null, absence: `「${nameBelow}」為 0，無法計算` };
  return { value: (value / divisor) * times, absence: null };
}

function labelOf(division: string | null): string | null {
  return division === null ? null : divisionLabel(division);
}

/** The page of a table, searched for the district that a figure is of. */
function tablePath(planYear: number, tableKey: string, districtName: string | null): string {
  const search = districtName === null ? "" : `?q=${encodeURIComponent(districtName)}`;
  return `/coverage/recompute/${planYear}/${tableKey}${search}`;
}

function unitsPath(what: "units" | "listings", districtId: string | null, division: string): string {
  const asked = new URLSearchParams({ [what === "units" ? "tier" : "service"]: division });
  if (districtId !== null) asked.set("district", districtId);
  return `/units?${asked}`;
}
