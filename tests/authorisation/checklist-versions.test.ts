import { beforeAll, describe, expect, it, vi } from "vitest";
import * as drafting from "@/lib/features/inspections/templates/drafting/actions";
import {
  discardDraft,
  draftTemplate,
  publishTemplate,
} from "@/lib/features/inspections/templates/drafting/service";
import * as editing from "@/lib/features/inspections/templates/editing/actions";
import { editDraft } from "@/lib/features/inspections/templates/editing/service";
import { listForms, templateById } from "@/lib/features/inspections/templates/queries";
import type { Actor } from "@/lib/platform/actor";
import type { FormAction } from "@/lib/platform/define-action";
import type { Result } from "@/lib/platform/result";
import { currentActor } from "@/lib/platform/session";
import { plainDate } from "@/lib/rules/plain-date";
import type { Role } from "@/prisma/generated/enums";
import { aCity, appSql, ownerSql, ROLES, type TestCity, withoutRowSecurity } from "../support/fixtures";

// Who is signed in is the only thing that is not real here: actions ask it of the request's cookie.
vi.mock("@/lib/platform/session", async (original) => ({
  ...(await original<object>()),
  currentActor: vi.fn(),
}));

const PLACES = ["own city", "another city"] as const;
type Place = (typeof PLACES)[number];
const CITY: Record<Place, string> = { "own city": "taichung", "another city": "taoyuan" };
const BUREAU: readonly Role[] = ["bureau_admin", "bureau_officer", "care_supervisor", "care_specialist"];

let city: TestCity;
let inForce: Record<Place, string>;
let draft: Record<Place, string>;

beforeAll(async () => {
  city = await aCity("taichung");
  await aCity("taoyuan");
  const ids = async (of: (city: string) => Promise<string>) => ({
    "own city": await of("taichung"),
    "another city": await of("taoyuan"),
  });
  inForce = await ids((id) => formIn(id, "plan_audit"));
  draft = await ids((id) => aDraftOf(id, "plan_audit"));
});

async function formIn(cityId: string, form: string): Promise<string> {
  const [row] = await ownerSql<{ id: string }>(
    "SELECT id FROM checklist_template WHERE jurisdiction_id = $1 AND form_key = $2 AND state = 'in_force'",
    [cityId, form],
  );
  return row?.id ?? "";
}

let running = 0;

/** A changed copy of the form in force as a draft, in the place of one that was there. */
async function aDraftOf(cityId: string, form: string): Promise<string> {
  running += 1;
  await ownerSql(
    "DELETE FROM checklist_template WHERE jurisdiction_id = $1 AND form_key = $2 AND state = 'draft'",
    [cityId, form],
  );
  const [row] = await ownerSql<{ id: string }>(
    `INSERT INTO checklist_template (id, jurisdiction_id, form_key, version_no, title, revised_on, state, content, created_at)
     SELECT gen_random_uuid(), jurisdiction_id, form_key,
            (SELECT max(version_no) + 1 FROM checklist_template o
              WHERE o.jurisdiction_id = t.jurisdiction_id AND o.form_key = t.form_key),
            $3, revised_on, 'draft', jsonb_set(content, '{title}', to_jsonb($3::text)), now()
       FROM checklist_template t WHERE jurisdiction_id = $1 AND form_key = $2 AND state = 'in_force'
     RETURNING id`,
    [cityId, form, `示範草稿 ${running}`],
  );
  return row?.id ?? "";
}

const reads = (role: Role, place: Place) => BUREAU.includes(role) && place === "own city";
const keeps = (role: Role, place: Place) => role === "bureau_admin" && place === "own city";

const DEEDS: Record<string, (actor: Actor, place: Place) => Promise<Result<unknown>>> = {
  draft: async (actor, place) => {
    await ownerSql("DELETE FROM checklist_template WHERE state = 'draft' AND form_key = 'telephone_survey'");
    const id = await formIn(CITY[place], "telephone_survey");
    return draftTemplate(actor, { id, revisedOn: plainDate("2030-01-01") });
  },
  edit: async (actor, place) => {
    const id = await aDraftOf(CITY[place], "plan_audit");
    return editDraft(actor, { id, version: 1, edit: { kind: "renumber", restarts: true } });
  },
  publish: async (actor, place) =>
    publishTemplate(actor, { id: await aDraftOf(CITY[place], "plan_audit"), version: 1 }),
  discard: async (actor, place) =>
    discardDraft(actor, { id: await aDraftOf(CITY[place], "plan_audit"), version: 1 }),
};

