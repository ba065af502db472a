import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { listTables } from "@/lib/features/dispatch/monthly-tables/list/queries";
import { tableListParams } from "@/lib/features/dispatch/monthly-tables/schema";
import { listClocks } from "@/lib/features/timeliness/queries";
import { clockListParams } from "@/lib/features/timeliness/schema";
import type { ClockRow } from "@/lib/features/timeliness/types";
import type { Actor } from "@/lib/platform/actor";
import { today } from "@/lib/platform/clock";
import { addMonths, type PlainDate } from "@/lib/rules/plain-date";
import { ClockKind } from "@/prisma/generated/enums";
import { seedDemo } from "@/prisma/seed/demo";
import { testDatabase } from "@/tests/support/database";

// On its first day the demo shows every state, flag and clock of the case work, in both cities.

const CITIES = ["taichung", "taoyuan"] as const;
const SCHEMA = path.resolve("prisma/schema");
/** The files whose enums are states of the case work; registry and accounts have their own demo. */
const FILES = ["cases.prisma", "care-plans.prisma", "dispatch.prisma", "timeliness.prisma"];

/** What the demo leaves out on purpose, with the reason. */
const LEFT_OUT: Record<string, string> = {
  "taoyuan clock_kind.referral": "Taoyuan's plan sets no limit between approval and referral",
};

let owner: pg.Client;

beforeAll(async () => {
  // A Friday in the middle of a month: due dates stand neither on a holiday nor at a month's end.
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-20T09:00:00+08:00") });
  process.env.DEMO_PASSWORD = "Demo-for-tests-only-1";
  owner = new pg.Client({ connectionString: (await testDatabase()).ownerUrl });
  await owner.connect();
  await seedDemo(owner, true, () => undefined);
}, 400_000);
afterAll(async () => {
  vi.useRealTimers();
  await owner.end();
});

async function rows<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  return (await owner.query<Row>(text, values)).rows;
}

/** The enums of the schema with their values, by their names in the database. */
function enums(): [string, string[]][] {
  expect(readdirSync(SCHEMA)).toEqual(expect.arrayContaining(FILES));
  const texts = FILES.map((file) => readFileSync(path.join(SCHEMA, file), "utf8"));
  return texts.flatMap((text) =>
    [...text.matchAll(/^enum \w+ \{([^}]*)\}/gm)].map(([, body = ""]): [string, string[]] => [
      /@@map\("(\w+)"\)/.exec(body)?.[1] ?? "",
      body
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => /^\w+$/.test(line)),
    ]),
  );
}

/** The values of an enum that stand anywhere in a city's rows. */
async function valuesOf(type: string, city: string): Promise<Set<string>> {
  const columns = await rows<{ table: string; column: string }>(
    `SELECT c.relname AS table, a.attname AS column
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
      WHERE t.typname = $1 AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0`,
    [type],
  );
  expect(columns, `columns of ${type}`).not.toEqual([]);
  const union = columns
    .map(({ table, column }) => `SELECT ${column}::text AS value FROM ${table} WHERE jurisdiction_id = $1`)
    .join(" UNION ");
  return new Set((await rows<{ value: string }>(union, [city])).map(({ value }) => value));
}

