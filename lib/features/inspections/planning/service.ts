import { rulesOf } from "@/lib/features/registry/closures/queries";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, officeDate, systemClock } from "@/lib/platform/clock";
import { readAs, type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import { type DutyKind, dutiesOf } from "@/lib/rules/inspection-duty";
import { addDays, dayNumberOf, type PlainDate, weekdayOf } from "@/lib/rules/plain-date";
import { mayInspect } from "../policy";
import { createInspection } from "../visits/service";
import { DUTY_FORMS, DUTY_LABELS, WITHOUT_NOTICE } from "./labels";
import { type PlanData, planPage, planRows, readPlanData } from "./queries";
import type { AssignInspections, PlanParams } from "./schema";
import type { PlanPage, PlanRow } from "./types";

const ONLY_LEADERS = "年度查核計畫由長期照護科承辦人或照管督導排定。";

export interface Assigned {
  kind: DutyKind;
  count: number;
  week: PlainDate;
}

/** The Monday of a day's week. */
export function mondayOf(day: PlainDate): PlainDate {
  return addDays(day, 1 - (weekdayOf(dayNumberOf(day)) || 7));
}

/**
 * Plans an inspection of each chosen unit in one week by the same people, with rank and reasons as they stand kept beside it; all
 * or none. Codes: `forbidden`, `no_duty`, `no_template`, `past_week`, `not_in_duty`, `planned_already`, `inspector`.
 */
export async function assignInspections(
  actor: Actor,
  input: AssignInspections,
  clock: Clock = systemClock,
): Promise<Result<Assigned>> {
  if (!mayInspect(actor, "inspection.plan")) return refuse("forbidden", ONLY_LEADERS);
  return withActor(actor, async (tx) => {
    const now = clock.now();
    const on = officeDate(now);
    refuseWrongTime(actor, input, on);
    // Two who assign at the same time would both find the unit free.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`inspection plan ${actor.jurisdictionId}`}))`;
    const data = await readPlanData(tx, actor.jurisdictionId, on);
    const template = data.templates.get(DUTY_FORMS[input.kind][0]);
    if (!template) {
      const words = `本市沒有使用中的「${DUTY_LABELS[input.kind]}」查核表，無法排定。`;
      throw new Refusal(refuse("no_template", words));
    }
    const rows = chosenRows(data, input);
    for (const row of rows) await assign(tx, actor, { input, templateId: template.id, row, now, on });
    await audit(tx, actor, now, {
      action: "inspection.assigned",
      subject: { kind: "jurisdiction", id: actor.jurisdictionId },
      detail: {
        ...{ kind: input.kind, plannedWeek: input.plannedWeek, unitCodes: rows.map(({ unit }) => unit.code) },
      },
    });
    return ok({ kind: input.kind, count: rows.length, week: input.plannedWeek });
  });
}

function refuseWrongTime(actor: Actor, { kind, plannedWeek }: AssignInspections, on: PlainDate): void {
  if (!dutiesOf(rulesOf(actor.jurisdictionId), on).includes(kind)) {
    throw new Refusal(refuse("no_duty", `本市計畫未訂「${DUTY_LABELS[kind]}」，請由「排定查核」個別安排。`));
  }
  const thisWeek = mondayOf(on);
  if (plannedWeek >= thisWeek) return;
  const words = `預定週已過；最早可排 ${formatRocDate(thisWeek)} 當週。`;
  throw new Refusal(refuse("past_week", words, { plannedWeek: words }));
}

function chosenRows(data: PlanData, { kind, unitIds, plannedWeek }: AssignInspections): PlanRow[] {
  const all = planRows(data, kind);
  const wanted = new Set(unitIds);
  const rows = all.filter(({ unit }) => wanted.has(unit.id));
  if (rows.length !== wanted.size) {
    const words = "有勾選的單位不在這項查核的範圍內（可能已停業或變更服務），請重新整理後再選。";
    throw new Refusal(refuse("not_in_duty", words, { unitIds: words }));
  }
  const taken = rows.filter(({ visits }) =>
    visits.some(({ state, week }) => state !== "signed" && week === plannedWeek),
  );
  if (taken.length > 0) {
    const names = taken.map(({ unit }) => `${unit.code} ${unit.name}`).join("、");
    const words = `${names}在這一週已有排定的同種查核，請取消勾選或改排其他週。`;
    throw new Refusal(refuse("planned_already", words, { unitIds: words }));
  }
  return rows;
}

interface Assignment {
  input: AssignInspections;
  templateId: string;
  row: PlanRow;
  now: Date;
  on: PlainDate;
}

async function assign(tx: Tx, actor: Actor, { input, templateId, row, now, on }: Assignment): Promise<void> {
  const { kind, plannedWeek, inspectorIds } = input;
  const isSecret = WITHOUT_NOTICE.includes(kind);
  const { rank, score, reasons, signs, unit } = row;
  const proposal = { kind, on, rank, score, reasons, signs, must: row.duty.must };
  await createInspection(
    tx,
    actor,
    {
      ...{ unitId: unit.id, templateId, plannedWeek, inspectorIds, caseNumber: "", proposal },
      ...{ purpose: isSecret ? "unannounced" : "routine", announced: !isSecret && input.announced },
    },
    now,
  );
}

/** The rows of a duty for a file that leaves the system, which is written down; null for those who do not plan. */
export async function exportPlan(
  actor: Actor,
  kind: DutyKind,
  params: PlanParams,
  clock: Clock = systemClock,
): Promise<PlanPage | null> {
  if (!mayInspect(actor, "inspection.plan")) return null;
  const now = clock.now();
  return readAs(actor, async (tx) => {
    const data = await readPlanData(tx, actor.jurisdictionId, officeDate(now));
    const page = planPage(data, kind, params, true);
    await audit(tx, actor, now, {
      action: "inspection.plan_exported",
      subject: { kind: "jurisdiction", id: actor.jurisdictionId },
      detail: { kind, rows: page.rows.length },
    });
    return page;
  });
}
