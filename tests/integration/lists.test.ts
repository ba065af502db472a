import { beforeAll, describe, expect, it } from "vitest";
import { listCases } from "@/lib/features/cases/list/queries";
import { caseListParams } from "@/lib/features/cases/list/schema";
import { outwardAsCsv, outwardAsXlsx } from "@/lib/features/cases/monitoring/outward/documents";
import { exportOutward } from "@/lib/features/cases/monitoring/outward/export/service";
import { listOutward } from "@/lib/features/cases/monitoring/outward/queries";
import { outwardListParams } from "@/lib/features/cases/monitoring/outward/schema";
import { workListParams } from "@/lib/features/cases/monitoring/schema";
import { workAsCsv, workAsXlsx } from "@/lib/features/cases/monitoring/worklist/documents";
import { exportWork } from "@/lib/features/cases/monitoring/worklist/service";
import { centreAsCsv, centreAsXlsx } from "@/lib/features/dispatch/centre/export/documents";
import { exportCentre } from "@/lib/features/dispatch/centre/export/service";
import { listCentre } from "@/lib/features/dispatch/centre/queries";
import { centreListParams } from "@/lib/features/dispatch/centre/schema";
import { dispatchesAsCsv, dispatchesAsXlsx } from "@/lib/features/dispatch/list/documents";
import { pageOfDispatches } from "@/lib/features/dispatch/list/pages/queries";
import { listDispatches } from "@/lib/features/dispatch/list/queries";
import { DISPATCH_SORTS, dispatchListParams } from "@/lib/features/dispatch/list/schema";
import { exportDispatches } from "@/lib/features/dispatch/list/service";
import { waitingAsCsv, waitingAsXlsx } from "@/lib/features/dispatch/managers/export/documents";
import { exportWaiting } from "@/lib/features/dispatch/managers/export/service";
import { listWaiting } from "@/lib/features/dispatch/managers/queries";
import { waitingParams } from "@/lib/features/dispatch/managers/schema";
import { readAs } from "@/lib/platform/db";
import { plainDate } from "@/lib/rules/plain-date";
import { done } from "../support/accounts";
import { aCase, aDispatch, type TestCase } from "../support/cases";
import { noonOf } from "../support/dispatch";
import { aCity, ownerSql, type TestCity } from "../support/fixtures";

const DAY = plainDate("2026-09-15");
const AT_NOON = noonOf(DAY);
const [NORTH, SOUTH] = ["66000010", "66000070"];

let city: TestCity;
let served: TestCase;
let other: TestCase;
let assessed: TestCase;
let waiting: TestCase;
/** To the B unit: waiting since July, begun in August, declined in September. */
let sent: Record<"waiting" | "begun" | "declined", string>;

beforeAll(async () => {
  city = await aCity("taichung");
  const { aUnit, bUnit } = city;
  served = await aCase(city, { name: "示範台甲", districtId: NORTH }).inService(aUnit);
  other = await aCase(city, { name: "示範乙", districtId: SOUTH }).inService(aUnit);
  assessed = await aCase(city, { name: "示範丙", districtId: NORTH }).assessed({ needLevel: 6 });
  waiting = await aCase(city, { name: "示範丁", districtId: SOUTH }).dispatched(aUnit, { needLevel: 5 });
  const began = { state: "accepted", dispatchedOn: "2026-08-03", firstServiceOn: "2026-08-05" } as const;
  sent = {
    waiting: await aDispatch(served, aUnit, bUnit, { dispatchedOn: "2026-07-20", basis: "rotation" }),
    begun: await aDispatch(served, aUnit, bUnit, { service: "respite", ...began }),
    declined: await aDispatch(other, aUnit, bUnit, { state: "declined", dispatchedOn: "2026-09-01" }),
  };
  await ownerSql(
    `INSERT INTO outward_referral (id, jurisdiction_id, case_id, kind, referred_on, receiver, note, created_at)
     VALUES (gen_random_uuid(), 'taichung', $1, 'dementia_centre', '2026-09-01', '示範共照中心', '=1+1', now())`,
    [served.id],
  );
}, 60_000);

/** The names of what was found, by case. */
const named = (rows: readonly { clientName: string | null }[]) => rows.map((row) => row.clientName);

