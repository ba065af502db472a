import { taichungPlan, taoyuanPlan } from "./citations";
import { RuleError } from "./errors";
import { InputReader } from "./input";
import { type Outcome, Reasoning } from "./outcome";
import type { Rules } from "./parameter";
import { CONCENTRATION_PERCENT } from "./parameters/dispatch";

/** A unit in a rotation. `capacity` is how many cases it says it can still take, null when it does not say. */
export interface QueuedUnit {
  unit: string;
  contracted: boolean;
  servesDistrict: boolean;
  suspended: boolean;
  capacity: number | null;
}

export type SkipReason = "not_contracted" | "outside_district" | "suspended" | "no_capacity" | "declined";

const SKIP_LABELS: Readonly<Record<SkipReason, string>> = {
  not_contracted: "未特約該服務項目",
  outside_district: "服務區域不含個案居住地",
  suspended: "停止派案中",
  no_capacity: "無服務量能",
  declined: "本次已婉拒",
};

/** The Chinese words for why a unit was passed over. */
export function skipReasonLabel(reason: SkipReason): string {
  return SKIP_LABELS[reason];
}

export interface NextUnit {
  unit: string;
  basis: "client_choice" | "rotation";
  skipped: { unit: string; reason: SkipReason }[];
  cursor: number;
}

function readUnit(reader: InputReader): QueuedUnit {
  const capacityStated = reader.raw("capacity") !== undefined || !reader.has("capacity");
  return {
    unit: reader.text("unit"),
    contracted: reader.boolean("contracted"),
    servesDistrict: reader.boolean("servesDistrict"),
    suspended: reader.boolean("suspended"),
    capacity: capacityStated ? reader.integer("capacity") : null,
  };
}

function skipReason(unit: QueuedUnit, declined: ReadonlySet<string>): SkipReason | undefined {
  if (!unit.contracted) return "not_contracted";
  if (!unit.servesDistrict) return "outside_district";
  if (unit.suspended) return "suspended";
  if (unit.capacity === 0) return "no_capacity";
  return declined.has(unit.unit) ? "declined" : undefined;
}

function refuseRepeats(reader: InputReader, field: string, names: readonly string[]): void {
  if (new Set(names).size < names.length) reader.fail("out_of_range", field, `${field} 中有重複的單位`);
}

function chosenUnit(queue: readonly QueuedUnit[], choice: string, declined: ReadonlySet<string>): string {
  const unit = queue.find((candidate) => candidate.unit === choice);
  const reason = unit === undefined ? "not_in_queue" : skipReason(unit, declined);
  if (reason === undefined) return choice;
  const words = reason === "not_in_queue" ? "不在輪派名單內" : SKIP_LABELS[reason];
  throw new RuleError("choice_unavailable", "choice", `案家指定之單位無法承接：${words}`, { reason });
}

/**
 * The unit that takes the next case: the client's choice first, else the rotation from the cursor, once round.
 * Input: `queue`, `cursor` (index whose turn it is), `choice?`, `declined?` (units that declined this case).
 * Output: `unit`, `basis`, `skipped` (with reasons), `cursor` (the place after the unit; unchanged by a choice).
 * Errors: `out_of_range` (also a unit twice), `missing_field`; `choice_unavailable` with the reason in `detail`,
 * `rotation_exhausted`.
 * Source: 臺中市114年計畫輪派案機制b; 桃園市114年計畫肆、九.
 */
