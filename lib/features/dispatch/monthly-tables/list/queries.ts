import { closedDaysIn, rulesOf } from "@/lib/features/registry/closures/queries";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, officeDate, toDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import { RuleError } from "@/lib/rules/errors";
import type { PlainDate } from "@/lib/rules/plain-date";
import { deadline } from "@/lib/rules/timeliness";
import type { Prisma } from "@/prisma/generated/client";
import { contractedIn, firstMonthOf } from "../clocks/service";
import { mayMonthlyTable, tableScope } from "../policy";
import { clockSubject } from "../queries";
import { firstDayOf, monthsUpTo, type TableListParams } from "../schema";
import type { ListedTable, Month, NamedUnit, TableContent } from "../types";

type Loaded = Prisma.MonthlyDispatchTableGetPayload<object>;

interface Filed {
  tables: Loaded[];
  clocks: { subjectId: string; dueOn: Date }[];
  lawful: ReadonlyMap<Month, PlainDate | null>;
}

/**
 * The A units that owe a table of a month or filed one, with its state; filtered, sorted and paged here: a city has at most some
 * hundred A units, and a state is told from contract, limit and table together.
 */
export async function listTables(
  actor: Actor,
  params: TableListParams,
  asOf: PlainDate,
  forFile = false,
): Promise<{ rows: ListedTable[]; total: number }> {
  const scope = tableScope(actor);
  if (!scope || !mayMonthlyTable(actor, "monthly_table.read_city")) return { rows: [], total: 0 };
  const { jurisdictionId } = scope;
  const all = await readAs(actor, async (tx) => {
    const month = toDbDate(firstDayOf(params.month));
    const units = await tx.unit.findMany({
      where: {
        OR: [
          contractedIn(jurisdictionId, params.month),
          { jurisdictionId, monthlyTables: { some: { month } } },
        ],
        ...(params.q ? { AND: [named(params.q)] } : {}),
      },
      select: { id: true, code: true, name: true },
    });
    const filed = await filedOf(tx, actor, [params.month], units);
    return units.map((unit) => listed(unit, params.month, filed, asOf));
  });
  const rows = all.filter((row) => isWanted(row, params)).sort(order(params));
  const from = (params.page - 1) * params.size;
  return { rows: forFile ? rows : rows.slice(from, from + params.size), total: rows.length };
}

function named(q: string): Prisma.UnitWhereInput {
  return { OR: [{ nameFolded: { contains: foldText(q) } }, { code: { startsWith: q.toUpperCase() } }] };
}

/** The own unit's months that are over, newest first, back to the first of which the system knows, at most as many as a page offers. */
export async function ownTables(actor: Actor, asOf: PlainDate): Promise<ListedTable[]> {
  const scope = tableScope(actor);
  const aUnitId = scope?.aUnitId;
  if (!scope || !aUnitId) return [];
  const { jurisdictionId } = scope;
  return readAs(actor, async (tx) => {
    const aUnit = await tx.unit.findFirst({
      where: { jurisdictionId, id: aUnitId },
      select: { id: true, code: true, name: true },
    });
    if (!aUnit) return [];
    const first = await firstMonthOf(tx, jurisdictionId, aUnitId);
    const months = monthsUpTo(asOf)
      .slice(1)
      .filter((month) => first !== null && month >= first);
    const filed = await filedOf(tx, actor, months, [aUnit]);
    return months.map((month) => listed(aUnit, month, filed, asOf));
  });
}

