import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { changesSince } from "@/lib/platform/changed-since";
import { type Clock, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { stepped } from "../../rotations/keeping/service";
import { carriedCursor } from "../../rotations/review/service";
import { ORDER_CHANGE_WORDS } from "../labels";
import { coversDistrictId, mayCentre } from "../policy";
import { aUnitsOfDistrict } from "../queue/queries";
import type { KeepOrder, ResumeUnit, StartOrder } from "../schema";
import { type CentreTurn, lockDistrictOrder } from "../turn/service";

const ONLY_CENTRE = "A 單位輪序由照管中心維護；您的角色只能查看。";
const NOT_COVERED = "找不到這一區的輪序，或不在您負責的行政區內。";

/** Makes the order of A units of a district, in force at once: those contracted there, else those that the public list names. */
export async function startDistrictOrder(
  actor: Actor,
  { districtId }: StartOrder,
  clock: Clock = systemClock,
): Promise<Result<{ id: string; source: "contracts" | "listings" }>> {
  if (!mayCentre(actor, "centre.keep_order")) return refuse("forbidden", ONLY_CENTRE);
  return withActor(actor, async (tx) => {
    const { jurisdictionId } = actor;
    const day = officeDate(clock.now());
    const district = await tx.district.findFirst({ where: { jurisdictionId, id: districtId } });
    if (!district || !coversDistrictId(actor, districtId)) {
      throw new Refusal(refuse("not_found", NOT_COVERED, { districtId: NOT_COVERED }));
    }
    const key = `centre_order:${jurisdictionId}:${districtId}`;
    await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))) AS held`;
    if (await lockDistrictOrder(tx, jurisdictionId, districtId)) {
      throw new Refusal(refuse("exists", `${district.name}已有 A 單位輪序，請開啟後修改。`));
    }
    const { units, withoutContracts } = await aUnitsOfDistrict(tx, { jurisdictionId, districtId, day });
    const id = uuid();
    await tx.rotation.create({
      data: {
        ...{ id, jurisdictionId, districtId, service: "case_management", state: "approved" },
        ...{ validFrom: toDbDate(day), reviewedAt: clock.now(), reviewedById: actor.accountId },
        ...{ createdAt: clock.now(), createdById: actor.accountId },
      },
    });
    await tx.rotationEntry.createMany({
      data: units.map((unit, position) => ({ rotationId: id, position, jurisdictionId, unitId: unit.id })),
    });
    const source = withoutContracts ? "listings" : "contracts";
    await audit(tx, actor, clock.now(), {
      action: "centre_order.started",
      subject: { kind: "rotation", id },
      detail: { districtId, source, order: units.map((unit) => unit.id), cursor: 0 },
    });
    return ok({ id, source });
  });
}

/** Saves the notes of an order and does one step: a unit up, down, out of the order, or into it. The turn stays with its unit. */
export async function keepDistrictOrder(
  actor: Actor,
  input: KeepOrder,
  clock: Clock = systemClock,
): Promise<Result<{ id: string }>> {
  if (!mayCentre(actor, "centre.keep_order")) return refuse("forbidden", ONLY_CENTRE);
  return withActor(actor, async (tx) => {
    const order = await lockById(tx, actor, input);
    const before = order.entries.map((entry) => entry.unitId);
    const after = stepped(before, input);
    if (input.step.kind === "add") await refuseStranger(tx, actor, order, input.add, officeDate(clock.now()));
    const cursor = carriedCursor(order, { entries: after.map((unitId) => ({ unitId })) });
    const kept = new Map(order.entries.map((entry) => [entry.unitId, entry]));
    await tx.rotationEntry.deleteMany({ where: { rotationId: order.id } });
    await tx.rotationEntry.createMany({
      data: after.map((unitId, position) => ({
        ...{ rotationId: order.id, jurisdictionId: actor.jurisdictionId, position, unitId },
        ...{
          paused: kept.get(unitId)?.paused ?? false,
          pausedReason: kept.get(unitId)?.pausedReason ?? null,
        },
        note: (input.notes[unitId] ?? kept.get(unitId)?.note) || null,
      })),
    });
    await tx.rotation.updateMany({
      where: { id: order.id },
      data: { cursor, version: { increment: 1 } },
    });
    await audit(tx, actor, clock.now(), {
      action: "centre_order.changed",
      subject: { kind: "rotation", id: order.id },
      detail: { step: input.step.kind || "save", before, after, cursor },
    });
    return ok({ id: order.id });
  });
}

/** Takes a unit that left the turn back in. */
export async function resumeUnit(
  actor: Actor,
  input: ResumeUnit,
  clock: Clock = systemClock,
): Promise<Result<{ id: string }>> {
  if (!mayCentre(actor, "centre.keep_order")) return refuse("forbidden", ONLY_CENTRE);
  return withActor(actor, async (tx) => {
    const order = await lockById(tx, actor, input);
    const entry = order.entries.find((each) => each.unitId === input.unitId);
    if (!entry?.paused) throw new Refusal(refuse("not_paused", "這個單位沒有暫停，不需恢復。"));
    await tx.rotationEntry.updateMany({
      where: { rotationId: order.id, unitId: input.unitId },
      data: { paused: false, pausedReason: null },
    });
    await tx.rotation.updateMany({ where: { id: order.id }, data: { version: { increment: 1 } } });
    await audit(tx, actor, clock.now(), {
      action: "centre_order.resumed",
      subject: { kind: "rotation", id: order.id },
      unitId: input.unitId,
      detail: { pausedReason: entry.pausedReason, reason: input.reason },
    });
    return ok({ id: order.id });
  });
}

async function lockById(
  tx: Tx,
  actor: Actor,
  { id, version }: { id: string; version: number },
): Promise<CentreTurn> {
  const { jurisdictionId } = actor;
  const found = await tx.rotation.findFirst({
    where: { id, jurisdictionId, aUnitId: null, state: "approved" },
    select: { districtId: true },
  });
  const districtId = found?.districtId ?? null;
  if (districtId === null || !coversDistrictId(actor, districtId)) {
    throw new Refusal(refuse("not_found", NOT_COVERED));
  }
  const order = await lockDistrictOrder(tx, jurisdictionId, districtId);
  if (order?.id !== id) throw new Refusal(refuse("not_found", NOT_COVERED));
  if (order.version === version) return order;
  throw new Refusal(await stale(tx, actor, id));
}

/** A unit that refused without a reason leaves the turn too; that entry stands with its case. */
async function stale(tx: Tx, actor: Actor, id: string) {
  const told = await changesSince(tx, actor, { kind: "rotation", id }, ORDER_CHANGE_WORDS);
  const what = told ? `最近的變更：${told}。` : "";
  return refuse(
    "stale",
    `這一區的輪序在您開啟後已有人變更或有單位暫停。${what}尚未儲存任何變更；請重新整理、核對後再送出。`,
  );
}

async function refuseStranger(
  tx: Tx,
  actor: Actor,
  { districtId }: CentreTurn,
  unitId: string,
  day: ReturnType<typeof officeDate>,
): Promise<void> {
  const of = { jurisdictionId: actor.jurisdictionId, districtId, day };
  const { units } = await aUnitsOfDistrict(tx, of);
  if (units.some((unit) => unit.id === unitId)) return;
  const words = "這個單位沒有在本區特約個案管理，不能加入輪序。";
  throw new Refusal(refuse("not_offered", words, { add: words }));
}
