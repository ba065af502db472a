import { beforeAll, describe, expect, it } from "vitest";
import { importPermissions, mayImport } from "@/lib/features/registry/imports/policy";
import { getImport, listImports } from "@/lib/features/registry/imports/queries";
import {
  applyImport,
  discardImport,
  importReferenceFile,
  previewImport,
} from "@/lib/features/registry/imports/service";
import type { Actor } from "@/lib/platform/actor";
import { aCity, appSql, ownerSql, ROLES, type TestCity, withoutRowSecurity } from "../support/fixtures";

const LIST = { q: "", sort: "created", dir: "desc", page: 1, size: 25 } as const;
const FILE = {
  fileName: "示範.csv",
  bytes: new TextEncoder().encode("行政區,層級,服務類型,單位名稱\n西屯區,A,,示範護理之家\n"),
};

let city: TestCity;
let foreign: TestCity;
let importId: string;

beforeAll(async () => {
  city = await aCity("taichung");
  foreign = await aCity("taoyuan");
  const previewed = await previewImport(city.actors.bureau_admin, FILE);
  if (!previewed.ok) throw new Error(previewed.message);
  importId = previewed.data.id;
});

const imports = () =>
  ownerSql<{ id: string; state: string }>("SELECT id, state FROM registry_import ORDER BY id");
const listings = () => ownerSql<{ n: number }>("SELECT count(*)::int AS n FROM listing");

/** Everyone but those who may: the other roles of the city, and the admin of another one. */
function others(): [string, Actor][] {
  return [
    ...ROLES.filter((role) => role !== "bureau_admin").map((role): [string, Actor] => [
      role,
      city.actors[role],
    ]),
    ["an admin of another city", foreign.actors.bureau_admin],
  ];
}

describe("The policy of imports", () => {
  it("gives every permission to the admin alone", () => {
    for (const permission of Object.keys(importPermissions) as (keyof typeof importPermissions)[]) {
      const allowed = ROLES.filter((role) => mayImport(city.actors[role], permission));
      expect(allowed).toEqual(["bureau_admin"]);
    }
  });
});

async function tryEverything(): Promise<void> {
  for (const [who, actor] of others()) {
    const isForeignAdmin = actor.role === "bureau_admin";
    expect([who, (await listImports(actor, LIST)).rows.filter((row) => row.id === importId)]).toEqual([
      who,
      [],
    ]);
    expect([who, await getImport(actor, importId)]).toEqual([who, null]);
    const code = isForeignAdmin ? "not_found" : "forbidden";
    expect([who, await applyImport(actor, { id: importId, confirmGone: true })]).toEqual([
      who,
      expect.objectContaining({ ok: false, code }),
    ]);
    expect([who, await discardImport(actor, { id: importId })]).toEqual([
      who,
      expect.objectContaining({ ok: false, code }),
    ]);
    if (isForeignAdmin) continue;
    expect([who, await previewImport(actor, FILE)]).toEqual([
      who,
      expect.objectContaining({ ok: false, code: "forbidden" }),
    ]);
    expect([who, await importReferenceFile(actor, { ...FILE, kind: "units" })]).toEqual([
      who,
      expect.objectContaining({ ok: false, code: "forbidden" }),
    ]);
  }
}

describe("Every query and service of imports", () => {
  it("shows nothing to other roles and cities and takes nothing from them", async () => {
    const before = [await imports(), await listings()];
    await tryEverything();
    expect([await imports(), await listings()]).toEqual(before);
  });

  it("does so by the policy alone, when the database would allow everything", async () => {
    const before = [await imports(), await listings()];
    await withoutRowSecurity(tryEverything);
    expect([await imports(), await listings()]).toEqual(before);
  });

  it("judges the file of another city's admin by that city's districts and keeps it there", async () => {
    const previewed = await previewImport(foreign.actors.bureau_admin, FILE);
    if (!previewed.ok) throw new Error(previewed.message);
    const found = await getImport(foreign.actors.bureau_admin, previewed.data.id);
    expect(found?.preview.wrong.map((finding) => finding.reason)).toEqual(["unknown_district"]);
    expect(await getImport(city.actors.bureau_admin, previewed.data.id)).toBeNull();
  });

  it("works for the city's own admin", async () => {
    expect((await getImport(city.actors.bureau_admin, importId))?.fileName).toBe("示範.csv");
    expect((await listImports(city.actors.bureau_admin, LIST)).rows.map((row) => row.id)).toContain(importId);
  });
});

describe("Row-level security alone", () => {
  it("shows no import without an actor, to another role or to another city", async () => {
    expect(await appSql(null, "SELECT id FROM registry_import")).toEqual([]);
    for (const [who, actor] of others())
      expect([who, await appSql(actor, "SELECT id FROM registry_import WHERE id = $1", [importId])]).toEqual([
        who,
        [],
      ]);
    expect(
      await appSql(city.actors.bureau_admin, "SELECT id FROM registry_import WHERE id = $1", [importId]),
    ).toHaveLength(1);
  });

  it("lets nobody else add, change or delete one", async () => {
    const insert = `INSERT INTO registry_import (id, jurisdiction_id, kind, state, file_name, file_sha256, encoding, rows, preview, created_at)
      VALUES (gen_random_uuid(), 'taichung', 'units', 'previewed', 'x', 'x', 'UTF-8', '{}', '{}', now())`;
    for (const [, actor] of [["nobody", null] as const, ...others()]) {
      await expect(appSql(actor, insert)).rejects.toThrow(/row-level security/);
      expect(
        await appSql(actor, "UPDATE registry_import SET state = 'applied' WHERE id = $1 RETURNING id", [
          importId,
        ]),
      ).toEqual([]);
      await expect(appSql(actor, "DELETE FROM registry_import")).rejects.toThrow(/permission denied/);
    }
  });

  it("lets only the admin of the city add or change a name note, and nobody delete a listing", async () => {
    const insert = `INSERT INTO name_note (id, jurisdiction_id, file, source_line, kind, text_in_source, evidence)
      VALUES (gen_random_uuid(), 'taichung', 'units.csv', 1, 'doubtful', 'x', '')`;
    for (const [, actor] of [["nobody", null] as const, ...others()])
      await expect(appSql(actor, insert)).rejects.toThrow(/row-level security/);
    await appSql(city.actors.bureau_admin, insert);
    await expect(appSql(city.actors.bureau_admin, "DELETE FROM listing")).rejects.toThrow(
      /permission denied/,
    );
    await expect(appSql(city.actors.bureau_admin, "DELETE FROM opening_hours")).rejects.toThrow(
      /permission denied/,
    );
  });
});
