import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { loadReferenceTables } from "@/lib/features/coverage/tables/service";
import type { PlanTableFile } from "@/lib/features/coverage/tables/types";
import { systemActor } from "@/lib/platform/actor";
import { readText } from "@/lib/platform/spreadsheet/read-text";

const FOLDER = path.resolve(import.meta.dirname, "..", "reference-data", "taichung-114-plan");
const PLAN_YEAR = 114;

/** The tables of Taichung's plan as the reference data has them, in the order of their names. */
export async function readReferenceTables(): Promise<PlanTableFile[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith(".csv")).sort();
  return Promise.all(
    names.map(async (fileName) => {
      const read = readText(await readFile(path.join(FOLDER, fileName)));
      if ("code" in read) throw new Error(`plan table ${fileName}: ${read.message}`);
      return { fileName, grid: read.rows.map(({ cells }) => cells) };
    }),
  );
}

/** Taichung's plan of 114 and the figures that derive from it. Running it again changes nothing. */
export async function seedPlanTables(log: (line: string) => void): Promise<void> {
  const loaded = await loadReferenceTables(systemActor("taichung"), PLAN_YEAR, await readReferenceTables());
  if (!loaded.ok) throw new Error(`plan tables: ${loaded.code} ${loaded.message}`);
  const { added, figures } = loaded.data;
  if (added.length > 0)
    log(
      `載入臺中市114年計畫資料表 ${added.length} 張、指標 ${figures} 筆 · ${added.length} plan tables, ${figures} figures`,
    );
}
