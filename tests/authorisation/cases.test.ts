import { beforeAll, describe, expect, it, vi } from "vitest";
import { assessmentsOf } from "@/lib/features/cases/assessment/queries";
import { assessCase } from "@/lib/features/cases/assessment/service";
import { closeCase, reopenCase } from "@/lib/features/cases/closing/service";
import { documentsOf } from "@/lib/features/cases/documents-kept/queries";
import { addDocument, openDocument } from "@/lib/features/cases/documents-kept/service";
import { caseHistory } from "@/lib/features/cases/file/queries";
import { openCaseFile, revealNationalId } from "@/lib/features/cases/file/service";
import { intakeDistricts, knownClient, sealPerson } from "@/lib/features/cases/intake/queries";
import { applyForCare, identifyPerson } from "@/lib/features/cases/intake/service";
import { caseFilterChoices, listCases } from "@/lib/features/cases/list/queries";
import { caseListParams } from "@/lib/features/cases/list/schema";
import { exportCases } from "@/lib/features/cases/list/service";
import { changeContact, changePerson } from "@/lib/features/cases/person/service";
import type { Actor } from "@/lib/platform/actor";
import type { Result } from "@/lib/platform/result";
import { plainDate } from "@/lib/rules/plain-date";
import type { Role } from "@/prisma/generated/enums";
import { aCase, aDispatch, inventedId, type TestCase } from "../support/cases";
import {
  aCity,
  aUnitOf,
  ownerSql,
  ROLES,
  type TestCity,
  type TestUnit,
  withoutRowSecurity,
} from "../support/fixtures";

// Every query and every write of cases, for each role, on cases of the own and of foreign units, districts and cities.

vi.mock("node:fs/promises", async (original) => ({
  ...(await original<object>()),
  mkdir: vi.fn(),
  writeFile: vi.fn(),
  readFile: vi.fn(async () => {
    const { encryptText } = await import("@/lib/platform/secrets");
    return Buffer.from(encryptText(""));
  }),
}));

type Place = "own" | "other unit" | "other district" | "other city";
const PLACES: readonly Place[] = ["own", "other unit", "other district", "other city"];
const NORTH = "66000060";
const SOUTH = "66000010";

let city: TestCity;
let foreign: TestCity;
let southUnit: TestUnit;
let actors: Record<Role, Actor>;
const standing = new Map<string, TestCase>();

const shared = (place: Place, closed = false) => {
  const row = standing.get(`${place} ${closed}`);
  if (!row) throw new Error(`no case of ${place}`);
  return row;
};

beforeAll(async () => {
  city = await aCity("taichung");
  foreign = await aCity("taoyuan");
  southUnit = await aUnitOf("taichung", { tier: "a", districtId: SOUTH });
  actors = {
    ...city.actors,
    care_specialist: { ...city.actors.care_specialist, districtIds: [NORTH] },
  };
  for (const place of PLACES) {
    for (const closed of [false, true]) standing.set(`${place} ${closed}`, await caseAt(place, closed));
  }
});

const CITYWIDE: readonly Role[] = ["bureau_officer", "care_supervisor"];

/** The rule: officers and supervisors the city's, a specialist the covered district's, an A unit its own, nobody another city's. */
function works(role: Role, place: Place): boolean {
  if (CITYWIDE.includes(role)) return place !== "other city";
  if (role === "care_specialist") return place === "own" || place === "other unit";
  return (role === "a_unit_manager" || role === "case_manager") && place === "own";
}

const reader = (role: Role, place: Place) => works(role, place);
const centre = (role: Role, place: Place) =>
  (role === "care_supervisor" || role === "care_specialist") && works(role, place);
const carrier = (role: Role, place: Place) => role !== "bureau_officer" && works(role, place);
const answerable = (role: Role, place: Place) =>
  (CITYWIDE.includes(role) || role === "a_unit_manager") && works(role, place);

