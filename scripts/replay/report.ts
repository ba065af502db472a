import { replayMonth } from "@/lib/features/dispatch/replay/queries";
import type { ReplayReport } from "@/lib/features/dispatch/replay/types";
import { systemActor } from "@/lib/platform/actor";
import { formatRocDate } from "@/lib/platform/roc-date";
import { RULE_SETS } from "@/lib/rules/parameter";

const USAGE =
  "用法 · usage: npm run replay -- UNIT MONTH   例 · e.g. npm run replay -- taichung/A017 114-10, npm run replay -- taichung/centre 114-10";
const CITIES = RULE_SETS.filter((name) => name !== "tw");

/** `2025-10`, or in ROC years `114-10`, `114/10`, `11410`; undefined when it is no month. */
export function readMonth(text: string): string | undefined {
  const match = /^(\d{4})-(\d{2})$/.exec(text) ?? /^(\d{2,3})[-/]?(\d{2})$/.exec(text);
  if (!match) return undefined;
  const [year, month] = [Number(match[1]), Number(match[2])];
  if (month < 1 || month > 12) return undefined;
  return `${year < 1000 ? year + 1911 : year}-${String(month).padStart(2, "0")}`;
}

/**
 * Recomputes the decisions of a unit's month and prints what differs. Returns the exit code: 0 when all come out as kept,
 * 1 when one differs, 2 when it was asked for something that is not there.
 */
export async function replay(words: readonly string[], print: (line: string) => void): Promise<number> {
  const [unit = "", monthText = ""] = words;
  const month = readMonth(monthText);
  if (unit === "" || monthText === "") {
    print(USAGE);
    return 2;
  }
  if (month === undefined) {
    print(`「${monthText}」不是月份,請寫成 114-10 或 2025-10 (not a month: write 114-10 or 2025-10)`);
    return 2;
  }
  const found = await findUnit(unit, month);
  if (found.length === 1 && found[0]) return tell(found[0], print);
  print(
    found.length === 0
      ? `找不到 A 單位 ${unit};單位代碼如 A017,照管中心寫 centre,可加縣市如 taichung/A017 (no such A unit)`
      : `${unit} 在不只一個縣市使用,請加上縣市,例如 ${CITIES[0]}/${unit} (the code stands in more than one city: name it)`,
  );
  return 2;
}

/** A code stands in each city once; `taichung/A017` names the city. */
async function findUnit(text: string, month: string): Promise<ReplayReport[]> {
  const [city, code] = text.includes("/") ? text.split("/") : [undefined, text];
  const reports: ReplayReport[] = [];
  for (const each of CITIES) {
    if (city !== undefined && city !== each) continue;
    const report = await replayMonth(systemActor(each), code ?? "", month);
    if (report) reports.push(report);
  }
  return reports;
}

function tell(report: ReplayReport, print: (line: string) => void): number {
  const { unit, month, decisions, differences, orders } = report;
  print(`${unit.code} ${unit.name} ${month}`);
  for (const { caseNumber, dispatchId, on, turn, why } of differences) {
    const place = turn === null ? "" : `,輪次 ${turn}`;
    print(`✗ ${caseNumber} ${formatRocDate(on)}${place} (${dispatchId})`);
    for (const reason of why) print(`    ${reason}`);
  }
  for (const order of orders) print(`✗ ${order}`);
  print(`${decisions} decisions, ${differences.length} differ`);
  return differences.length > 0 || orders.length > 0 ? 1 : 0;
}
