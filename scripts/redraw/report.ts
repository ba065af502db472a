import { AUDIT_KIND_LABELS, STRATUM_LABELS } from "@/lib/features/sampling/labels";
import { redrawMonth } from "@/lib/features/sampling/redraw/queries";
import type { RedrawReport } from "@/lib/features/sampling/redraw/types";
import { systemActor } from "@/lib/platform/actor";
import { RULE_SETS } from "@/lib/rules/parameter";
import { readMonth } from "../replay/report";

const USAGE = "用法 · usage: npm run redraw -- MONTH UNIT   例 · e.g. npm run redraw -- 114-10 taichung/A017";
const CITIES = RULE_SETS.filter((name) => name !== "tw");

/**
 * Draws a month of an A unit again and prints the list. Returns the exit code: 0 when it is the list that stands, 1 when
 * something differs, 2 when it was asked for a draw that is not there.
 */
export async function redraw(words: readonly string[], print: (line: string) => void): Promise<number> {
  const [monthText = "", unit = ""] = words;
  const month = readMonth(monthText);
  if (unit === "" || month === undefined) {
    print(USAGE);
    return 2;
  }
  const found = await findDraws(unit, month);
  if (found.length === 1 && found[0]) return tell(found[0], print);
  print(
    found.length === 0
      ? `${month} 沒有 A 單位 ${unit} 的抽樣 (no draw of that unit and month)`
      : `${unit} 在不只一個縣市使用,請加上縣市,例如 ${CITIES[0]}/${unit} (the code stands in more than one city: name it)`,
  );
  return 2;
}

/** A code stands in each city once; `taichung/A017` names the city. */
async function findDraws(text: string, month: string): Promise<RedrawReport[]> {
  const [city, code] = text.includes("/") ? text.split("/") : [undefined, text];
  const reports: RedrawReport[] = [];
  for (const each of CITIES) {
    if (city !== undefined && city !== each) continue;
    const report = await redrawMonth(systemActor(each), code ?? "", month);
    if (report) reports.push(report);
  }
  return reports;
}

function tell(report: RedrawReport, print: (line: string) => void): number {
  const { unit, month, seed, relatedInTop3, strata, drawn, differences } = report;
  print(`${unit.code} ${unit.name} ${month}`);
  print(`種子 · seed ${seed}`);
  for (const { stratum, population, size } of strata) {
    const why = stratum === "ongoing" && relatedInTop3 ? ",關聯單位居前三" : "";
    print(`${STRATUM_LABELS[stratum]}:母體 · population ${population},抽 · drawn ${size}${why}`);
  }
  for (const { stratum, rank, caseNumber, kinds, replacesRank } of drawn) {
    const place = replacesRank === null ? "" : ` (遞補第 ${replacesRank} 順位)`;
    const checks = kinds.map((kind) => AUDIT_KIND_LABELS[kind]).join("、");
    print(`  ${STRATUM_LABELS[stratum]} ${String(rank).padStart(3)} ${caseNumber} ${checks}${place}`);
  }
  for (const difference of differences) print(`✗ ${difference}`);
  print(
    differences.length === 0 ? "重算結果與保存的名單相同 · the same list" : `${differences.length} differ`,
  );
  return differences.length > 0 ? 1 : 0;
}