describe("The list of dispatches", () => {
  const found = async (query: Record<string, string>) =>
    (await listDispatches(city.actors.care_supervisor, dispatchListParams(query))).rows;
  const idsOf = async (query: Record<string, string>) => (await found(query)).map(({ id }) => id);

  it("holds what the centre and the A units sent, the newest first", async () => {
    const rows = await found({ sort: "dispatchedOn" });
    expect(rows.map(({ dispatchedOn }) => dispatchedOn)).toEqual([
      ...["2026-09-01", "2026-08-03", "2026-07-20", "2026-07-08", "2026-07-08", "2026-07-08"],
    ]);
    const ofCentre = rows.filter(({ fromUnit }) => fromUnit === null);
    expect(named(ofCentre).sort()).toEqual(["示範乙", "示範丁", "示範台甲"].sort());
    expect(
      ofCentre.every(({ service, toUnit }) => service === "case_management" && toUnit.id === city.aUnit.id),
    ).toBe(true);
  });

  it("is narrowed by person, number, unit, service, basis, state, district and month", async () => {
    const { waiting: waits, begun, declined } = sent;
    expect(await idsOf({ q: "臺甲", service: "home_care" })).toEqual([waits]);
    expect(await idsOf({ q: other.number.toLowerCase(), service: "home_care" })).toEqual([declined]);
    expect(await idsOf({ q: "100%" })).toEqual([]);
    expect(await idsOf({ unit: city.bUnit.code.toLowerCase() })).toEqual([declined, begun, waits]);
    expect(await idsOf({ unit: city.bUnit.name, service: "respite" })).toEqual([begun]);
    expect(await idsOf({ unit: "沒有這個單位" })).toEqual([]);
    expect(await idsOf({ basis: "rotation" })).toEqual([waits]);
    expect(await idsOf({ state: "declined" })).toEqual([declined]);
    expect(await idsOf({ state: "in_service" })).toEqual([begun]);
    expect(await idsOf({ state: "not_begun" })).toEqual([]);
    expect(await idsOf({ state: "waiting" })).toEqual([waits, waiting.dispatchId]);
    expect(await idsOf({ district: SOUTH, service: "home_care" })).toEqual([declined]);
    expect(await idsOf({ month: "2026-08" })).toEqual([begun]);
    expect(await found({ service: "nonsense", month: "2026-13", district: "x", state: "x" })).toHaveLength(6);
  });

  it("stands in each order the same, gathered and sorted or read along its index, page by page", async () => {
    const actor = city.actors.care_supervisor;
    for (const sort of DISPATCH_SORTS) {
      const ways: string[][] = [];
      for (const dir of ["asc", "desc"]) {
        const asked = { ...dispatchListParams({ sort, dir }), size: 2 as 25 };
        const read = (page: number, few: number) =>
          readAs(
            actor,
            async (tx) =>
              (await pageOfDispatches(tx, { jurisdictionId: "taichung" }, { ...asked, page }, { few })).ids,
          );
        const gathered = [...(await read(1, 99)), ...(await read(2, 99)), ...(await read(3, 99))];
        const walked = [...(await read(1, 0)), ...(await read(2, 0)), ...(await read(3, 0))];
        expect(walked).toEqual(gathered);
        expect(new Set(gathered).size).toBe(6);
        ways.push(gathered);
      }
      // Within a unit the newest is always first; every other order turns whole.
      if (sort !== "unit") expect(ways[1]).toEqual([...(ways[0] ?? [])].reverse());
    }
  });

  it("shows the last page for one past the end, found by a text or not", async () => {
    const actor = city.actors.care_supervisor;
    for (const q of ["", "示範"]) {
      const late = await listDispatches(actor, dispatchListParams({ q, page: "99" }));
      expect({ q, page: late.page, total: late.total, rows: late.rows.length }).toEqual({
        ...{ q, page: 1, total: 6, rows: 6 },
      });
    }
    const nothing = await listDispatches(actor, dispatchListParams({ q: "沒有這個人", page: "3" }));
    expect(nothing).toEqual({ rows: [], total: 0, page: 1 });
  });
});

describe("Lists", () => {
  it("show the last page for one past the end", async () => {
    const late = { page: "99" };
    const { care_supervisor: supervisor, a_unit_manager: manager } = city.actors;
    const pages = [
      await listCentre(supervisor, centreListParams(late), DAY),
      await listWaiting(manager, waitingParams(late)),
      await listOutward(manager, outwardListParams(late)),
    ];
    expect(pages.map(({ page, rows }) => [page, rows.length])).toEqual([
      ...[
        [1, 1],
        [1, 1],
        [1, 1],
      ],
    ]);
  });

  it("find a client by the name that was put right, and no more by the former", async () => {
    const row = await aCase(city, { name: "示範舊名" }).applied();
    await ownerSql("UPDATE client SET name = '示範新名', name_folded = '示範新名' WHERE id = $1", [
      row.clientId,
    ]);
    const find = async (q: string) =>
      (await listCases(city.actors.care_supervisor, caseListParams({ q }))).rows.map(({ id }) => id);
    expect(await find("舊名")).toEqual([]);
    expect(await find("新名")).toEqual([row.id]);
  });
});

