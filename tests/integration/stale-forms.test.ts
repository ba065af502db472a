import { beforeAll, describe, expect, it } from "vitest";
import { ACTION_LABELS } from "@/lib/features/audit/labels";
import { closeCase } from "@/lib/features/cases/closing/service";
import { changeContact } from "@/lib/features/cases/person/service";
import { CASE_CHANGE_WORDS } from "@/lib/features/cases/status/labels";
import { ORDER_CHANGE_WORDS } from "@/lib/features/dispatch/centre/labels";
import { keepDistrictOrder, startDistrictOrder } from "@/lib/features/dispatch/centre/rotation/service";
import { dispatchToAUnit } from "@/lib/features/dispatch/centre/service";
import { fileTable } from "@/lib/features/dispatch/monthly-tables/filing/service";
import { TABLE_CHANGE_WORDS } from "@/lib/features/dispatch/monthly-tables/labels";
import { returnTable } from "@/lib/features/dispatch/monthly-tables/review/service";
import { changedCounts, seenCounts } from "@/lib/features/dispatch/monthly-tables/types";
import type { Result } from "@/lib/platform/result";
import { plainDate } from "@/lib/rules/plain-date";
import { aClock, code, done } from "../support/accounts";
import { aCase } from "../support/cases";
import { aCity, ownerSql, type TestCity } from "../support/fixtures";
import { aBUnit, aFiling, anAUnit, dispatched, draft, filed } from "../support/monthly-tables";

// A form that was opened before somebody else changed the thing: refused, and the refusal says who changed what.

const NOW = aClock(new Date("2026-11-05T02:00:00Z"));
let city: TestCity;

beforeAll(async () => {
  city = await aCity("taichung");
});

function words(result: Result<unknown>): string {
  if (result.ok) throw new Error("was not refused");
  expect(result.code).toBe("stale");
  return result.message;
}

const contact = (phone: string) => ({
  ...{ address: "示範路 1 號", phone, contactName: "示範", contactRelation: "子女", contactPhone: "" },
});

describe("A form of a case that is stale", () => {
  it("says each change since, with what it was and became, also to somebody who may not read the audit log", async () => {
    const row = await aCase(city).dispatched();
    const { care_supervisor: supervisor, a_unit_manager: manager, care_specialist } = city.actors;
    const specialist = { ...care_specialist, districtIds: [row.districtId] };
    const form = { id: row.id, version: row.version };
    done(await changeContact(manager, { ...form, ...contact("04-1111-1111") }, NOW));
    const closing = { closeReason: "moved" as const, closedOn: plainDate("2026-11-04"), note: "搬家" };
    done(await closeCase(supervisor, { ...form, version: row.version + 1, ...closing }, NOW));
    const late = words(await closeCase(specialist, { ...form, ...closing }, NOW));
    expect(late).toContain(`${manager.name} 變更個案基本資料（聯絡資料：電話`);
    expect(late).toContain(`${supervisor.name} 結案`);
    expect(late).toContain("→已結案");
    expect(late).toContain("結案日：115/11/04");
    expect(late).not.toContain("04-1111-1111");
    const [kept] = await ownerSql<{ version: number }>("SELECT version FROM case_file WHERE id = $1", [
      row.id,
    ]);
    expect(kept?.version).toBe(row.version + 2);
  });

  it("tells only what came after it was opened", async () => {
    const row = await aCase(city).dispatched();
    const { care_supervisor: supervisor, a_unit_manager: manager } = city.actors;
    const form = { id: row.id, version: row.version };
    done(await changeContact(manager, { ...form, ...contact("04-1111-1111") }, NOW));
    done(
      await changeContact(supervisor, { ...form, version: row.version + 1, ...contact("04-2222-2222") }, NOW),
    );
    const opened = { ...form, version: row.version + 1, ...contact("04-3333-3333") };
    const late = words(await changeContact(manager, opened, NOW));
    expect(late).toContain(supervisor.name);
    expect(late).not.toContain(manager.name);
  });

  it("calls every change by the name that the audit log has for it", () => {
    for (const { actions } of [CASE_CHANGE_WORDS, ORDER_CHANGE_WORDS, TABLE_CHANGE_WORDS])
      expect(ACTION_LABELS).toMatchObject(actions);
  });
});

describe("A form of the centre that is stale", () => {
  it("says what was done to the order of the district", async () => {
    const { care_supervisor: supervisor } = city.actors;
    const districtId = "66000290";
    const { id } = done(await startDistrictOrder(supervisor, { districtId }, NOW));
    const step = { kind: "" as const, unitId: "" };
    const form = { id, version: 1, step, add: "", notes: {} };
    done(await keepDistrictOrder(supervisor, form, NOW));
    expect(words(await keepDistrictOrder(supervisor, form, NOW))).toContain(
      `${supervisor.name} 修改 A 單位輪序（動作：儲存備註）`,
    );
  });

  it("says that the case was changed, when it was to be sent", async () => {
    const row = await aCase(city).assessed();
    const { care_supervisor: supervisor } = city.actors;
    done(await changeContact(supervisor, { id: row.id, version: row.version, ...contact("04-9") }, NOW));
    const form = { caseId: row.id, version: row.version, basis: "rotation" as const, unitId: null };
    expect(words(await dispatchToAUnit(supervisor, form, NOW))).toContain(
      `${supervisor.name} 變更個案基本資料`,
    );
  });
});

describe("A form of a monthly table that is stale", () => {
  it("says which counts changed since it was shown", async () => {
    const { unit, manager } = await anAUnit(city);
    const [one, two] = [await aBUnit(city), await aBUnit(city)];
    await dispatched(unit, one, { times: 2 });
    await filed(manager, "2026-10", NOW);
    const shown = await draft(manager, "2026-10", plainDate("2026-11-05"));
    const form = { ...(await aFiling(manager, "2026-10", NOW)), seen: seenCounts(shown) };
    await dispatched(unit, one, {});
    await dispatched(unit, two, { service: "respite" });
    const late = words(await fileTable(manager, form, NOW));
    expect(late).toContain(`${one.code} 居家服務 派案件數 2→3`);
    expect(late).toContain(`${two.code} 喘息服務 派案件數 0→1`);
    expect(changedCounts(seenCounts(shown), shown)).toEqual([]);
  });

  it("says to the unit that the centre judged meanwhile, and with what words", async () => {
    const { manager } = await anAUnit(city);
    const { id } = await filed(manager, "2026-10", NOW);
    const form = await aFiling(manager, "2026-10", NOW);
    const { care_supervisor: supervisor } = city.actors;
    done(await returnTable(supervisor, { id, version: 1, remark: "請補充說明" }, NOW));
    expect(words(await fileTable(manager, form, NOW))).toContain(
      `${supervisor.name} 退回派案月報（版次：1；審核意見：請補充說明）`,
    );
    expect(code(await returnTable(supervisor, { id, version: 1, remark: "再退" }, NOW))).toBe("stale");
  });
});
