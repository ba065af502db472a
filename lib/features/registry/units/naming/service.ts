import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { type Tx, violates, withActor } from "@/lib/platform/db";
import { foldText } from "@/lib/platform/fold-text";
import { ok, Refusal, type Refused, type Result, refuse } from "@/lib/platform/result";
import type { Unit } from "@/prisma/generated/client";
import { lockRegistry, lockUnit, lockUnitForChange } from "../locks/queries";
import { mergeUnits } from "../merging/service";
import { moveOrganisationFiles, organisationAfterRename } from "../organisations/service";
import { mayInUnits, unitScope } from "../policy";
import type { ConfirmNameInput, CorrectNameInput } from "./schema";
import type { NameOutcome } from "./types";

const ONLY_OFFICE = "單位名稱由本府長照科更正；您的角色只能查看。";

/**
 * Gives a unit its right name. Where the same tier and district have a unit of that name, the two are one: with
 * `merge` everything moves there, without it the form asks. What was printed stays with the listings, so that the
 * same file imports as unchanged.
 */
export async function correctName(
  actor: Actor,
  input: CorrectNameInput,
  clock: Clock = systemClock,
): Promise<Result<NameOutcome>> {
  if (!mayInUnits(actor, "unit.correct_name")) return refuse("forbidden", ONLY_OFFICE);
  return fencesAsRefusals(() =>
    withActor(actor, async (tx) => {
      await lockRegistry(tx, actor);
      const unit = await lockUnitForChange(tx, actor, input.id, input.version);
      if (unit.name === input.name) return ok(await confirm(tx, actor, unit, clock.now()));
      const holder = await holderOf(tx, actor, unit, foldText(input.name));
      if (!holder || holder.mergedIntoId === unit.id) {
        return ok(await rename(tx, actor, unit, input.name, holder, clock.now()));
      }
      const target = await lockUnit(tx, actor, holder.mergedIntoId ?? holder.id);
      if (!target) throw new Error(`unit ${holder.id} points to a unit that is not there`);
      if (!input.merge) throw new Refusal(wouldMerge(target));
      await mergeUnits(tx, actor, unit, target, clock.now());
      return ok<NameOutcome>({ outcome: "merged", id: target.id, code: unit.code });
    }),
  );
}

/** Says that a damaged or doubtful name is right as it is. */
export async function confirmName(
  actor: Actor,
  input: ConfirmNameInput,
  clock: Clock = systemClock,
): Promise<Result<NameOutcome>> {
  if (!mayInUnits(actor, "unit.correct_name")) return refuse("forbidden", ONLY_OFFICE);
  return withActor(actor, async (tx) => {
    const unit = await lockUnitForChange(tx, actor, input.id, input.version);
    return ok(await confirm(tx, actor, unit, clock.now()));
  });
}

async function confirm(tx: Tx, actor: Actor, unit: Unit, now: Date): Promise<NameOutcome> {
  await tx.unit.update({
    where: { id: unit.id },
    data: { nameState: "corrected", version: unit.version + 1 },
  });
  await audit(tx, actor, now, {
    action: "unit.name_confirmed",
    subject: { kind: "unit", id: unit.id },
    unitId: unit.id,
    detail: { name: unit.name, before: { nameState: unit.nameState }, after: { nameState: "corrected" } },
  });
  return { outcome: "confirmed", id: unit.id, code: unit.code };
}

/** Another unit of the same tier and district that bears the name, or bore it before it was merged. */
function holderOf(tx: Tx, actor: Actor, unit: Unit, nameFolded: string): Promise<Unit | null> {
  const { tier, districtId, id } = unit;
  return tx.unit.findFirst({ where: { ...unitScope(actor), tier, districtId, nameFolded, id: { not: id } } });
}

async function rename(
  tx: Tx,
  actor: Actor,
  unit: Unit,
  name: string,
  ownSignpost: Unit | null,
  now: Date,
): Promise<NameOutcome> {
  const before = await tx.organisation.findUniqueOrThrow({ where: { id: unit.organisationId } });
  const organisation = await organisationAfterRename(tx, actor, unit, name);
  await moveOrganisationFiles(tx, actor, unit, organisation.id, now);
  if (ownSignpost) await yieldName(tx, ownSignpost);
  await tx.unit.update({
    where: { id: unit.id },
    data: {
      ...{ name, nameFolded: foldText(name), nameState: "corrected", organisationId: organisation.id },
      version: unit.version + 1,
    },
  });
  if (ownSignpost) {
    await tx.unit.update({ where: { id: ownSignpost.id }, data: { nameFolded: unit.nameFolded } });
  }
  await audit(tx, actor, now, {
    action: "unit.name_corrected",
    subject: { kind: "unit", id: unit.id },
    unitId: unit.id,
    detail: {
      before: { name: unit.name, nameState: unit.nameState, organisation: before.name },
      after: { name, nameState: "corrected", organisation: organisation.name },
    },
  });
  return { outcome: "renamed", id: unit.id, code: unit.code };
}

/**
 * A unit that merged into this one holds the name that this one takes now. The two exchange what they are found by:
 * first the signpost steps aside (names are unique), then it takes the name that this unit leaves.
 */
async function yieldName(tx: Tx, signpost: Unit): Promise<void> {
  await tx.unit.update({ where: { id: signpost.id }, data: { nameFolded: `~${signpost.code}` } });
}

function wouldMerge(target: Unit): Refused {
  return refuse(
    "would_merge",
    `同層級、同行政區已有「${target.name}」（${target.code}）。如確為同一單位，請勾選「併入同名單位」後再送出；如為不同單位，請輸入可區別的名稱。`,
    { merge: `確認與 ${target.code} 為同一單位時請勾選` },
  );
}

/** What the database holds against a merger, as sentences. */
async function fencesAsRefusals<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    if (violates(error, "contract_service_no_overlap")) {
      return refuse("contract_overlap", "兩個單位有同一服務、期間重疊的特約，請先終止其中一件特約再合併。");
    }
    if (violates(error, "staff_standing")) {
      return refuse("staff_twice", "兩個單位登錄了同一位在職人員，請先將其中一筆辦理離職再合併。");
    }
    throw error;
  }
}
