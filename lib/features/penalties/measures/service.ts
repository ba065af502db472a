import { v7 as uuid } from "uuid";
import { liftIn, suspendIn } from "@/lib/features/dispatch/suspensions/service";
import { nextNumber } from "@/lib/features/inspections/findings/service";
import { issueLetter } from "@/lib/features/letters/service";
import { rulesOf } from "@/lib/features/registry/closures/queries";
import { endContract } from "@/lib/features/registry/contracts/service";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, fromDbDate, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { keepingFiles, type WrittenFiles } from "@/lib/platform/files";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import { RuleError } from "@/lib/rules/errors";
import { suspensionSpan } from "@/lib/rules/penalty-suspension";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Contract, Measure, Prisma } from "@/prisma/generated/client";
import type { MeasureKind, Service } from "@/prisma/generated/enums";
import { type ContractOfPoints, evaluate, standingPoints } from "../assessing/service";
import { MEASURE_STATE_LABELS } from "../labels";
import { measureLetter } from "../notices/labels";
import { mayPenalise } from "../policy";
import type { DecideMeasure, DropMeasure, LiftMeasure } from "../schema";
import type { MeasureProposal } from "../types";

const ONLY_OFFICER = "處分由本府承辦人決定；您的角色只能查看。";
const json = (value: unknown) => JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject;
const KINDS: Record<"suspend" | "terminate", MeasureKind> = {
  suspend: "suspension",
  terminate: "termination",
};

/**
 * Brings the open proposal of a contract up to what the points on record lead to now: made, changed, or dropped where nothing is left. What an
 * officer has decided on the same points is not proposed again. Inside the transaction that changes points.
 */
export async function refreshMeasures(
  tx: Tx,
  actor: Actor,
  contract: ContractOfPoints,
  now: Date,
): Promise<void> {
  const today = officeDate(now);
  const proposal = evaluate(actor, contract, await standingPoints(tx, contract), today);
  const { action } = proposal.outcome;
  const open = await tx.measure.findFirst({
    where: { jurisdictionId: actor.jurisdictionId, contractId: contract.id, state: "proposed" },
  });
  const kind = action === "none" ? null : KINDS[action];
  if (kind === null || (await isDecided(tx, contract.id, kind, proposal))) {
    if (open) await drop(tx, actor, open, "記點變動，依現有點數不再達處分門檻。", now);
    return;
  }
  if (open) {
    await tx.measure.update({
      where: { id: open.id },
      data: { kind, proposal: json(proposal), version: { increment: 1 } },
    });
    return;
  }
  const row = { id: uuid(), number: await nextNumber(tx, "measure", "M", today) };
  await tx.measure.create({
    data: {
      ...{ ...row, jurisdictionId: actor.jurisdictionId, unitId: contract.unitId, contractId: contract.id },
      ...{ kind, state: "proposed", proposal: json(proposal), createdAt: now, createdById: actor.accountId },
    },
  });
  await audit(tx, actor, now, {
    action: "measure.proposed",
    subject: { kind: "measure", id: row.id },
    unitId: contract.unitId,
    detail: { number: row.number, kind, total: proposal.outcome.total },
  });
}

async function isDecided(
  tx: Tx,
  contractId: string,
  kind: MeasureKind,
  proposal: MeasureProposal,
): Promise<boolean> {
  const decided = await tx.measure.findMany({
    where: { contractId, kind, state: { in: ["decided", "dropped", "lifted"] } },
    select: { proposal: true },
  });
  return decided.some((row) => {
    const counted = new Set((row.proposal as unknown as MeasureProposal).violationIds);
    return proposal.violationIds.every((id) => counted.has(id));
  });
}

async function drop(tx: Tx, actor: Actor, row: Measure, grounds: string, now: Date): Promise<void> {
  const decided = { decidedOn: toDbDate(officeDate(now)), decidedById: actor.accountId };
  await tx.measure.update({
    where: { id: row.id },
    data: { state: "dropped", grounds, ...decided, version: { increment: 1 } },
  });
  await audit(tx, actor, now, {
    action: "measure.dropped",
    subject: { kind: "measure", id: row.id },
    unitId: row.unitId,
    detail: { number: row.number, reason: grounds },
  });
}

