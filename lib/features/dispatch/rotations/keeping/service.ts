import { v7 as uuid } from "uuid";
import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, officeDate, systemClock } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Service } from "@/prisma/generated/enums";
import { mayRotation } from "../policy";
import { candidatesOf } from "../queries";
import type { KeepRotation, RotationRef, StartRotation } from "../schema";
import { type LockedRotation, lockRotation, moveRotation } from "../state/service";
import type { RotationArea } from "../types";

const ONLY_A_UNIT = "資源盤點及輪序表由 A 單位維護；您的角色只能查看或審核。";
const ONLY_MANAGER = "資源盤點及輪序表由 A 單位主管送出。";

/** Where the units of a new draft came from. */
export type DraftSource = "contracts" | "listings" | "former";

/**
 * Begins the next order of the own A unit for an area and service: from the approved one, else from the units that are
 * contracted there, else (no contract on file) from those that the public list names.
 */
export async function startRotation(
  actor: Actor,
  input: StartRotation,
  clock: Clock = systemClock,
): Promise<Result<{ id: string; source: DraftSource }>> {
  const { unitId: aUnitId, jurisdictionId } = actor;
  if (!mayRotation(actor, "rotation.keep") || aUnitId === null) return refuse("forbidden", ONLY_A_UNIT);
  return withActor(actor, async (tx) => {
    const area = await areaOfCity(tx, jurisdictionId, input.area);
    await lockOrders(tx, aUnitId, input.area, input.service);
    await refuseSecondDraft(tx, actor, aUnitId, area, input.service);
    const { unitIds, source } = await firstUnits(
      tx,
      actor,
      aUnitId,
      area,
      input.service,
      officeDate(clock.now()),
    );
    const id = uuid();
    await tx.rotation.create({
      data: {
        ...{ id, jurisdictionId, aUnitId, ...area, service: input.service, state: "draft" },
        createdAt: clock.now(),
        createdById: actor.accountId,
      },
    });
    await tx.rotationEntry.createMany({
      data: unitIds.map((unitId, position) => ({ rotationId: id, position, jurisdictionId, unitId })),
    });
    await audit(tx, actor, clock.now(), {
      action: "rotation.started",
      subject: { kind: "rotation", id },
      unitId: aUnitId,
      detail: { area: input.area, service: input.service, source, units: unitIds.length },
    });
    return ok({ id, source });
  });
}

async function areaOfCity(tx: Tx, jurisdictionId: string, id: string): Promise<RotationArea> {
  if (await tx.serviceZone.findFirst({ where: { jurisdictionId, id } })) {
    return { zoneId: id, districtId: null };
  }
  const district = await tx.district.findFirst({ where: { jurisdictionId, id } });
  if (district && district.serviceZoneId === null) return { zoneId: null, districtId: id };
  throw new Refusal(refuse("no_area", "服務區不在本市清單內。", { area: "請由清單選擇服務區。" }));
}