export function nextUnit(input: {
  queue: readonly QueuedUnit[];
  cursor: number;
  choice?: string | null;
  declined?: readonly string[];
}): Outcome<NextUnit> {
  const reader = new InputReader(input);
  const queue = reader.objects("queue").map(readUnit);
  const cursor = reader.integer("cursor");
  const choice = reader.optionalText("choice");
  const declined = new Set(reader.optionalTexts("declined"));
  if (queue.length > 0 && cursor >= queue.length)
    reader.fail("out_of_range", "cursor", "cursor 超出輪派名單");
  const names = queue.map(({ unit }) => unit).filter((name) => name !== "");
  refuseRepeats(reader, "queue", names);
  reader.finish();
  const reasoning = new Reasoning();
  reasoning.cite(taichungPlan("貳、三、輪派案機制b"), taoyuanPlan("肆、九"));
  if (choice !== undefined) {
    const unit = chosenUnit(queue, choice, declined);
    reasoning.step("client_choice", "案家意願優先，輪序不變", { unit });
    return reasoning.outcome({ unit, basis: "client_choice", skipped: [], cursor });
  }
  return reasoning.outcome(walk(reasoning, queue, cursor, declined));
}

function walk(
  reasoning: Reasoning,
  queue: readonly QueuedUnit[],
  cursor: number,
  declined: ReadonlySet<string>,
): NextUnit {
  const skipped: NextUnit["skipped"] = [];
  const inTurn = [...queue.slice(cursor), ...queue.slice(0, cursor)];
  for (const [turn, candidate] of inTurn.entries()) {
    const { unit } = candidate;
    const reason = skipReason(candidate, declined);
    if (reason === undefined) {
      reasoning.step("rotation", `依輪序派予 ${unit}`, { unit });
      return { unit, basis: "rotation", skipped, cursor: (cursor + turn + 1) % queue.length };
    }
    skipped.push({ unit, reason });
    reasoning.step("skipped", `${unit} 略過：${SKIP_LABELS[reason]}`, { unit, reason });
  }
  throw new RuleError("rotation_exhausted", "queue", "輪派名單中沒有可承接的單位，請送照管中心處理");
}

export interface UnitCount {
  unit: string;
  count: number;
}
export interface Concentration {
  total: number;
  shares: { unit: string; count: number; share: number }[];
  flagged: string[];
  relatedInTop3: string[];
}

function byCountThenUnit(a: UnitCount, b: UnitCount): number {
  if (a.count !== b.count) return b.count - a.count;
  return a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : 0;
}

/**
 * How an A unit's dispatches of a month spread over its B units.
 * Input: `counts` (each `unit`, `count`), `related?` (units of the same or a connected owner), `on`.
 * Output: `total`, `shares` (largest first, ties by unit; share 0…1), `flagged` (share strictly above 30 %),
 * `relatedInTop3` (related units among the three largest, everyone tied with the third included).
 * Errors: `invalid_date`, `out_of_range` (also a unit twice), `missing_field`, `no_parameter`.
 * Source: 臺中市114年計畫(9)A(C)b; 桃園市114年計畫伍、一(一)1 (top three).
 */
export function dispatchConcentration(
  rules: Rules,
  input: { counts: readonly UnitCount[]; related?: readonly string[]; on: string },
): Outcome<Concentration> {
  const reader = new InputReader(input);
  const counts = reader
    .objects("counts")
    .map((entry) => ({ unit: entry.text("unit"), count: entry.integer("count") }));
  const related = new Set(reader.optionalTexts("related"));
  const on = reader.date("on");
  refuseRepeats(
    reader,
    "counts",
    counts.map(({ unit }) => unit).filter((name) => name !== ""),
  );
  reader.finish();
  const reasoning = new Reasoning();
  const percent = reasoning.use(CONCENTRATION_PERCENT, rules, on);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const ranked = [...counts].sort(byCountThenUnit);
  const third = ranked[Math.min(3, ranked.length) - 1]?.count ?? 0;
  reasoning.step("threshold", `單一單位占比超過 ${percent}% 者列為集中派案`, { percent, total });
  return reasoning.outcome({
    total,
    shares: ranked.map(({ unit, count }) => ({ unit, count, share: total === 0 ? 0 : count / total })),
    flagged: ranked.filter(({ count }) => count * 100 > percent * total).map(({ unit }) => unit),
    relatedInTop3: ranked
      .filter(({ unit, count }) => count > 0 && count >= third && related.has(unit))
      .map(({ unit }) => unit),
  });
}