describe.each(CITIES)("The demo of %s", (city) => {
  const officer: Actor = {
    ...{ accountId: null, sessionId: null, name: "示範", role: "bureau_officer", jurisdictionId: city },
    ...{ unitId: null, districtIds: [] },
  };

  it.each(enums())("has every value of the enum %s", async (type, values) => {
    const found = await valuesOf(type, city);
    const missing = values.filter(
      (value) =>
        !found.has(value) &&
        ![`${type}.${value}`, `${city} ${type}.${value}`].some((name) => name in LEFT_OUT),
    );
    expect(missing).toEqual([]);
  });

  it("has of every kind of clock one that runs, one that is overdue and one that is done", async () => {
    const clocks = await clocksOf(officer);
    const kinds = Object.values(ClockKind).filter((kind) => city === "taichung" || kind !== "referral");
    const missing = kinds.flatMap((kind) => {
      const states: string[] = clocks.filter((clock) => clock.kind === kind).map(({ state }) => state);
      const has = (...wanted: string[]) => wanted.some((state) => states.includes(state));
      // After the 10th every table of last month is filed or overdue: none runs.
      const runs = kind === "monthly_dispatch_table" || has("running", "due_soon");
      const checks = { runs, overdue: has("overdue"), done: has("met", "met_late") };
      return Object.entries(checks).flatMap(([what, isThere]) => (isThere ? [] : [`${kind} ${what}`]));
    });
    expect(missing).toEqual([]);
  });

  it("has clocks near their end, done late, excused, moved by a closure, and cancelled", async () => {
    const clocks = await clocksOf(officer);
    const states = new Set(clocks.map(({ state }) => state));
    expect([...states]).toEqual(
      expect.arrayContaining(["running", "due_soon", "overdue", "met", "met_late", "excused", "cancelled"]),
    );
    expect(clocks.some(({ movedFrom }) => movedFrom !== null)).toBe(true);
    const near = new Set(clocks.filter(({ state }) => state === "due_soon").map(({ kind }) => kind));
    expect([...near]).toEqual(expect.arrayContaining(["plan", "plan_renewal", "reassessment"]));
  });

  it("has monthly tables in every state of the centre's list, and every flag", async () => {
    const seen = new Set<string>();
    for (let back = 1; back <= 8; back += 1) {
      const month = addMonths(`${today().slice(0, 7)}-01` as PlainDate, -back).slice(0, 7);
      const { rows: tables } = await listTables(officer, tableListParams({ month }, today()), today());
      for (const { state, late, flags } of tables) {
        seen.add(state);
        if (late) seen.add("late");
        for (const [flag, count] of Object.entries(flags)) if (count > 0) seen.add(flag);
      }
    }
    expect([...seen].sort()).toEqual(
      [
        "accepted",
        "concentrated",
        "filed",
        "late",
        "missing_late",
        "related",
        "relatedTop3",
        "returned",
      ].sort(),
    );
  });

  it("has tables that are published with a number told and a number held back", async () => {
    const published = await rows<{ content: { counts: { count: number | null }[] } }>(
      "SELECT content FROM published_dispatch WHERE jurisdiction_id = $1",
      [city],
    );
    const counts = published.flatMap(({ content }) => content.counts.map(({ count }) => count));
    expect(counts.some((count) => count !== null && count >= 3)).toBe(true);
    expect(counts).toContain(null);
  });

  it("has a unit that is suspended and one that is full in an approved order, and a unit that left the centre's turn", async () => {
    const told = await rows<{ suspended: number; full: number; paused: number }>(
      `SELECT count(*) FILTER (WHERE EXISTS (SELECT FROM dispatch_suspension s WHERE s.unit_id = e.unit_id
                AND s.lifted_at IS NULL AND $2::date BETWEEN s.from_on AND s.through_on))::int AS suspended,
              count(*) FILTER (WHERE EXISTS (SELECT FROM unit_capacity c WHERE c.unit_id = e.unit_id AND c.capacity = 0))::int AS full,
              count(*) FILTER (WHERE e.paused)::int AS paused
         FROM rotation_entry e JOIN rotation r ON r.id = e.rotation_id
        WHERE r.jurisdiction_id = $1 AND r.state = 'approved'`,
      [city, today()],
    );
    for (const count of Object.values(told[0] ?? {})) expect(count).toBeGreaterThan(0);
  });

  it("has a deviation with its reason, a choice with the consent on file, a hand-over with its reason and a case taken in again", async () => {
    const [told] = await rows<Record<string, number>>(
      `SELECT (SELECT count(*) FROM dispatch WHERE jurisdiction_id = $1 AND basis = 'deviation' AND length(reason) > 3)::int AS deviation,
              (SELECT count(*) FROM dispatch JOIN document d ON d.id = consent_id AND d.kind = 'consent'
                WHERE dispatch.jurisdiction_id = $1 AND basis = 'client_choice')::int AS choice,
              (SELECT count(*) FROM manager_assignment WHERE jurisdiction_id = $1 AND reason LIKE '%責任區%')::int AS handed_over,
              (SELECT count(*) FROM audit_entry WHERE jurisdiction_id = $1 AND action = 'case.reopened')::int AS reopened,
              (SELECT count(*) FROM outward_referral WHERE jurisdiction_id = $1 AND followed_up_on IS NOT NULL)::int AS followed_up,
              (SELECT count(*) FROM monitoring WHERE jurisdiction_id = $1 AND problems IS NOT NULL)::int AS problems`,
      [city],
    );
    for (const [what, count] of Object.entries(told ?? {})) expect(count, what).toBeGreaterThan(0);
  });

  it("leaves something to do to each role of the case work", async () => {
    const [todo] = await rows<Record<string, number>>(
      `SELECT (SELECT count(*) FROM case_file WHERE jurisdiction_id = $1 AND status = 'assessed')::int AS to_dispatch,
              (SELECT count(*) FROM care_plan WHERE jurisdiction_id = $1 AND status = 'submitted')::int AS to_review,
              (SELECT count(*) FROM rotation WHERE jurisdiction_id = $1 AND state = 'submitted')::int AS orders,
              (SELECT count(*) FROM dispatch JOIN unit u ON u.id = to_unit_id AND u.code = 'BD01'
                WHERE dispatch.jurisdiction_id = $1 AND state = 'waiting')::int AS to_answer,
              (SELECT count(*) FROM dispatch JOIN unit u ON u.id = to_unit_id AND u.code = 'BD01'
                WHERE dispatch.jurisdiction_id = $1 AND dispatch.state = 'accepted' AND first_service_on IS NULL)::int AS to_begin`,
      [city],
    );
    for (const [what, count] of Object.entries(todo ?? {})) expect(count, what).toBeGreaterThan(0);
  });
});

/** Every clock of the city with its state today, as the list of clocks shows them. */
async function clocksOf(officer: Actor): Promise<ClockRow[]> {
  const found: ClockRow[] = [];
  for (let page = 1; ; page += 1) {
    const params = clockListParams({ filter: "all", page: String(page) });
    const { rows: more } = await listClocks(officer, params, today());
    if (more.length === 0) return found;
    found.push(...more);
  }
}