type Fence = (work: () => Promise<void>) => Promise<void>;
const FENCES: [string, Fence][] = [
  ["with both fences", (work) => work()],
  ["by policy alone", (work) => withoutRowSecurity(work)],
];

describe.each(FENCES)("Checklists, %s", (_name, fenced) => {
  it.each(ROLES)("are read as %s by the bureau, its own city's alone, drafts too", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const listed = (await listForms(actor)).flatMap(({ versions }) => versions.map(({ id }) => id));
      for (const place of PLACES) {
        for (const id of [inForce[place], draft[place]]) {
          expect(`${place}: ${listed.includes(id)}`).toBe(`${place}: ${reads(role, place)}`);
          const opened = (await templateById(actor, id)) !== null;
          expect(`${place}: ${opened}`).toBe(`${place}: ${reads(role, place)}`);
        }
      }
    }),
  );
});

describe.each(FENCES)("New versions, %s", (_name, fenced) => {
  it.each(ROLES)("are made as %s by the administrator of the own city alone", (role) =>
    fenced(async () => {
      for (const place of PLACES) {
        for (const [name, deed] of Object.entries(DEEDS)) {
          const result = await deed(city.actors[role], place);
          expect(`${name} ${place}: ${result.ok}`).toBe(`${name} ${place}: ${keeps(role, place)}`);
        }
      }
    }),
  );
});

describe("The actions on checklists", () => {
  const all = Object.entries({ ...drafting, ...editing }) as [string, FormAction<unknown>][];

  it.each(all)("%s asks for the role before it reads the form", async (_name, action) => {
    for (const role of ROLES) {
      vi.mocked(currentActor).mockResolvedValueOnce(city.actors[role]);
      const result = await action(null, new FormData());
      const code = result?.ok ? "ok" : result?.code;
      expect(`${role}: ${code}`).toBe(`${role}: ${role === "bureau_admin" ? "invalid" : "forbidden"}`);
    }
    vi.mocked(currentActor).mockResolvedValueOnce(null);
    expect(await action(null, new FormData())).toMatchObject({ ok: false, code: "signed_out" });
  });
});

describe("Checklists, by row-level security alone", () => {
  it("show nothing without an actor", async () => {
    expect(await appSql(null, "SELECT 1 FROM checklist_template")).toEqual([]);
  });

  it.each(ROLES)("show as %s the own city's, drafts to the bureau alone", async (role) => {
    await aDraftOf("taichung", "plan_audit");
    await aDraftOf("taoyuan", "plan_audit");
    const rows = await appSql<{ city: string; state: string }>(
      city.actors[role],
      "SELECT DISTINCT jurisdiction_id AS city, state::text FROM checklist_template",
    );
    expect(rows.every((row) => row.city === "taichung")).toBe(true);
    expect(rows.some(({ state }) => state === "in_force")).toBe(true);
    expect(rows.some(({ state }) => state === "draft")).toBe(BUREAU.includes(role));
  });

  it.each(ROLES)("are written as %s by the administrator of the own city alone", async (role) => {
    for (const place of PLACES) {
      const id = await aDraftOf(CITY[place], "plan_audit");
      const changed = await appSql(
        city.actors[role],
        "UPDATE checklist_template SET title = title WHERE id = $1 RETURNING id",
        [id],
      );
      expect(`${place}: ${changed.length}`).toBe(`${place}: ${keeps(role, place) ? 1 : 0}`);
      const gone = await appSql(
        city.actors[role],
        "DELETE FROM checklist_template WHERE id = $1 RETURNING id",
        [id],
      );
      expect(`${place}: ${gone.length}`).toBe(`${place}: ${keeps(role, place) ? 1 : 0}`);
      const added = await appSql(
        city.actors[role],
        `INSERT INTO checklist_template (id, jurisdiction_id, form_key, version_no, title, revised_on, state, content, created_at)
         VALUES (gen_random_uuid(), $1, 'another', 1, 'x', now(), 'draft', '{}', now())`,
        [CITY[place]],
      )
        .then(() => true)
        .catch(() => false);
      expect(`${place}: ${added}`).toBe(`${place}: ${keeps(role, place)}`);
    }
  });

  it("are deleted by nobody once they were in force", async () => {
    const sql = "DELETE FROM checklist_template WHERE state <> 'draft' RETURNING id";
    for (const role of ROLES) expect(await appSql(city.actors[role], sql)).toEqual([]);
  });
});