describe("The files of lists", () => {
  const entries = (action: string) =>
    ownerSql<{ detail: unknown; unit_id: string | null }>(
      "SELECT detail, unit_id::text FROM audit_entry WHERE action = $1",
      [action],
    );
  const isWorkbook = (file: Buffer) => file.subarray(0, 2).toString() === "PK";

  it("hold the cases that wait for an A unit as filtered, and are written down with the filter", async () => {
    const params = centreListParams({ district: NORTH, q: "丙" });
    const rows = done(await exportCentre(city.actors.care_supervisor, params, AT_NOON));
    expect(rows.map(({ id }) => id)).toEqual([assessed.id]);
    expect(centreAsCsv(rows)).toContain(`${assessed.number},示範丙,`);
    expect(isWorkbook(await centreAsXlsx(rows, { view: "waiting", asOf: DAY }, ["共 1 案。"]))).toBe(true);
    expect(await entries("centre.list_exported")).toEqual([
      { detail: { rows: 1, filter: { q: "丙", view: "waiting", district: NORTH } }, unit_id: null },
    ]);
  });

  it("hold the cases that wait for a manager at the own unit", async () => {
    const rows = done(
      await exportWaiting(city.actors.a_unit_manager, waitingParams({ q: "示範丁" }), AT_NOON),
    );
    expect(rows.map(({ id }) => id)).toEqual([waiting.id]);
    expect(waitingAsCsv(rows)).toContain("案家指定,115/07/08");
    expect(isWorkbook(await waitingAsXlsx(rows, DAY, []))).toBe(true);
    expect(await entries("manager.list_exported")).toEqual([
      { detail: { rows: 1, filter: { q: "示範丁" } }, unit_id: city.aUnit.id },
    ]);
  });

  it("hold the AA02 of the month as filtered, for the person who works it off", async () => {
    const params = workListParams({ q: "示範台甲", state: "all" });
    const rows = done(await exportWork(city.actors.case_manager, params, AT_NOON));
    expect(rows.map(({ id }) => id)).toEqual([served.id]);
    expect(workAsCsv(rows)).toContain(`${served.number},示範台甲,`);
    expect(isWorkbook(await workAsXlsx(rows, params.month, []))).toBe(true);
    expect(await entries("monitoring.list_exported")).toEqual([
      {
        detail: { rows: 1, filter: { q: "示範台甲", state: "all", month: params.month } },
        unit_id: city.aUnit.id,
      },
    ]);
  });

  it("hold the referrals that wait for a result, and run no formula of a note", async () => {
    const params = outwardListParams({ kind: "dementia_centre" });
    const rows = done(await exportOutward(city.actors.care_supervisor, params, AT_NOON));
    expect(rows.map(({ caseId }) => caseId)).toEqual([served.id]);
    expect(outwardAsCsv(rows)).toContain("失智共照中心,示範共照中心,115/09/01,'=1+1");
    expect(isWorkbook(await outwardAsXlsx(rows, DAY, []))).toBe(true);
    expect(await entries("outward_referral.list_exported")).toEqual([
      { detail: { rows: 1, filter: { state: "open", kind: "dementia_centre" } }, unit_id: null },
    ]);
  });

  it("hold the dispatches as filtered, in the words of who sent them", async () => {
    const params = dispatchListParams({ state: "declined", q: "示範乙" });
    const rows = done(await exportDispatches(city.actors.a_unit_manager, params, AT_NOON));
    expect(rows.map(({ id }) => id)).toEqual([sent.declined]);
    const csv = dispatchesAsCsv(rows);
    expect(csv).toContain(`115/09/01,${other.number},示範乙,`);
    expect(csv).toContain("已婉拒");
    expect(isWorkbook(await dispatchesAsXlsx(rows, DAY, []))).toBe(true);
    expect(await entries("dispatch.list_exported")).toEqual([
      { detail: { rows: 1, filter: { q: "示範乙", state: "declined" } }, unit_id: city.aUnit.id },
    ]);
  });
});
