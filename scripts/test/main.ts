import { askedToEnd } from "../setup/asked-to-end";
import {
  checkBuild,
  checkByVitest,
  checkEndToEnd,
  checkFormat,
  checkTypes,
  type Run,
  VITEST_PROJECTS,
} from "./checks";
import { type Tally, total } from "./tally";
import { stopTestServer } from "./template";

type Check = { parts: string[]; title: string; run: (run: Run, parts: string[]) => Promise<Tally[]> };

/** In this order: what is quick and says most comes first. */
const CHECKS: Check[] = [
  { parts: ["biome"], title: "格式與規範 · formatting and lint", run: checkFormat },
  { parts: ["types"], title: "型別 · types", run: checkTypes },
  { parts: VITEST_PROJECTS, title: "單元與整合測試 · tests", run: (run, parts) => checkByVitest(parts, run) },
  { parts: ["build"], title: "正式建置 · production build", run: checkBuild },
  { parts: ["e2e"], title: "瀏覽器測試 · end to end", run: checkEndToEnd },
];

const known = CHECKS.flatMap((check) => check.parts);
const words = process.argv.slice(2);
const named = words.filter((word) => known.includes(word));
const wanted = named.length > 0 ? named : known;
const signal = askedToEnd();
const began = performance.now();
const log = (line: string) =>
  console.log(`[${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s] ${line}`);

/** Every check runs, whatever came before; only somebody's wish ends it early. */
async function runAll(): Promise<Tally[]> {
  const tallies: Tally[] = [];
  for (const check of CHECKS) {
    const parts = check.parts.filter((part) => wanted.includes(part));
    if (parts.length === 0 || signal.aborted) continue;
    log(`▶ ${check.title}${check.parts.length > 1 ? ` (${parts.join(", ")})` : ""}`);
    // A word that names no part is a filter on files, for vitest and Playwright.
    const filters = words.filter((word) => !known.includes(word));
    const found = await check
      .run({ filters, signal, log }, parts)
      .catch((error: unknown) => crashed(check, error));
    for (const { passed, failed } of found)
      log(`${failed > 0 ? "✗" : "✓"} ${passed} passed, ${failed} failed`);
    tallies.push(...found);
  }
  return tallies;
}

function crashed(check: Check, error: unknown): Tally[] {
  console.error(error);
  return [{ name: check.title, passed: 0, failed: 1 }];
}

const { passed, failed } = total(await runAll());
await stopTestServer();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || signal.aborted ? 1 : 0);
