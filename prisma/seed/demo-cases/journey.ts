import { assessCase } from "@/lib/features/cases/assessment/service";
import { closeCase, reopenCase } from "@/lib/features/cases/closing/service";
import { sealPerson } from "@/lib/features/cases/intake/queries";
import { applyForCare } from "@/lib/features/cases/intake/service";
import { dispatchToAUnit } from "@/lib/features/dispatch/centre/service";
import { takeBackCase } from "@/lib/features/dispatch/centre/taking-back/service";
import { assignManager } from "@/lib/features/dispatch/managers/assigning/service";
import { refuseCase } from "@/lib/features/dispatch/managers/refusing/service";
import { readAs } from "@/lib/platform/db";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { CaseSource, CloseReason, Sex } from "@/prisma/generated/enums";
import type { DemoActors } from "./actors";
import { type DemoDay, done } from "./days";

// What is done with a case of the demo, each through the service that does it in the product.

/** One person's case on its way. `carrier` is the code of the A unit that has it. */
export interface Journey {
  actors: DemoActors;
  caseId: string;
  name: string;
  carrier: string;
}

/** Who applies for care. */
export interface Applicant {
  name: string;
  sex: Sex;
  bornOn: string;
  source: CaseSource;
  districtId: string;
  nationalId: string;
}

/** The version that a form would carry now. */
export async function versionOf({ actors, caseId }: Journey): Promise<number> {
  return readAs(actors.supervisor, async (tx) => {
    const row = await tx.caseFile.findUniqueOrThrow({ where: { id: caseId }, select: { version: true } });
    return row.version;
  });
}

export async function apply(actors: DemoActors, person: Applicant, at: DemoDay): Promise<Journey> {
  const { name, sex, bornOn, source, districtId, nationalId } = person;
  const applied = await applyForCare(
    actors.supervisor,
    {
      ...{ person: sealPerson(actors.supervisor, nationalId), source, appliedOn: at.day },
      ...{ name, sex, bornOn: bornOn as PlainDate, districtId },
      sourceUnitId: source === "a_unit_outreach" ? actors.unitId("AD01") : null,
      ...{ address: "示範路 1 號", phone: "04-0000-0000" },
      ...{ contactName: "示範·家屬", contactRelation: "子女", contactPhone: "0900-000-000" },
    },
    at,
  );
  return { actors, name, carrier: "AD01", caseId: done(applied, `the application of ${name}`).id };
}

export interface Found {
  kind?: "initial" | "reassessment";
  needLevel: number;
  copayClass?: 1 | 2 | 3;
  hasForeignCaregiver?: boolean;
  problems: string[];
  note?: string;
}

export async function assess(of: Journey, found: Found, at: DemoDay): Promise<void> {
  const { kind = "initial", needLevel, copayClass = 3, hasForeignCaregiver = false, problems } = found;
  const assessed = await assessCase(
    of.actors.specialist,
    {
      ...{ id: of.caseId, version: await versionOf(of), kind, assessedOn: at.day },
      ...{ needLevel, copayClass, hasForeignCaregiver, problems, note: found.note ?? null },
    },
    at,
  );
  done(assessed, `the assessment of ${of.name}`);
}

export type CentreBasis = "client_choice" | "rotation" | "own_development" | "continuation";

/** The centre gives the case to an A unit; by rotation to the one whose turn it is. */
export async function send(of: Journey, basis: CentreBasis, code: string, at: DemoDay): Promise<void> {
  const unitId = basis === "rotation" ? null : of.actors.unitId(code);
  const sent = await dispatchToAUnit(
    of.actors.specialist,
    { caseId: of.caseId, version: await versionOf(of), basis, unitId },
    at,
  );
  of.carrier = of.actors.codeOf(done(sent, `the dispatch of ${of.name}`).unitId);
}

/** The A unit gives the case back to the centre; without a reason it leaves the turn. */
export async function refuse(of: Journey, reason: string | null, at: DemoDay): Promise<void> {
  const answer = reason
    ? { kind: "with_reason" as const, reason }
    : { kind: "without_reason" as const, reason: "" };
  const refused = await refuseCase(
    of.actors.ofUnit(of.carrier, "a_unit_manager"),
    { caseId: of.caseId, version: await versionOf(of), ...answer },
    at,
  );
  done(refused, `the refusal of ${of.name}`);
}

/** The centre takes the case back from an A unit that let the limit pass. */
export async function takeBack(of: Journey, reason: string, at: DemoDay): Promise<void> {
  const taken = await takeBackCase(
    of.actors.specialist,
    { caseId: of.caseId, version: await versionOf(of), reason },
    at,
  );
  done(taken, `taking ${of.name} back`);
}

/** The A unit's manager gives the case to somebody of the unit. */
export async function assign(of: Journey, staffName: string, at: DemoDay): Promise<void> {
  const assigned = await assignManager(
    of.actors.ofUnit(of.carrier, "a_unit_manager"),
    { caseId: of.caseId, version: await versionOf(of), staffId: of.actors.staffId(staffName) },
    at,
  );
  done(assigned, `the manager of ${of.name}`);
}

export async function close(of: Journey, reason: CloseReason, note: string, at: DemoDay): Promise<void> {
  const closing = { closeReason: reason, closedOn: at.day, note: `示範：${note}` };
  const closed = await closeCase(
    of.actors.supervisor,
    { id: of.caseId, version: await versionOf(of), ...closing },
    at,
  );
  done(closed, `the closing of ${of.name}`);
}

export async function reopen(of: Journey, reason: string, at: DemoDay): Promise<void> {
  const again = { appliedOn: at.day, source: "hotline_1966" as const, reason: `示範：${reason}` };
  const reopened = await reopenCase(
    of.actors.supervisor,
    { id: of.caseId, version: await versionOf(of), ...again },
    at,
  );
  done(reopened, `taking ${of.name} in again`);
}
