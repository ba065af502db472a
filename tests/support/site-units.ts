import { randomUUID } from "node:crypto";
import type { DispatchBasis, DispatchState, Service, Tier } from "@/prisma/generated/enums";
import { siteSql } from "./signed-in";

// Units and dispatches of one browser test alone, written to the site's database as its owner: what other tests do to the demo's
// units changes nothing here.

const DISTRICT = "66000060";

export interface SiteUnit {
  id: string;
  code: string;
  name: string;
  organisationId: string;
}

/** A unit in Taichung with an organisation of its own. */
export async function aSiteUnit(tier: Tier, label: string): Promise<SiteUnit> {
  const mark = randomUUID().slice(0, 8).toUpperCase();
  const unit = {
    id: randomUUID(),
    organisationId: randomUUID(),
    code: `E${mark}`,
    name: `測試${label}${mark}`,
  };
  await siteSql(
    "INSERT INTO organisation (id, jurisdiction_id, name, name_folded) VALUES ($1, 'taichung', $2, lower($2))",
    [unit.organisationId, unit.name],
  );
  await siteSql(
    `INSERT INTO unit (id, jurisdiction_id, organisation_id, district_id, tier, code, name, name_folded, name_state, source)
     VALUES ($1, 'taichung', $2, $3, $4::tier, $5, $6, lower($6), 'as_printed', 'demo')`,
    [unit.id, unit.organisationId, DISTRICT, tier, unit.code, unit.name],
  );
  return unit;
}

/** An A unit that is contracted for two years around today, and so owes a monthly table. */
export async function aContractedAUnit(label: string): Promise<SiteUnit> {
  const unit = await aSiteUnit("a", label);
  await siteSql(
    `INSERT INTO contract (id, jurisdiction_id, unit_id, number, starts_on, ends_on, effective_until, main_zone_id, created_at)
     VALUES (gen_random_uuid(), 'taichung', $1, $2, current_date - 365, current_date + 365, current_date + 365,
             'taichung-城中1', now())`,
    [unit.id, `測試${unit.code}`],
  );
  return unit;
}

/** Two units of the same owner. */
export async function relateUnits(one: SiteUnit, other: SiteUnit): Promise<void> {
  const pair = [one.organisationId, other.organisationId].sort();
  await siteSql(
    `INSERT INTO related_party (id, jurisdiction_id, organisation_a_id, organisation_b_id, kind, basis, created_at)
     VALUES (gen_random_uuid(), 'taichung', $1, $2, 'same_owner', '測試', now())`,
    pair,
  );
}

interface Given {
  on: string;
  times?: number;
  service?: Service;
  basis?: DispatchBasis;
  state?: DispatchState;
  reason?: string;
}

/** Dispatches of one closed case from an A unit to a B unit; ended, as only one of a case and service may stand. */
export async function siteDispatches(from: SiteUnit, to: SiteUnit, given: Given): Promise<void> {
  const { on, times = 1, service = "home_care", basis = "rotation", state = "ended", reason = null } = given;
  const caseId = await aClosedCase();
  for (let each = 0; each < times; each += 1) {
    await siteSql(
      `INSERT INTO dispatch (id, jurisdiction_id, case_id, from_unit_id, to_unit_id, service, basis, reason, decision, state,
                             dispatched_on, dispatched_at, answered_on, answer_reason)
       VALUES (gen_random_uuid(), 'taichung', $1, $2, $3, $4::service, $5::dispatch_basis, $6, '{}', $7::text::dispatch_state,
               $8::date, $8::date, $8::date, CASE WHEN $7::text = 'declined' THEN '測試' END)`,
      [caseId, from.id, to.id, service, basis, reason, state, on],
    );
  }
}

async function aClosedCase(): Promise<string> {
  const [clientId, caseId] = [randomUUID(), randomUUID()];
  const name = `測試個案${clientId.slice(0, 8)}`;
  await siteSql(
    `INSERT INTO client (id, jurisdiction_id, national_id_cipher, national_id_index, name, name_folded, sex, born_on, contact_cipher, created_at)
     VALUES ($1::uuid, 'taichung', '\\x00', convert_to($1::uuid::text, 'UTF8'), $2, lower($2), 'female', '1940-05-06', '\\x00', now())`,
    [clientId, name],
  );
  await siteSql(
    `INSERT INTO case_file (id, jurisdiction_id, client_id, number, status, source, applied_on, district_id, closed_on, close_reason, created_at)
     VALUES ($1, 'taichung', $2, $3, 'closed', 'hotline_1966', current_date - 200, $4, current_date, 'moved', now())`,
    [caseId, clientId, `CE${caseId.slice(0, 8)}`, DISTRICT],
  );
  return caseId;
}
