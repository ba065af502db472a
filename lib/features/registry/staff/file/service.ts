import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, officeDate, systemClock } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { maskId } from "@/lib/platform/identifiers";
import { ok, Refusal, type Refused, type Result, refuse } from "@/lib/platform/result";
import { decryptText } from "@/lib/platform/secrets";
import { closedDaysIn } from "../../closures/queries";
import { laterChanges } from "../../contracts/changes/queries";
import { isId } from "../../units/queries";
import { mayStaff, staffKeepScope } from "../policy";
import { loadStaff, otherPostings, registrationOf, staffForFile } from "../queries";
import type { RevealNationalId, StaffListParams } from "../schema";
import type { StaffFile, StaffStanding } from "../types";

// A person's file is opened, not just read: every opening is an entry of the audit log.

const NOT_YOURS = "人員檔案限本府長照科與該 A 單位主管開啟。";
const NOT_FOUND = "找不到這筆人員資料，或不屬於您的單位。";

/** Opens a person's file and writes that it was opened. The national ID comes masked. */
export async function openStaffFile(
  actor: Actor,
  id: string,
  clock: Clock = systemClock,
): Promise<Result<StaffFile>> {
  if (!mayStaff(actor, "staff.open")) return refuse("forbidden", NOT_YOURS);
  if (!isId(id)) return refuse("not_found", NOT_FOUND);
  const opened = await withActor(actor, (tx) => readFile(tx, actor, id, clock.now()));
  if (!opened.ok) return opened;
  const { file, unitId, nationalIdIndex } = opened.data;
  return ok({ ...file, elsewhere: await otherPostings(actor, unitId, nationalIdIndex) });
}

async function readFile(tx: Tx, actor: Actor, id: string, now: Date) {
  const scope = staffKeepScope(actor);
  const row = scope && (await loadStaff(tx, scope, id));
  if (!row) throw new Refusal(refuse("not_found", NOT_FOUND));
  const { nationalIdCipher, nationalIdIndex } = await tx.staff.findUniqueOrThrow({
    where: { id },
    select: { nationalIdCipher: true, nationalIdIndex: true },
  });
  const closures = await closedDaysIn(tx, actor);
  const history = await laterChanges(tx, { kind: "staff", id }, 0);
  await audit(tx, actor, now, {
    action: "staff.opened",
    subject: { kind: "staff", id },
    unitId: row.unit.id,
  });
  const file = {
    ...row,
    registration: registrationOf(actor.jurisdictionId, row, officeDate(now), closures),
    maskedNationalId: maskId(decryptText(nationalIdCipher)),
    history,
  };
  return ok({ file, unitId: row.unit.id, nationalIdIndex });
}

/** Shows a person's national ID, a step of its own that leaves its own audit entry. */
export async function revealNationalId(
  actor: Actor,
  { id }: RevealNationalId,
  clock: Clock = systemClock,
): Promise<Result<{ nationalId: string }>> {
  if (!mayStaff(actor, "staff.open_national_id")) return refuse("forbidden", NOT_YOURS);
  return withActor(actor, async (tx): Promise<Result<{ nationalId: string }> | Refused> => {
    const scope = staffKeepScope(actor);
    const row = scope && (await loadStaff(tx, scope, id));
    if (!row) return refuse("not_found", NOT_FOUND);
    const { nationalIdCipher } = await tx.staff.findUniqueOrThrow({
      where: { id },
      select: { nationalIdCipher: true },
    });
    await audit(tx, actor, clock.now(), {
      action: "staff.national_id_opened",
      subject: { kind: "staff", id },
      unitId: row.unit.id,
    });
    return ok({ nationalId: decryptText(nationalIdCipher) });
  });
}

/** The filtered list for a file, which is written into the audit log: names of people leave the product with it. */
export async function exportStaff(
  actor: Actor,
  params: StaffListParams,
  clock: Clock = systemClock,
): Promise<Result<StaffStanding[]>> {
  if (!mayStaff(actor, "staff.read")) return refuse("forbidden", "您的角色沒有匯出人員清單的權限。");
  const now = clock.now();
  const { rows } = await staffForFile(actor, params, officeDate(now));
  return withActor(actor, async (tx) => {
    await audit(tx, actor, now, {
      action: "staff.list_exported",
      subject: { kind: "jurisdiction", id: actor.jurisdictionId },
      unitId: actor.unitId,
      detail: { rows: rows.length },
    });
    return ok(rows);
  });
}
