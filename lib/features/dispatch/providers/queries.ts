import { serviceOfCode } from "@/lib/features/care-plans/labels";
import { SERVICES } from "@/lib/features/registry/units/labels";
import { isId } from "@/lib/features/registry/units/queries";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Prisma } from "@/prisma/generated/client";
import type { Service } from "@/prisma/generated/enums";
import { exhaustionsOfPlan } from "../exhaustions/queries";
import { clocksBySubject } from "../referrals/clocks/queries";
import { correctionsOf } from "../referrals/correcting/queries";
import { candidatesPanel } from "./panel/queries";
import { dispatchedCaseScope, mayDispatch } from "./policy";
import type { DispatchBoard, DispatchDecision, DispatchRow, RunningClock, ServiceBoard } from "./types";

const WITH_PARTS = {
  client: { select: { name: true } },
  district: { select: { name: true } },
} as const satisfies Prisma.CaseFileInclude;
type LoadedCase = Prisma.CaseFileGetPayload<{ include: typeof WITH_PARTS }>;

/**
 * A case's dispatches to B units: each service of the approved plan with the unit that has it, or with the candidates in
 * turn; null where the actor does not see the case.
 */
export async function dispatchBoard(
  actor: Actor,
  caseId: string,
  asOf: PlainDate,
): Promise<DispatchBoard | null> {
  const scope = dispatchedCaseScope(actor);
  if (!scope || !isId(caseId)) return null;
  return readAs(actor, async (tx) => {
    const file = await tx.caseFile.findFirst({
      where: { AND: [scope, { id: caseId }] },
      include: WITH_PARTS,
    });
    if (!file) return null;
    const plan = await tx.carePlan.findFirst({
      where: { caseId, status: "approved" },
      include: { items: { orderBy: { sortOrder: "asc" } } },
    });
    const rows = await dispatchesOf(tx, actor, caseId, asOf);
    const standing = rows.filter((row) => row.state === "waiting" || row.state === "accepted");
    const consents = await tx.document.findMany({
      where: { caseId, kind: "consent" },
      select: { id: true, fileName: true, createdAt: true },
      orderBy: { createdAt: "desc" },
    });
    const services: ServiceBoard[] = [];
    for (const { service, items } of servicesOf(plan?.items ?? [])) {
      services.push({
        ...{ service, items },
        standing: standing.find((row) => row.service === service) ?? null,
        referralClock: null,
        panel: null,
        exhaustion: null,
      });
    }
    if (plan) await fillBoards(tx, actor, file, plan.id, services, asOf);
    return {
      case: headOf(file),
      plan: plan ? { id: plan.id, versionNo: plan.versionNo } : null,
      services,
      consents,
      past: rows.filter((row) => !services.some((board) => board.standing?.id === row.id)),
    };
  });
}

function headOf(file: LoadedCase): DispatchBoard["case"] {
  const open = file.status === "assigned" || file.status === "in_service";
  return {
    ...{ id: file.id, number: file.number, open },
    clientName: file.client.name,
    district: file.district.name,
  };
}

interface Item {
  code: string;
  name: string;
  quantity: number;
}

/** The services of a plan in the office's order, each with its items; codes that no B unit is referred for are left out. */
export function servicesOf(items: readonly Item[]): { service: Service; items: Item[] }[] {
  return SERVICES.map((service) => ({
    service,
    items: items
      .filter((item) => serviceOfCode(item.code) === service)
      .map(({ code, name, quantity }) => ({ code, name, quantity })),
  })).filter((each) => each.items.length > 0);
}

async function fillBoards(
  tx: Tx,
  actor: Actor,
  file: LoadedCase,
  planId: string,
  boards: ServiceBoard[],
  asOf: PlainDate,
): Promise<void> {
  const subjects = boards.map((board) => `${planId}/${board.service}`);
  const clocks = await clocksBySubject(
    tx,
    actor.jurisdictionId,
    "referral",
    { subjectId: { in: subjects } },
    asOf,
  );
  const exhaustions = await exhaustionsOfPlan(tx, actor.jurisdictionId, planId);
  for (const board of boards) {
    board.exhaustion = exhaustions.get(board.service) ?? null;
    board.referralClock = clocks.get(`${planId}/${board.service}`) ?? null;
    if (board.standing || file.aUnitId === null) continue;
    const { jurisdictionId, districtId, aUnitId, id: caseId } = file;
    board.panel = await candidatesPanel(tx, {
      ...{ jurisdictionId, districtId, aUnitId, caseId, planId, day: asOf },
      service: board.service,
    });
  }
}

async function dispatchesOf(tx: Tx, actor: Actor, caseId: string, asOf: PlainDate): Promise<DispatchRow[]> {
  const rows = await tx.dispatch.findMany({
    where: { jurisdictionId: actor.jurisdictionId, caseId, fromUnitId: { not: null } },
    include: WITH_UNIT,
    orderBy: [{ dispatchedAt: "desc" }, { id: "desc" }],
  });
  const clocks = await clocksBySubject(tx, actor.jurisdictionId, "first_service", { caseId }, asOf);
  return rows.map((row) => toRow(row, clocks.get(row.id) ?? null));
}

const WITH_UNIT = {
  toUnit: { select: { id: true, code: true, name: true } },
  corrections: { orderBy: { correctedAt: "desc" } },
} as const satisfies Prisma.DispatchInclude;
type LoadedDispatch = Prisma.DispatchGetPayload<{ include: typeof WITH_UNIT }>;

function toRow(row: LoadedDispatch, clock: RunningClock | null): DispatchRow {
  const { id, service, toUnit, basis, state, reason, consentId, turn, answerReason, version } = row;
  return {
    ...{ id, service, toUnit, basis, state, reason, consentId, turn, answerReason, version, clock },
    dispatchedOn: fromDbDate(row.dispatchedOn),
    answeredOn: fromDbDate(row.answeredOn),
    plannedStartOn: fromDbDate(row.plannedStartOn),
    firstServiceOn: fromDbDate(row.firstServiceOn),
    endedOn: fromDbDate(row.endedOn),
    decision: keptDecision(row.decision),
    corrections: correctionsOf(row),
  };
}

/** The decision as it was kept; null where a dispatch was entered without one. */
function keptDecision(kept: Prisma.JsonValue): DispatchDecision | null {
  const isDecision = typeof kept === "object" && kept !== null && "input" in kept;
  return isDecision ? (kept as unknown as DispatchDecision) : null;
}

/** Whether the actor dispatches on the page of this board. */
export function maySendFrom(actor: Actor, board: DispatchBoard): boolean {
  return mayDispatch(actor, "dispatch.send") && board.case.open && board.plan !== null;
}