/** A case of a place; in service, or closed. */
async function caseAt(place: Place, closed = false): Promise<TestCase> {
  const home = place === "other city" ? foreign : city;
  const unit = { own: city.aUnit, "other unit": city.otherAUnit, "other district": southUnit }[
    place as "own"
  ];
  const districtId = place === "other district" ? SOUTH : home.aUnit.districtId;
  const row = await aCase(home, { districtId }).inService(unit ?? foreign.aUnit);
  if (closed) {
    await ownerSql(
      `UPDATE case_file SET status = 'closed', manager_id = NULL, closed_on = '2026-07-14', close_reason = 'moved' WHERE id = $1`,
      [row.id],
    );
  }
  return row;
}

const clock = { now: () => new Date("2026-07-15T04:00:00Z") };
const TODAY = plainDate("2026-07-15");
const contact = {
  ...{ address: "示範路 5 號", phone: "04-2", contactName: null, contactRelation: null, contactPhone: null },
};
const person = { name: "示範改名", sex: "male" as const, bornOn: plainDate("1940-01-01"), ...contact };
const pdf = () => new File(["%PDF-1.7 示範"], "a.pdf");

interface Deed {
  may: (role: Role, place: Place) => boolean;
  closed?: boolean;
  try: (actor: Actor, row: TestCase) => Promise<Result<unknown>>;
}

const at = (row: TestCase) => ({ id: row.id, version: 1 });

const DEEDS: Record<string, Deed> = {
  open: { may: reader, try: (actor, row) => openCaseFile(actor, row.id, clock) },
  reveal: { may: reader, try: (actor, row) => revealNationalId(actor, { id: row.id }, clock) },
  assess: {
    may: centre,
    try: (actor, row) =>
      assessCase(
        actor,
        {
          ...{ ...at(row), kind: "reassessment", assessedOn: TODAY, needLevel: 5, copayClass: 3 },
          ...{ hasForeignCaregiver: false, note: null, problems: ["洗澡問題"] },
        },
        clock,
      ),
  },
  close: {
    may: carrier,
    try: (actor, row) =>
      closeCase(actor, { ...at(row), closeReason: "moved", closedOn: TODAY, note: null }, clock),
  },
  reopen: {
    may: centre,
    closed: true,
    try: (actor, row) =>
      reopenCase(actor, { ...at(row), source: "walk_in", appliedOn: TODAY, reason: "返家" }, clock),
  },
  changeContact: {
    may: carrier,
    try: (actor, row) => changeContact(actor, { ...at(row), ...contact }, clock),
  },
  changePerson: {
    may: centre,
    try: (actor, row) =>
      changePerson(
        actor,
        { ...at(row), ...person, districtId: row.districtId.replace(/^68.*/, NORTH) },
        clock,
      ),
  },
  addDocument: {
    may: carrier,
    try: (actor, row) => addDocument(actor, { id: row.id, kind: "other", file: pdf() }, clock),
  },
};

type Fence = (work: () => Promise<void>) => Promise<void>;
const FENCES: [string, Fence][] = [
  ["with both fences", (work) => work()],
  ["by policy alone", (work) => withoutRowSecurity(work)],
];

