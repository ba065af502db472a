import { disconnect } from "@/lib/platform/db";
import { CASES, largeCity } from "./large-city";
import { KINDS, type View, viewsOf } from "./list-views";

// A page of every list in a city with 60,000 cases, as every role that has it: server time through the same query as the page.
// Of each kind of view the slowest is printed, as the median of the runs and as a multiple of the list as it is opened.

const RUNS = 7;
/** What a page may take. It is printed, not judged: a busy machine is no mistake. */
const LIMIT = 150;

interface Measured extends View {
  ms: number;
  total: number;
}

const city = await largeCity();
const measured: Measured[] = [];
for (const view of viewsOf(city)) measured.push(await measure(view));

console.log(
  `${CASES} cases; the slowest view of each kind in ms (× the list as opened), median of ${RUNS} runs\n`,
);
console.log(line(["list", "role", "rows", ...KINDS]));
console.log(line(["---", "---", "---:", ...KINDS.map(() => "---:")]));
for (const [first, ...rest] of groups()) if (first) console.log(rowOf(first, [first, ...rest]));
const over = measured.filter(({ ms }) => ms > LIMIT);
console.log(`\n${measured.length} views, ${over.length} of them over ${LIMIT} ms`);
for (const { list, role, what, ms } of over) console.log(`  ${list}, ${role}: ${what}: ${ms.toFixed(0)} ms`);
await disconnect();
process.exit(0);

async function measure(view: View): Promise<Measured> {
  const { total } = await view.read();
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const began = performance.now();
    await view.read();
    times.push(performance.now() - began);
  }
  return { ...view, total, ms: times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0 };
}

function groups(): Measured[][] {
  const found = new Map<string, Measured[]>();
  for (const view of measured) {
    const key = `${view.list}, ${view.role}`;
    found.set(key, [...(found.get(key) ?? []), view]);
  }
  return [...found.values()];
}

function rowOf(first: Measured, group: readonly Measured[]): string {
  const cells = KINDS.map((kind) => {
    const of = group.filter((view) => view.kind === kind);
    if (of.length === 0) return "";
    const slowest = of.reduce((a, b) => (b.ms > a.ms ? b : a));
    return `${slowest.ms.toFixed(0)} (${(slowest.ms / first.ms).toFixed(1)})`;
  });
  return line([first.list, first.role, first.total.toLocaleString("en"), ...cells]);
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