async function filedOf(
  tx: Tx,
  actor: Actor,
  months: readonly Month[],
  units: readonly NamedUnit[],
): Promise<Filed> {
  const { jurisdictionId } = actor;
  const ids = units.map(({ id }) => id);
  const tables = await tx.monthlyDispatchTable.findMany({
    where: {
      ...{ jurisdictionId, aUnitId: { in: ids } },
      month: { in: months.map((month) => toDbDate(firstDayOf(month))) },
    },
    orderBy: { versionNo: "asc" },
  });
  const subjects = ids.flatMap((id) => months.map((month) => clockSubject(id, month)));
  const clocks = await tx.clock.findMany({
    where: { jurisdictionId, kind: "monthly_dispatch_table", subjectId: { in: subjects } },
    select: { subjectId: true, dueOn: true },
  });
  const closures = await closedDaysIn(tx, actor);
  return {
    tables,
    clocks,
    lawful: new Map(months.map((month) => [month, dueBy(jurisdictionId, month, closures)])),
  };
}

/** The limit of a month by the rule, for units of which none was kept; null without a calendar or plan of that year. */
function dueBy(jurisdictionId: string, month: Month, closures: PlainDate[]): PlainDate | null {
  try {
    return deadline(rulesOf(jurisdictionId), { clock: "monthly_dispatch_table", startedOn: month, closures })
      .dueOn;
  } catch (error) {
    if (error instanceof RuleError) return null;
    throw error;
  }
}

function listed(aUnit: NamedUnit, month: Month, filed: Filed, asOf: PlainDate): ListedTable {
  const versions = filed.tables.filter(
    (row) => row.aUnitId === aUnit.id && fromDbDate(row.month).slice(0, 7) === month,
  );
  const [first, newest] = [versions.at(0), versions.at(-1)];
  const clock = filed.clocks.find(({ subjectId }) => subjectId === clockSubject(aUnit.id, month));
  const dueOn = clock ? fromDbDate(clock.dueOn) : (filed.lawful.get(month) ?? null);
  const firstFiledOn = first ? officeDate(first.filedAt) : null;
  const isLate = (day: PlainDate | null) => dueOn !== null && day !== null && day > dueOn;
  const content = newest ? (newest.content as unknown as TableContent) : null;
  const missing = isLate(asOf) ? "missing_late" : "missing";
  const flagged = (flag: TableContent["units"][number]["flags"][number]) =>
    content?.units.filter(({ flags }) => flags.includes(flag)).length ?? 0;
  return {
    ...{ aUnit, month, dueOn, firstFiledOn, late: isLate(firstFiledOn) },
    // The newest version is never the replaced one.
    state: newest && newest.state !== "replaced" ? newest.state : missing,
    versionNo: newest?.versionNo ?? null,
    dispatches: content?.total.dispatches ?? null,
    flags: {
      concentrated: flagged("concentrated"),
      related: flagged("related"),
      relatedTop3: flagged("related_top3"),
    },
  };
}

function flagSum({ flags }: ListedTable): number {
  return flags.concentrated + flags.related + flags.relatedTop3;
}

function isWanted(row: ListedTable, { state, flag }: TableListParams): boolean {
  if (state === "late" ? !row.late : state !== undefined && row.state !== state) return false;
  if (flag === "any") return flagSum(row) > 0;
  if (flag === "related_top3") return row.flags.relatedTop3 > 0;
  return flag === undefined || row.flags[flag] > 0;
}

const STATE_ORDER = ["missing_late", "missing", "filed", "returned", "accepted"] as const;

function order({ sort, dir }: TableListParams): (a: ListedTable, b: ListedTable) => number {
  const keys: Record<TableListParams["sort"], (row: ListedTable) => string | number> = {
    unit: ({ aUnit }) => aUnit.code,
    state: ({ state }) => STATE_ORDER.indexOf(state),
    filedOn: ({ firstFiledOn }) => firstFiledOn ?? "",
    dispatches: ({ dispatches }) => dispatches ?? -1,
    flags: flagSum,
  };
  const keyOf = keys[sort];
  const turn = dir === "asc" ? 1 : -1;
  return (a, b) => {
    const [one, other] = [keyOf(a), keyOf(b)];
    if (one !== other) return one < other ? -turn : turn;
    return a.aUnit.code < b.aUnit.code ? -1 : 1;
  };
}