describe.each(FENCES)("Cases, %s", (_name, fenced) => {
  it.each(ROLES)("are opened and kept as %s by those in charge alone", (role) =>
    fenced(async () => {
      for (const place of PLACES) {
        for (const [name, deed] of Object.entries(DEEDS)) {
          // What is refused changes nothing, so those cases are shared; a stranger's deed must leave them as they are.
          const row = deed.may(role, place) ? await caseAt(place, deed.closed) : shared(place, deed.closed);
          const result = await deed.try(actors[role], row);
          const told = result.ok ? "" : ` (${result.code})`;
          expect(`${name} ${place}: ${result.ok}${result.ok === deed.may(role, place) ? "" : told}`).toBe(
            `${name} ${place}: ${deed.may(role, place)}`,
          );
        }
      }
    }),
  );

  it.each(ROLES)(
    "show as %s in the list, its file, assessments, documents and history where the role sees them",
    (role) =>
      fenced(async () => {
        const actor = actors[role];
        for (const place of PLACES) {
          const row = await caseAt(place);
          const params = caseListParams({ q: row.number, size: "100" });
          const exported = await exportCases(actor, params, clock);
          const seen = {
            list: (await listCases(actor, params, clock)).rows.some((each) => each.id === row.id),
            file: exported.ok && exported.data.some((each) => each.id === row.id),
            assessments: (await assessmentsOf(actor, row.id)).length > 0,
            history: (await caseHistory(actor, row.id)) !== null,
          };
          const expected = reader(role, place);
          expect({ place, ...seen }).toEqual({
            place,
            ...{ list: expected, file: expected, assessments: expected, history: expected },
          });
          const openings = await caseHistory(actor, row.id, { openings: true });
          expect(`${place}: ${openings !== null}`).toBe(`${place}: ${answerable(role, place)}`);
        }
      }),
  );

  it.each(ROLES)("give their documents as %s to those who carry them alone", (role) =>
    fenced(async () => {
      for (const place of PLACES) {
        const row = await caseAt(place);
        const [document] = await ownerSql<{ id: string }>(
          `INSERT INTO document (id, jurisdiction_id, case_id, kind, file_name, media_type, size, sha256, created_at, created_by_name)
           VALUES (gen_random_uuid(), $1, $2, 'other', 'a.pdf', 'application/pdf', 1, 'aa', now(), '示範') RETURNING id`,
          [row.jurisdictionId, row.id],
        );
        const opened = await openDocument(actors[role], document?.id ?? "", clock);
        const listed = await documentsOf(actors[role], row.id);
        const expected = reader(role, place);
        expect(`${place}: ${opened.ok} ${listed.length}`).toBe(`${place}: ${expected} ${expected ? 1 : 0}`);
      }
    }),
  );

  it.each(ROLES)("are applied for as %s by the centre, a specialist only in covered districts", (role) =>
    fenced(async () => {
      const actor = actors[role];
      const isCentre = role === "care_supervisor" || role === "care_specialist";
      expect((await identifyPerson(actor, { nationalId: inventedId() })).ok).toBe(isCentre);
      for (const districtId of [NORTH, SOUTH, foreign.aUnit.districtId]) {
        const application = {
          ...{ person: sealPerson(actor, inventedId()), source: "walk_in" as const, appliedOn: TODAY },
          ...{ ...person, districtId },
        };
        const applied = await applyForCare(actor, application, clock);
        const own = districtId === NORTH || (districtId === SOUTH && role === "care_supervisor");
        expect(`${districtId}: ${applied.ok}`).toBe(`${districtId}: ${isCentre && own}`);
      }
      const known = await knownClient(actor, shared("other district").nationalId);
      expect(known !== null).toBe(isCentre);
      expect(known?.mayOpen ?? false).toBe(role === "care_supervisor");
      const abroad = await knownClient(actor, shared("other city").nationalId);
      expect(abroad).toBeNull();
      for (const choice of await intakeDistricts(actor)) expect(choice.value.startsWith("66")).toBe(true);
    }),
  );

  it("are seen by a B unit while they are referred to it, in the limited view, and by no other B unit", () =>
    fenced(async () => {
      const row = await caseAt("own");
      const staff = actors.b_unit_staff;
      await aDispatch(row, city.aUnit, city.bUnit, { state: "accepted" });
      const opened = await openCaseFile(staff, row.id, clock);
      expect(opened.ok && opened.data.view).toBe("limited");
      const stranger = { ...staff, unitId: (await aUnitOf("taichung", { tier: "b" })).id };
      expect((await openCaseFile(stranger, row.id, clock)).ok).toBe(false);
      expect((await revealNationalId(staff, { id: row.id }, clock)).ok).toBe(false);
      expect(await caseHistory(staff, row.id)).toBeNull();
      expect((await listCases(staff, caseListParams({}), clock)).total).toBe(0);
      expect(await documentsOf(staff, row.id)).toEqual([]);
      expect(await assessmentsOf(staff, row.id)).toEqual([]);
    }));

  it.each(ROLES)("offer as %s only units and districts of what the role sees as filters", (role) =>
    fenced(async () => {
      const { districts, units } = await caseFilterChoices(actors[role]);
      for (const district of districts) expect(district.value.startsWith("66")).toBe(true);
      if (role === "care_specialist") expect(districts.map((each) => each.value)).toEqual([NORTH]);
      if (role === "case_manager") expect(units.map((each) => each.value)).toEqual([city.aUnit.id]);
      if (role === "bureau_admin" || role === "b_unit_staff") expect([...districts, ...units]).toEqual([]);
    }),
  );
});