/** One beginner at a time of an A unit's order for an area and service. */
async function lockOrders(tx: Tx, aUnitId: string, area: string, service: Service): Promise<void> {
  const key = `rotation:${aUnitId}:${area}:${service}`;
  await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))) AS held`;
}

async function refuseSecondDraft(
  tx: Tx,
  actor: Actor,
  aUnitId: string,
  area: RotationArea,
  service: Service,
): Promise<void> {
  const open = await tx.rotation.findFirst({
    where: {
      ...{ jurisdictionId: actor.jurisdictionId, aUnitId, ...area, service },
      state: { in: ["draft", "submitted", "returned"] },
    },
  });
  if (!open) return;
  const message = `這一區的${SERVICE_LABELS[service]}已有一張未核定的輪序表，請由清單開啟後繼續。`;
  throw new Refusal(refuse("open_order", message, { service: message }));
}

async function firstUnits(
  tx: Tx,
  actor: Actor,
  aUnitId: string,
  area: RotationArea,
  service: Service,
  day: PlainDate,
): Promise<{ unitIds: string[]; source: DraftSource }> {
  const { candidates, withoutContracts } = await candidatesOf(tx, actor, area, service, day);
  const offered = candidates.map((unit) => unit.id);
  const former = await tx.rotation.findFirst({
    where: { jurisdictionId: actor.jurisdictionId, aUnitId, ...area, service, state: "approved" },
    include: { entries: { orderBy: { position: "asc" } } },
  });
  if (!former) return { unitIds: offered, source: withoutContracts ? "listings" : "contracts" };
  const kept = former.entries.map((entry) => entry.unitId).filter((id) => offered.includes(id));
  return { unitIds: [...kept, ...offered.filter((id) => !kept.includes(id))], source: "former" };
}

/** Saves the notes of a draft and does one step: a unit up, down, out of the order, or into it. */
export async function keepRotation(
  actor: Actor,
  input: KeepRotation,
  clock: Clock = systemClock,
): Promise<Result<{ id: string }>> {
  if (!mayRotation(actor, "rotation.keep")) return refuse("forbidden", ONLY_A_UNIT);
  return withActor(actor, async (tx) => {
    const row = await lockRotation(tx, actor, input.id, input.version);
    refuseFixed(row);
    const before = row.entries.map((entry) => entry.unitId);
    const after = stepped(before, input);
    if (input.step.kind === "add") await refuseStranger(tx, actor, row, input.add, officeDate(clock.now()));
    await rewrite(tx, row, after, input.notes);
    await tx.rotation.updateMany({
      where: { id: row.id },
      data: { inventoryNote: input.inventoryNote || null, version: { increment: 1 } },
    });
    await audit(tx, actor, clock.now(), {
      action: "rotation.changed",
      subject: { kind: "rotation", id: row.id },
      unitId: row.aUnitId,
      detail: { step: input.step.kind || "save", before, after },
    });
    return ok({ id: row.id });
  });
}

function refuseFixed(row: LockedRotation): void {
  if (row.state === "draft" || row.state === "returned") return;
  throw new Refusal(
    refuse(
      "fixed",
      row.state === "submitted"
        ? "這張輪序表已送審，審核期間不能修改。"
        : "這張輪序表已核定，不能再修改；如需調整，請建立新的輪序表送審。",
    ),
  );
}

/** The order after a step. */
export function stepped(
  order: readonly string[],
  { step, add }: Pick<KeepRotation, "step" | "add">,
): string[] {
  if (step.kind === "add") return order.includes(add) ? [...order] : [...order, add];
  const at = order.indexOf(step.unitId);
  if (step.kind === "" || at < 0) return [...order];
  const rest = order.filter((id) => id !== step.unitId);
  if (step.kind === "remove") return rest;
  const to = Math.min(Math.max(at + (step.kind === "up" ? -1 : 1), 0), rest.length);
  return [...rest.slice(0, to), step.unitId, ...rest.slice(to)];
}

async function refuseStranger(
  tx: Tx,
  actor: Actor,
  row: LockedRotation,
  unitId: string,
  day: PlainDate,
): Promise<void> {
  const { candidates } = await candidatesOf(tx, actor, row, row.service, day);
  if (candidates.some((unit) => unit.id === unitId)) return;
  const words = "這個單位未特約本區此項服務，不能加入輪序。";
  throw new Refusal(refuse("not_offered", words, { add: words }));
}

async function rewrite(
  tx: Tx,
  row: LockedRotation,
  order: readonly string[],
  notes: Readonly<Record<string, string>>,
): Promise<void> {
  const kept = new Map(row.entries.map((entry) => [entry.unitId, entry.note]));
  await tx.rotationEntry.deleteMany({ where: { rotationId: row.id } });
  await tx.rotationEntry.createMany({
    data: order.map((unitId, position) => ({
      ...{ rotationId: row.id, jurisdictionId: row.jurisdictionId, position, unitId },
      note: (notes[unitId] ?? kept.get(unitId)) || null,
    })),
  });
}

/** Sends a draft to the centre. */
export async function submitRotation(
  actor: Actor,
  input: RotationRef,
  clock: Clock = systemClock,
): Promise<Result<{ id: string }>> {
  if (!mayRotation(actor, "rotation.submit")) return refuse("forbidden", ONLY_MANAGER);
  return withActor(actor, async (tx) => {
    const row = await lockRotation(tx, actor, input.id, input.version);
    if (row.entries.length === 0) {
      throw new Refusal(refuse("empty", "輪序表沒有單位，不能送審；請先加入至少一個單位。"));
    }
    await moveRotation(tx, row, "submitted", { submittedAt: clock.now(), reviewRemark: null });
    await audit(tx, actor, clock.now(), {
      action: "rotation.submitted",
      subject: { kind: "rotation", id: row.id },
      unitId: row.aUnitId,
      detail: { order: row.entries.map((entry) => entry.unitId) },
    });
    return ok({ id: row.id });
  });
}
