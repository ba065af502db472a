import { v7 as uuid } from "uuid";
import { nextNumber } from "@/lib/features/inspections/findings/service";
import { issueLetter } from "@/lib/features/letters/service";
import { withRocDates } from "@/lib/features/registry/closures/labels";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, fromDbDate, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { keepingFiles } from "@/lib/platform/files";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import { RuleError } from "@/lib/rules/errors";
import type { Contract, Prisma, Unit, Violation } from "@/prisma/generated/client";
import { assess } from "../assessing/service";
import { clausesOf } from "../labels";
import { hearingLetter } from "../notices/labels";
import { mayPenalise } from "../policy";
import type { DropViolation, ProposeViolation, StartHearing, StateCase } from "../schema";
import { type ContractOnDay, contractOn, lockContractPoints, lockViolation } from "../state/service";
import type { KeptProposals, Proposal } from "../types";

const ONLY_OFFICER = "違約記點由本府承辦人辦理；您的角色只能查看。";
const json = (value: unknown) => JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject;

export interface ViolationRef {
  id: string;
}

/**
 * Enters a breach of contract, from a finding that was settled or by hand, with what the law proposes.
 * Codes: `forbidden`, `not_found`, `day` at `happenedOn`, `no_contract`, `which_contract`, `no_scheme`, `finding`, `clause`, `corrected`.
 */
export async function proposeViolation(
  actor: Actor,
  input: ProposeViolation,
  clock: Clock = systemClock,
): Promise<Result<ViolationRef>> {
  if (!mayPenalise(actor, "penalty.propose")) {
    return refuse("forbidden", "違約由本府承辦人或照管督導提報。");
  }
  const now = clock.now();
  const today = officeDate(now);
  if (input.happenedOn > today) {
    return refuse("day", "違約日需要更正。", { happenedOn: "違約日不得晚於今日。" });
  }
  return withActor(actor, async (tx) => {
    const { jurisdictionId } = actor;
    const unit = await tx.unit.findFirst({ where: { jurisdictionId, id: input.unitId, mergedIntoId: null } });
    if (!unit) throw new Refusal(refuse("not_found", "找不到這個單位，可能已不在本市的清冊內。"));
    const corrected = await settledBy(tx, actor, input);
    const contract = await contractOn(tx, actor, unit, input.happenedOn, input.contractId);
    await lockContractPoints(tx, contract.id);
    const charge = chargeOf(unit, contract, { ...input, corrected });
    const id = uuid();
    const proposed = await proposalOf(tx, actor, unit, contract, { ...input, ...charge, id });
    const number = await nextNumber(tx, "violation", "V", today);
    await tx.violation.create({
      data: {
        ...{
          id,
          jurisdictionId,
          number,
          unitId: unit.id,
          contractId: contract.id,
          findingId: input.findingId,
        },
        ...{ scheme: contract.scheme, ...charge, facts: input.facts, state: "proposed" },
        ...{ happenedOn: toDbDate(input.happenedOn), proposal: json({ proposed } satisfies KeptProposals) },
        ...{ createdAt: now, createdById: actor.accountId },
      },
    });
    await audit(tx, actor, now, {
      action: "violation.proposed",
      subject: { kind: "violation", id },
      unitId: unit.id,
      detail: { number, clause: charge.clause, happenedOn: input.happenedOn, points: proposed.points },
    });
    return ok({ id });
  });
}

/** What a finding says of the time to correct; only a settled finding of the unit, and only once. */
async function settledBy(tx: Tx, actor: Actor, input: ProposeViolation): Promise<boolean | null> {
  if (input.findingId === null) return input.corrected;
  await tx.$queryRaw`SELECT id FROM finding
    WHERE id = ${input.findingId}::uuid AND jurisdiction_id = ${actor.jurisdictionId} FOR UPDATE`;
  const finding = await tx.finding.findFirst({
    where: { jurisdictionId: actor.jurisdictionId, id: input.findingId, unitId: input.unitId },
    include: { violations: { where: { state: { not: "dropped" } }, select: { number: true } } },
  });
  if (!finding || finding.inTime === null) {
    throw new Refusal(refuse("finding", "缺失尚未結案或認定屆期未改善，不能提報違約。"));
  }
  const [before] = finding.violations;
  if (before) throw new Refusal(refuse("finding", `這筆缺失已提報違約案 ${before.number}。`));
  return finding.inTime;
}

interface Charge {
  clause: number | null;
  corrected: boolean | null;
}

/** Which clause it is, and for those with a time to correct whether it was kept; C stations and contracts with a scheme of their own have none. */
function chargeOf(unit: Unit, contract: ContractOnDay, input: Charge): Charge {
  if (contract.scheme === "taichung_c") {
    if (input.corrected !== false) {
      throw new Refusal(refuse("corrected", "C 據點於屆期未完成改善時列計，期限內改善者不列計。"));
    }
    return { clause: null, corrected: false };
  }
  if (contract.scheme !== "national") return { clause: null, corrected: input.corrected };
  const clause = clausesOf(unit.tier).find((each) => each.clause === input.clause);
  if (!clause)
    throw new Refusal(refuse("clause", "請選擇違約款次。", { clause: "請由清單選擇違反的款次。" }));
  if (!clause.hasCure) return { clause: clause.clause, corrected: null };
  if (input.corrected === null) {
    const words = `第 ${clause.clause} 款須先令限期改善，請填是否已於期限內改善。`;
    throw new Refusal(refuse("corrected", "請填是否已於期限內改善。", { corrected: words }));
  }
  return { clause: clause.clause, corrected: input.corrected };
}

