import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, violates, withActor } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import { ok, Refusal, type Refused, type Result, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import { blindIndex, encryptText } from "@/lib/platform/secrets";
import { addYears } from "@/lib/rules/plain-date";
import { closedDaysIn } from "../closures/queries";
import { changesOf, staleRefusal } from "../contracts/changes/queries";
import { mayKeepStaffOf, mayStaff, staffKeepScope } from "./policy";
import { loadStaff, otherPostings, registrationOf } from "./queries";
import type { AddStaff, ChangeStaff, EndStaff, RegisterStaff } from "./schema";
import type { OtherPostings, StaffRow } from "./types";

const NOT_YOURS = "人員資料由本府長照科與 A 單位主管（限本單位）維護；您的角色不能變更。";

export interface StaffRef {
  id: string;
  unitId: string;
}

/** Enters a person into a unit. The same person cannot stand twice in it; standing elsewhere is said, not refused. */
export async function addStaff(
  actor: Actor,
  input: AddStaff,
  clock: Clock = systemClock,
): Promise<Result<StaffRef & { elsewhere: OtherPostings }>> {
  if (!mayKeepStaffOf(actor, input.unitId)) return refuse("forbidden", NOT_YOURS);
  const nationalIdIndex = blindIndex(input.nationalId);
  const now = clock.now();
  if (input.startedOn > addYears(officeDate(now), 1)) {
    return refuse("day", "到職日需要更正。", { startedOn: "到職日不得晚於一年之後，請核對年份。" });
  }
  try {
    const added = await withActor(actor, async (tx) => {
      await refuseUnknownUnit(tx, actor, input.unitId);
      // One person at a time: two clerks with the same person wait for each other here.
      const key = `staff ${actor.jurisdictionId} ${Buffer.from(nationalIdIndex).toString("hex")}`;
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))::text`;
      await refuseStanding(tx, actor, input.unitId, nationalIdIndex);
      return ok(await insertStaff(tx, actor, input, nationalIdIndex, now));
    });
    if (!added.ok) return added;
    return ok({ ...added.data, elsewhere: await otherPostings(actor, input.unitId, nationalIdIndex) });
  } catch (error) {
    if (violates(error, "staff_standing")) return standingAlready();
    throw error;
  }
}

async function refuseUnknownUnit(tx: Tx, { jurisdictionId }: Actor, unitId: string): Promise<void> {
  const unit = await tx.unit.findFirst({ where: { jurisdictionId, id: unitId } });
  if (!unit) throw new Refusal(refuse("not_found", "找不到這個單位，可能已不在本市的清冊內。"));
  if (unit.mergedIntoId) {
    throw new Refusal(refuse("merged", "這個單位已併入另一單位，請在併入後的單位登錄人員。"));
  }
}

async function refuseStanding(
  tx: Tx,
  { jurisdictionId }: Actor,
  unitId: string,
  nationalIdIndex: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const standing = await tx.staff.findFirst({
    where: { jurisdictionId, unitId, nationalIdIndex, endedOn: null },
  });
  if (standing) throw new Refusal(standingAlready(standing.name));
}

function standingAlready(name?: string): Refused {
  const who = name === undefined ? "此人" : `此人（${name}）`;
  return refuse("standing", "同一人已在本單位任職。", {
    nationalId: `${who}已在本單位的在職名單內，不需重複登錄；職務異動請在其檔案更正。`,
  });
}

async function insertStaff(
  tx: Tx,
  actor: Actor,
  input: AddStaff,
  nationalIdIndex: Uint8Array<ArrayBuffer>,
  now: Date,
): Promise<StaffRef> {
  const id = uuid();
  const { unitId, name, duty, employment, qualification, startedOn } = input;
  await tx.staff.createMany({
    data: [
      {
        ...{ id, unitId, name, duty, employment, qualification, nationalIdIndex },
        jurisdictionId: actor.jurisdictionId,
        nameFolded: foldText(name),
        nationalIdCipher: encryptText(input.nationalId),
        startedOn: toDbDate(startedOn),
        createdAt: now,
        createdById: actor.accountId,
      },
    ],
  });
  await audit(tx, actor, now, {
    action: "staff.added",
    subject: { kind: "staff", id },
    unitId,
    detail: { version: 1, name, duty, employment, qualification, startedOn },
  });
  return { id, unitId };
}

/** Locks a person's row that the actor keeps and checks that the form was made from what stands there now. */
async function lockStaff(tx: Tx, actor: Actor, id: string, version: number): Promise<StaffRow> {
  const scope = staffKeepScope(actor);
  await tx.$queryRaw`SELECT id FROM staff
    WHERE id = ${id}::uuid AND jurisdiction_id = ${actor.jurisdictionId} FOR UPDATE`;
  const row = scope && (await loadStaff(tx, scope, id));
  if (!row) throw new Refusal(refuse("not_found", "找不到這筆人員資料，或不屬於您的單位。"));
  if (row.version !== version) throw new Refusal(await staleRefusal(tx, { kind: "staff", id }, version));
  return row;
}

/** Records the day on which the registration of a person was sent, with the deadline as the rule gave it. */
export async function registerStaff(
  actor: Actor,
  input: RegisterStaff,
  clock: Clock = systemClock,
): Promise<Result<StaffRef & { late: boolean }>> {
  if (!mayStaff(actor, "staff.keep")) return refuse("forbidden", NOT_YOURS);
  const today = officeDate(clock.now());
  return withActor(actor, async (tx) => {
    const row = await lockStaff(tx, actor, input.id, input.version);
    const { registeredOn } = input;
    refuseDay("registeredOn", "寄送日", registeredOn, row.startedOn, today);
    const closures = await closedDaysIn(tx, actor);
    const judged = registrationOf(actor.jurisdictionId, { ...row, registeredOn }, today, closures);
    const late = judged.kind === "clock" && judged.outcome.state === "met_late";
    const version = row.version + 1;
    await tx.staff.update({ where: { id: row.id }, data: { registeredOn: toDbDate(registeredOn), version } });
    const rule =
      judged.kind === "clock"
        ? { rule: "timeliness.state", dueOn: judged.outcome.dueOn, state: judged.outcome.state }
        : { rule: "timeliness.state", none: judged.message };
    const changes = changesOf({ registeredOn: row.registeredOn }, { registeredOn });
    await audit(tx, actor, clock.now(), {
      action: "staff.registered",
      subject: { kind: "staff", id: row.id },
      unitId: row.unit.id,
      detail: { version, late, rule, changes },
    });
    return ok({ id: row.id, unitId: row.unit.id, late });
  });
}

function refuseDay(field: string, name: string, day: string, from: string, today: string): void {
  if (day >= from && day <= today) return;
  const why = day > today ? "不得晚於今日" : `不得早於到職日 ${formatRocDate(from)}`;
  throw new Refusal(refuse("day", `${name}需要更正。`, { [field]: `${name}${why}。` }));
}

/** Changes a person's name, duty, employment or qualification. */
export async function changeStaff(
  actor: Actor,
  input: ChangeStaff,
  clock: Clock = systemClock,
): Promise<Result<StaffRef>> {
  if (!mayStaff(actor, "staff.keep")) return refuse("forbidden", NOT_YOURS);
  return withActor(actor, async (tx) => {
    const row = await lockStaff(tx, actor, input.id, input.version);
    if (row.endedOn) throw new Refusal(refuse("ended", "此人已離職，資料不再變更。"));
    const { name, duty, employment, qualification } = input;
    const version = row.version + 1;
    await tx.staff.update({
      where: { id: row.id },
      data: { name, nameFolded: foldText(name), duty, employment, qualification, version },
    });
    const before = {
      ...{ name: row.name, duty: row.duty, employment: row.employment, qualification: row.qualification },
    };
    await audit(tx, actor, clock.now(), {
      action: "staff.changed",
      subject: { kind: "staff", id: row.id },
      unitId: row.unit.id,
      detail: { version, changes: changesOf(before, { name, duty, employment, qualification }) },
    });
    return ok({ id: row.id, unitId: row.unit.id });
  });
}

/** Ends a person's employment; the row stays. */
export async function endStaff(
  actor: Actor,
  input: EndStaff,
  clock: Clock = systemClock,
): Promise<Result<StaffRef>> {
  if (!mayStaff(actor, "staff.keep")) return refuse("forbidden", NOT_YOURS);
  const today = officeDate(clock.now());
  return withActor(actor, async (tx) => {
    const row = await lockStaff(tx, actor, input.id, input.version);
    if (row.endedOn) {
      throw new Refusal(refuse("ended", `此人已於 ${formatRocDate(row.endedOn)} 離職。`));
    }
    refuseDay("endedOn", "離職日", input.endedOn, row.startedOn, today);
    const version = row.version + 1;
    await tx.staff.update({ where: { id: row.id }, data: { endedOn: toDbDate(input.endedOn), version } });
    await audit(tx, actor, clock.now(), {
      action: "staff.ended",
      subject: { kind: "staff", id: row.id },
      unitId: row.unit.id,
      detail: {
        version,
        reason: input.reason,
        changes: changesOf({ endedOn: null }, { endedOn: input.endedOn }),
      },
    });
    return ok({ id: row.id, unitId: row.unit.id });
  });
}