async function lockMeasure(
  tx: Tx,
  actor: Actor,
  { id, version }: { id: string; version: number },
  state: "proposed" | "decided",
): Promise<Measure & { contract: Contract }> {
  await tx.$queryRaw`SELECT id FROM measure
    WHERE id = ${id}::uuid AND jurisdiction_id = ${actor.jurisdictionId} FOR UPDATE`;
  const row = await tx.measure.findFirst({
    where: { jurisdictionId: actor.jurisdictionId, id },
    include: { contract: true },
  });
  if (!row) throw new Refusal(refuse("not_found", "找不到這筆處分，可能已不在本市。"));
  if (row.version !== version) {
    throw new Refusal(refuse("stale", "這筆處分在您開啟後已有變更，請重新整理後再送出；尚未儲存。"));
  }
  if (row.state !== state) {
    throw new Refusal(refuse("state", `這筆處分目前為「${MEASURE_STATE_LABELS[row.state]}」。`));
  }
  return row;
}

/**
 * Decides a proposed measure: a suspension takes the unit out of the rotations for just its days, a termination ends the contract on its day;
 * the letter goes out with it. Codes: `forbidden`, `not_found`, `stale`, `state`, `kind`, `day`, `span`, and those of the registry's contract.
 */
export async function decideMeasure(
  actor: Actor,
  input: DecideMeasure,
  clock: Clock = systemClock,
): Promise<Result<{ id: string }>> {
  if (!mayPenalise(actor, "penalty.decide")) return refuse("forbidden", ONLY_OFFICER);
  const now = clock.now();
  return keepingFiles((files) =>
    withActor(actor, async (tx): Promise<Result<{ id: string }>> => {
      const row = await lockMeasure(tx, actor, input, "proposed");
      const proposal = row.proposal as unknown as MeasureProposal;
      checkKind(input, row, proposal);
      const today = officeDate(now);
      if (input.fromOn < today) {
        const words = "始日不得早於今日；以通知日或指定日為準。";
        throw new Refusal(refuse("day", "始日需要更正。", { fromOn: words }));
      }
      const services = servicesOf(input, await contractServices(tx, row.contractId));
      const suspensionId =
        input.kind === "suspension" ? await suspend(tx, actor, row, input, services, now) : null;
      if (input.kind === "termination") await terminate(tx, actor, row.contract, input, now);
      const decided = { decidedOn: toDbDate(today), decidedById: actor.accountId };
      await tx.measure.update({
        where: { id: row.id },
        data: {
          ...{ state: "decided", kind: input.kind, services, suspensionId, grounds: input.grounds },
          ...{ fromOn: toDbDate(input.fromOn), throughOn: throughOf(input), ...decided },
          version: { increment: 1 },
        },
      });
      await notify(tx, actor, files, row, { ...input, services }, now);
      await audit(tx, actor, now, {
        action: "measure.decided",
        subject: { kind: "measure", id: row.id },
        unitId: row.unitId,
        detail: {
          ...{ number: row.number, kind: input.kind, fromOn: input.fromOn, throughOn: input.throughOn },
          ...{ services, reason: input.grounds },
        },
      });
      return ok({ id: row.id });
    }),
  );
}

function throughOf({ kind, throughOn }: DecideMeasure): Date | null {
  return kind === "suspension" && throughOn ? toDbDate(throughOn) : null;
}

/** Another kind than the proposed one only where the stricter reading of the law would end the contract: an officer decides. */
function checkKind(input: DecideMeasure, row: Measure, { outcome }: MeasureProposal): void {
  const isStricter = input.kind === "termination" && (outcome.otherReadings ?? []).length > 0;
  if (input.kind === row.kind || isStricter) return;
  const words = row.kind === "termination" ? "依現有點數應終止特約。" : "依現有點數只得停止派案。";
  throw new Refusal(refuse("kind", words, { kind: words }));
}

async function contractServices(tx: Tx, contractId: string): Promise<Service[]> {
  const rows = await tx.contractService.findMany({ where: { contractId }, select: { service: true } });
  return rows.map(({ service }) => service);
}

/** All of the contract's services are kept as none named: every service. */
function servicesOf({ services }: DecideMeasure, contracted: readonly Service[]): Service[] {
  const strange = services.filter((service) => !contracted.includes(service));
  if (strange.length > 0) {
    throw new Refusal(refuse("services", "有服務項目不在特約內。", { services: "請由特約的服務項目勾選。" }));
  }
  return services.length === contracted.length ? [] : services;
}

const SPAN_WORDS = {
  too_short: (earliest: PlainDate) => `期間太短，至少至 ${formatRocDate(earliest)}。`,
  too_long: (_earliest: PlainDate, latest: PlainDate) => `期間太長，至多至 ${formatRocDate(latest)}。`,
  past_contract: (_earliest: PlainDate, latest: PlainDate) =>
    `停止派案至特約到期日為止，至多至 ${formatRocDate(latest)}。`,
  other_length: (earliest: PlainDate) => `依契約記點規定，須至 ${formatRocDate(earliest)}。`,
} as const;