async function proposalOf(
  tx: Tx,
  actor: Actor,
  unit: Unit,
  contract: ContractOnDay,
  charge: Charge & { id: string; happenedOn: ProposeViolation["happenedOn"] },
): Promise<Proposal> {
  const { id, clause, corrected, happenedOn } = charge;
  const { scheme } = contract;
  try {
    return await assess(tx, actor, {
      id,
      clause,
      corrected,
      happenedOn,
      scheme,
      contractId: contract.id,
      tier: unit.tier,
    });
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    const words = `${withRocDates(error.message)}。`;
    throw new Refusal(refuse(error.code, "無法依現行規定計點。", { happenedOn: words }));
  }
}

/** What a letter says of a violation. */
export function chargedOf(row: Violation & { unit: Unit; contract: Contract }) {
  const { number, scheme, clause, facts, corrected, unit, contract } = row;
  return {
    ...{ number, scheme, clause, facts, corrected, tier: unit.tier, contractNumber: contract.number },
    happenedOn: fromDbDate(row.happenedOn),
  };
}

/** Hears the unit: it sees the matter from now on, with a letter and until when it may state its case. Codes: … `day` at `hearingDueOn`. */
export async function startHearing(
  actor: Actor,
  input: StartHearing,
  clock: Clock = systemClock,
): Promise<Result<ViolationRef>> {
  if (!mayPenalise(actor, "penalty.decide")) return refuse("forbidden", ONLY_OFFICER);
  const now = clock.now();
  if (input.hearingDueOn <= officeDate(now)) {
    return refuse("day", "陳述期限需要更正。", { hearingDueOn: "陳述意見期限須晚於今日。" });
  }
  return keepingFiles((files) =>
    withActor(actor, async (tx): Promise<Result<ViolationRef>> => {
      const { id } = await lockViolation(tx, actor, input, ["proposed"]);
      const row = await tx.violation.update({
        where: { id },
        data: { state: "hearing", hearingDueOn: toDbDate(input.hearingDueOn), version: { increment: 1 } },
        include: { unit: true, contract: true },
      });
      const { proposed } = row.proposal as unknown as KeptProposals;
      const content = hearingLetter(chargedOf(row), proposed, input.hearingDueOn);
      await issueLetter(
        tx,
        actor,
        files,
        { kind: "hearing", unitId: row.unitId, violationId: id, content },
        now,
      );
      await audit(tx, actor, now, {
        action: "violation.hearing_started",
        subject: { kind: "violation", id },
        unitId: row.unitId,
        detail: { number: row.number, hearingDueOn: input.hearingDueOn },
      });
      return ok({ id });
    }),
  );
}

/** The unit's statement, or what it wrote on paper as the officer enters it. Until the decision a later one takes its place; the audit keeps each. */
export async function stateCase(
  actor: Actor,
  input: StateCase,
  clock: Clock = systemClock,
): Promise<Result<ViolationRef>> {
  const isAnswer = mayPenalise(actor, "penalty.answer");
  if (!isAnswer && !mayPenalise(actor, "penalty.decide")) {
    return refuse("forbidden", "陳述意見由單位主管或服務單位人員提出。");
  }
  const now = clock.now();
  return withActor(actor, async (tx) => {
    const row = await lockViolation(tx, actor, input, ["hearing"]);
    await tx.violation.update({
      where: { id: row.id },
      data: {
        ...{ statement: input.statement, statedAt: now, statedById: actor.accountId },
        version: { increment: 1 },
      },
    });
    const due = row.hearingDueOn && fromDbDate(row.hearingDueOn);
    await audit(tx, actor, now, {
      action: "violation.stated",
      subject: { kind: "violation", id: row.id },
      unitId: row.unitId,
      detail: {
        ...{ number: row.number, text: input.statement, onPaper: !isAnswer },
        ...(due && due < officeDate(now) ? { note: `陳述期限 ${formatRocDate(due)} 之後提出` } : {}),
      },
    });
    return ok({ id: row.id });
  });
}

/** Decides that no points are given. Codes: `forbidden`, `not_found`, `stale`, `state`. */
export async function dropViolation(
  actor: Actor,
  input: DropViolation,
  clock: Clock = systemClock,
): Promise<Result<ViolationRef>> {
  if (!mayPenalise(actor, "penalty.decide")) return refuse("forbidden", ONLY_OFFICER);
  return withActor(actor, async (tx) => {
    const row = await lockViolation(tx, actor, input, ["proposed", "hearing"]);
    await tx.violation.update({
      where: { id: row.id },
      data: {
        ...{ state: "dropped", grounds: input.grounds, decidedById: actor.accountId },
        version: { increment: 1 },
      },
    });
    await audit(tx, actor, clock.now(), {
      action: "violation.dropped",
      subject: { kind: "violation", id: row.id },
      unitId: row.unitId,
      detail: { number: row.number, reason: input.grounds },
    });
    return ok({ id: row.id });
  });
}
