import { beforeAll, describe, expect, it } from "vitest";
import { contractById, listContracts } from "@/lib/features/registry/contracts/queries";
import { renewalOf } from "@/lib/features/registry/contracts/renewal/queries";
import { recordRenewalNotice, recordRenewalReply } from "@/lib/features/registry/contracts/renewal/service";
import { contractListParams } from "@/lib/features/registry/contracts/schema";
import { createContract } from "@/lib/features/registry/contracts/service";
import type { Clock } from "@/lib/platform/clock";
import type { Refused, Result } from "@/lib/platform/result";
import { addDays, type PlainDate, plainDate } from "@/lib/rules/plain-date";
import { code, done } from "../support/accounts";
import { aCity, aUnitOf, type TestCity, type TestUnit } from "../support/fixtures";

let city: TestCity;
let running = 0;

beforeAll(async () => {
  city = await aCity("taichung");
});

const day = plainDate;

/** A clock that stands at noon of a day in the office. */
function on(date: string): Clock {
  return { now: () => new Date(`${date}T04:00:00Z`) };
}

function create(unit: TestUnit, startsOn: PlainDate, endsOn: PlainDate) {
  running += 1;
  const area = { mainZoneId: "taichung-城中2", secondaryZoneId: null, districtIds: [] };
  const terms = { unitId: unit.id, number: `測試 ${running}`, startsOn, endsOn, ...area };
  const { bureau_officer: officer } = city.actors;
  return createContract(officer, { ...terms, services: ["home_care"] }, on("2026-03-02"));
}

/** A contract of 2026 of a unit of its own. */
async function made() {
  const unit = await aUnitOf("taichung", { tier: "b", services: ["home_care"] });
  const { id } = done(await create(unit, day("2026-01-01"), day("2026-12-31")));
  return { id, unit };
}

function refused(result: Result<unknown>): Refused {
  if (result.ok) throw new Error("was not refused");
  return result;
}

const row = async (id: string) => {
  const found = await contractById(city.actors.bureau_officer, id);
  if (!found) throw new Error("no such contract");
  return found;
};

describe("Renewal (CR §11)", () => {
  const end = day("2026-12-31");
  const noticeDue = addDays(end, -90);
  const silence = addDays(end, -30);
  const stateOn = async (id: string, date: PlainDate) => {
    const renewal = renewalOf("taichung", await row(id), date);
    return renewal.kind === "renewal" ? renewal.outcome.state : renewal.kind;
  };
  const officer = () => city.actors.bureau_officer;

  it("is overdue for notice from the day after the ninetieth day before the end", async () => {
    const { id } = await made();
    expect(await stateOn(id, noticeDue)).toBe("notice_due_soon");
    expect(await stateOn(id, addDays(noticeDue, 1))).toBe("notice_overdue");
  });

  it("records a notice on the last day as in time and a day later as late", async () => {
    const first = await made();
    const second = await made();
    const notice = { version: 1, noticeOn: noticeDue };
    const later = { version: 1, noticeOn: addDays(noticeDue, 1) };
    const clock = on("2026-10-20");
    const inTime = done(await recordRenewalNotice(officer(), { id: first.id, ...notice }, clock));
    const late = done(await recordRenewalNotice(officer(), { id: second.id, ...later }, clock));
    expect([inTime.late, late.late]).toEqual([false, true]);
    expect(await stateOn(first.id, day("2026-10-20"))).toBe("awaiting_reply");
  });

  it("counts silence as a refusal from the day after the thirtieth day before the end", async () => {
    const { id } = await made();
    done(await recordRenewalNotice(officer(), { id, version: 1, noticeOn: noticeDue }, on("2026-10-20")));
    expect(await stateOn(id, silence)).toBe("awaiting_reply");
    expect(await stateOn(id, addDays(silence, 1))).toBe("deemed_declined");
    const reply = { id, version: 2, reply: "agreed" as const };
    const tooLate = await recordRenewalReply(
      officer(),
      { ...reply, replyOn: addDays(silence, 1) },
      on("2026-12-20"),
    );
    expect(refused(tooLate).code).toBe("deemed_declined");
    expect(refused(tooLate).message).toContain("長期照顧特約管理辦法第11條");
    done(await recordRenewalReply(officer(), { ...reply, replyOn: silence }, on("2026-12-20")));
    expect(await stateOn(id, day("2026-12-20"))).toBe("agreed");
  });

  it("takes no reply before a notice, no day before the notice and none in the future", async () => {
    const { id } = await made();
    const reply = { id, reply: "declined" as const, replyOn: day("2026-10-10") };
    const clock = on("2026-10-20");
    expect(code(await recordRenewalReply(officer(), { ...reply, version: 1 }, clock))).toBe("no_notice");
    done(await recordRenewalNotice(officer(), { id, version: 1, noticeOn: noticeDue }, clock));
    const early = { ...reply, version: 2, replyOn: addDays(noticeDue, -1) };
    expect(code(await recordRenewalReply(officer(), early, clock))).toBe("day");
    const future = { ...reply, version: 2, replyOn: day("2026-10-21") };
    expect(code(await recordRenewalReply(officer(), future, clock))).toBe("day");
    expect(code(await recordRenewalReply(officer(), { ...reply, version: 2 }, clock))).toBe("ok");
  });

  it("is settled by a contract that takes over, which leaves the queue", async () => {
    const { id, unit } = await made();
    const list = async () => {
      const params = contractListParams({ state: "notice_overdue", size: "100" });
      return (await listContracts(officer(), params, day("2026-11-01"))).rows.map((each) => each.id);
    };
    expect(await list()).toContain(id);
    const follow = done(await create(unit, day("2027-01-01"), day("2029-12-31")));
    expect(await list()).not.toContain(id);
    expect((await row(id)).followUp?.id).toBe(follow.id);
  });

  it.each([
    ["notice_due", "2026-09-02", true],
    ["notice_due", "2026-09-01", false],
    ["notice_due", "2026-10-02", true],
    ["notice_due", "2026-10-03", false],
    ["notice_overdue", "2026-10-03", true],
    ["notice_overdue", "2026-12-01", true],
    ["notice_overdue", "2026-12-02", false],
    ["deemed_declined", "2026-12-02", true],
    ["ending", "2026-12-31", true],
    ["ended", "2027-01-01", true],
    ["running", "2027-01-01", false],
  ])("filters %s on %s as the rule judges: %s", async (state, date, there) => {
    const { id, unit } = await made();
    const params = contractListParams({ state, q: unit.code, days: "30" });
    const { rows } = await listContracts(officer(), params, day(date));
    expect(rows.map((each) => each.id).includes(id)).toBe(there);
  });
});
