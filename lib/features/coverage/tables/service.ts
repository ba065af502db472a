import { createHash } from "node:crypto";
import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, type Result, refuse } from "@/lib/platform/result";
import { definitionsFor } from "@/lib/rules/plan-tables/plan-year";
import { alignFigures } from "../indicators/derivation/service";
import { mayInCoverage } from "../policy";
import type { PlanContent, PlanTableFile } from "./types";

/** All tables of a plan are written in one transaction. */
const LONG = { timeout: 120_000 };

const FORBIDDEN = refuse("forbidden", "計畫資料表只能由主管機關承辦人或系統管理者建立。");

/** What identifies a table's content: the same figures in the same cells, whatever file they came in. */
export function contentDigest(content: PlanContent): string {
  return createHash("sha256")
    .update(JSON.stringify([content.header, content.rows]))
    .digest("hex");
}

/** One writer of plan tables per city at a time. */
export async function lockPlanTables(tx: Tx, jurisdictionId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 AS locked FROM (SELECT pg_advisory_xact_lock(hashtext(${`plan_table ${jurisdictionId}`}))) AS lock`;
}

export interface NewEdition {
  readonly planYear: number;
  readonly tableKey: string;
  readonly title: string;
  readonly content: PlanContent;
  readonly source: string;
  readonly origin: "reference" | "upload";
  readonly fileName: string;
}

/**
 * Adds an edition of a table inside the caller's transaction; the one that stood is superseded at that moment. With
 * `isStanding: false` it is only put on record. Returns its id and number.
 */
export async function addEdition(
  tx: Tx,
  actor: Actor,
  edition: NewEdition,
  now: Date,
  { isStanding = true } = {},
): Promise<{ id: string; edition: number }> {
  const { content, ...about } = edition;
  const { jurisdictionId } = actor;
  const place = { jurisdictionId, planYear: edition.planYear, tableKey: edition.tableKey };
  const last = await tx.planTable.aggregate({ where: place, _max: { edition: true } });
  if (isStanding) {
    await tx.planTable.updateMany({ where: { ...place, supersededAt: null }, data: { supersededAt: now } });
  }
  const created = { id: uuid(), edition: (last._max.edition ?? 0) + 1 };
  await tx.planTable.createMany({
    data: [
      {
        ...about,
        ...created,
        jurisdictionId,
        content: { header: [...content.header], rows: content.rows.map((row) => [...row]) },
        sha256: contentDigest(content),
        enteredAt: now,
        enteredById: actor.accountId,
        supersededAt: isStanding ? null : now,
      },
    ],
  });
  return created;
}

export interface ReferenceOutcome {
  readonly added: readonly string[];
  readonly figures: number;
}

/**
 * Brings in the tables of a plan that the product carries. One that is on record already is left alone; one that
 * changed becomes a new edition, which stands unless a person has entered an edition of that table since. The figures
 * are derived anew where they no longer agree with the tables.
 */
export async function loadReferenceTables(
  actor: Actor,
  planYear: number,
  files: readonly PlanTableFile[],
  clock: Clock = systemClock,
): Promise<Result<ReferenceOutcome>> {
  if (!mayInCoverage(actor, "plan_table.apply")) return FORBIDDEN;
  return withActor(
    actor,
    async (tx) => {
      await lockPlanTables(tx, actor.jurisdictionId);
      const added = await addMissing(tx, actor, planYear, files, clock.now());
      const { figures } = await alignFigures(tx, actor);
      return ok({ added, figures });
    },
    LONG,
  );
}

async function addMissing(
  tx: Tx,
  actor: Actor,
  planYear: number,
  files: readonly PlanTableFile[],
  now: Date,
): Promise<string[]> {
  const known = await tx.planTable.findMany({
    where: { jurisdictionId: actor.jurisdictionId, planYear },
    select: { tableKey: true, sha256: true, origin: true, supersededAt: true },
  });
  const titles = new Map(definitionsFor(planYear).map(({ file, title }) => [file, title]));
  const added: string[] = [];
  for (const { fileName, grid } of files) {
    const title = titles.get(fileName);
    if (title === undefined) continue;
    const tableKey = tableKeyOf(fileName);
    const content = contentOf(grid);
    const same = known.filter((table) => table.tableKey === tableKey);
    if (same.some(({ sha256 }) => sha256 === contentDigest(content))) continue;
    const byPerson = same.some(({ origin, supersededAt }) => origin === "upload" && supersededAt === null);
    const about = { planYear, tableKey, title, content, fileName, origin: "reference" as const };
    await addEdition(tx, actor, { ...about, source: sourceOf(planYear) }, now, { isStanding: !byPerson });
    added.push(tableKey);
  }
  return added;
}

/** The key of a table: its file's name without the ending. */
export function tableKeyOf(fileName: string): string {
  return fileName.replace(/\.csv$/u, "");
}

/** Header and rows of a grid; a row is as long as the header. */
export function contentOf([header = [], ...rows]: readonly (readonly string[])[]): PlanContent {
  const columns = header.map((column) => column.trim());
  return { header: columns, rows: rows.map((row) => columns.map((_, at) => (row[at] ?? "").trim())) };
}

/** What a plan is cited as. */
export function sourceOf(planYear: number): string {
  return `${planYear}年長照2.0整合型計畫`;
}
