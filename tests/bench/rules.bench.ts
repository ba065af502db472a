import { Bench } from "tinybench";
import { isWorkingDay } from "../../lib/rules/calendar";
import { addDays, type PlainDate, plainDate } from "../../lib/rules/plain-date";
import { deadline } from "../../lib/rules/timeliness";

// One core, one deadline a call, starts spread over two years. The walk is what a rule without a table would do.

const STARTS = Array.from({ length: 512 }, (_, index) => addDays(plainDate("2025-01-02"), index));
const TARGET = 1_000_000;

const daysOff = new Set<string>();
for (let day = plainDate("2025-01-01"); day < "2027-12-01"; day = addDays(day, 1)) {
  if (!isWorkingDay({ date: day }).working) daysOff.add(day);
}

function walk(from: PlainDate, days: number): string {
  const date = new Date(`${from}T00:00:00Z`);
  for (let left = days; left > 0; ) {
    date.setUTCDate(date.getUTCDate() + 1);
    if (!daysOff.has(date.toISOString().slice(0, 10))) left -= 1;
  }
  return date.toISOString().slice(0, 10);
}

let turn = 0;
const nextStart = () => STARTS[turn++ & 511] ?? plainDate("2025-01-02");
let kept: unknown;

const bench = new Bench({ time: 1000, warmupTime: 300 });
bench
  .add("naive walk, 5 working days", () => {
    for (let call = 0; call < 100; call++) kept = walk(nextStart(), 5);
  })
  .add("timeliness.deadline, 5 working days", () => {
    for (let call = 0; call < 100; call++) {
      kept = deadline("taoyuan", { clock: "first_service", startedOn: nextStart() }).dueOn;
    }
  })
  .add("timeliness.deadline, month clock", () => {
    for (let call = 0; call < 100; call++) {
      kept = deadline("taichung", { clock: "claim", startedOn: nextStart() }).dueOn;
    }
  });

await bench.run();

const rates = new Map(
  bench.tasks.map(({ name, result }) => [name, "throughput" in result ? result.throughput.mean * 100 : 0]),
);
const naive = rates.get("naive walk, 5 working days") ?? 0;
for (const [name, rate] of rates) {
  const ratio = naive > 0 ? (rate / naive).toFixed(1) : "?";
  console.log(`${name}: ${Math.round(rate).toLocaleString("en")} a second, ${ratio} × the naive walk`);
}
const measured = rates.get("timeliness.deadline, 5 working days") ?? 0;
console.log(
  `target ${TARGET.toLocaleString("en")} a second: ${measured >= TARGET ? "reached" : "missed"} (${kept})`,
);