async function suspend(
  tx: Tx,
  actor: Actor,
  row: Measure & { contract: Contract },
  input: DecideMeasure,
  services: Service[],
  now: Date,
): Promise<string> {
  const { fromOn, throughOn, grounds } = input;
  if (throughOn === null) {
    throw new Refusal(refuse("day", "請填迄日。", { throughOn: "停止派案須有迄日。" }));
  }
  const { regime, outcome } = row.proposal as unknown as MeasureProposal;
  const contractThrough = fromDbDate(row.contract.effectiveUntil);
  const span = spanOf(actor, {
    regime,
    from: fromOn,
    through: throughOn,
    contractThrough,
    months: outcome.suspendMonths,
  });
  if (span.problem !== null) {
    const words = SPAN_WORDS[span.problem](span.earliest, span.latest);
    throw new Refusal(refuse("span", "停止派案期間需要更正。", { throughOn: words }));
  }
  const { unitId, number } = row;
  const reason = `違約記點處分 ${number}：${grounds}`.slice(0, 500);
  return (await suspendIn(tx, actor, { unitId, services, fromOn, throughOn, reason }, now)).id;
}

type SpanInput = Parameters<typeof suspensionSpan>[1];

function spanOf(actor: Actor, input: Omit<SpanInput, "months"> & { months: number | undefined }) {
  try {
    return suspensionSpan(rulesOf(actor.jurisdictionId), { ...input, months: input.months ?? null });
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    const field = error.field === "from" ? "fromOn" : "throughOn";
    throw new Refusal(refuse("span", "停止派案期間需要更正。", { [field]: `${error.message}。` }));
  }
}

async function terminate(
  tx: Tx,
  actor: Actor,
  contract: Contract,
  input: DecideMeasure,
  now: Date,
): Promise<void> {
  try {
    const { id, version } = contract;
    const reason = `違約記點終止特約：${input.grounds}`.slice(0, 500);
    await endContract(tx, actor, { id, version, closedOn: input.fromOn, reason }, now);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message, fieldErrors } = error.refused;
    const why = fieldErrors.closedOn?.[0];
    throw new Refusal(refuse(code, message, why ? { fromOn: why } : {}));
  }
}

async function notify(
  tx: Tx,
  actor: Actor,
  files: WrittenFiles,
  row: Measure & { contract: Contract },
  input: DecideMeasure,
  now: Date,
): Promise<void> {
  const proposal = row.proposal as unknown as MeasureProposal;
  const counted = await tx.violation.findMany({
    where: { id: { in: proposal.violationIds } },
    select: { number: true },
    orderBy: { number: "asc" },
  });
  const content = measureLetter({
    ...{ number: row.number, kind: input.kind, contractNumber: row.contract.number, proposal },
    ...{ fromOn: input.fromOn, throughOn: input.throughOn, services: input.services, grounds: input.grounds },
    violationNumbers: counted.map(({ number }) => number),
  });
  await issueLetter(
    tx,
    actor,
    files,
    { kind: input.kind, unitId: row.unitId, measureId: row.id, content },
    now,
  );
}

/** Decides that a proposed measure is not taken. Codes: `forbidden`, `not_found`, `stale`, `state`. */
export async function dropMeasure(
  actor: Actor,
  input: DropMeasure,
  clock: Clock = systemClock,
): Promise<Result<{ id: string }>> {
  if (!mayPenalise(actor, "penalty.decide")) return refuse("forbidden", ONLY_OFFICER);
  return withActor(actor, async (tx) => {
    const row = await lockMeasure(tx, actor, input, "proposed");
    await drop(tx, actor, row, input.grounds, clock.now());
    return ok({ id: row.id });
  });
}

/** Ends a suspension before its last day; the unit is in the rotations again at once. Codes: `forbidden`, `not_found`, `stale`, `state`, `over`. */
export async function liftMeasure(
  actor: Actor,
  input: LiftMeasure,
  clock: Clock = systemClock,
): Promise<Result<{ id: string }>> {
  if (!mayPenalise(actor, "penalty.decide")) return refuse("forbidden", ONLY_OFFICER);
  const now = clock.now();
  return withActor(actor, async (tx) => {
    const row = await lockMeasure(tx, actor, input, "decided");
    if (row.suspensionId === null) {
      throw new Refusal(refuse("state", "只有停止派案可以提前解除；終止特約須另訂新約。"));
    }
    await liftIn(tx, actor, { id: row.suspensionId, reason: input.reason }, now);
    await tx.measure.update({ where: { id: row.id }, data: { state: "lifted", version: { increment: 1 } } });
    await audit(tx, actor, now, {
      action: "measure.lifted",
      subject: { kind: "measure", id: row.id },
      unitId: row.unitId,
      detail: { number: row.number, reason: input.reason },
    });
    return ok({ id: row.id });
  });
}
