import { describe, expect, test } from "vitest";
import { contractPeriod, contractRenewal, type RenewalInput } from "../../lib/rules/contract";

describe("the period of a contract (特約管理辦法第10條)", () => {
  test("three years from 1 January 2025 end on 31 December 2027, that day included", () => {
    const period = (endsOn: string) => contractPeriod("tw", { startsOn: "2025-01-01", endsOn });
    expect(period("2027-12-31")).toMatchObject({ ok: true, lastPossibleEnd: "2027-12-31" });
    expect(period("2028-01-01")).toMatchObject({ ok: false, lastPossibleEnd: "2027-12-31" });
    expect(period("2025-01-01").ok).toBe(true);
  });

  test("a period from 29 February 2024 ends on 28 February 2027, the month having no such day (民法第121條)", () => {
    const period = contractPeriod("taichung", { startsOn: "2024-02-29", endsOn: "2027-02-28" });
    expect(period).toMatchObject({ ok: true, lastPossibleEnd: "2027-02-28" });
    const toLeapYear = contractPeriod("taichung", { startsOn: "2025-03-01", endsOn: "2028-02-29" });
    expect(toLeapYear).toMatchObject({ ok: true, lastPossibleEnd: "2028-02-29" });
  });

  test("an end before the start, and a start before 6 October 2023, are refused", () => {
    const refused = (startsOn: string, endsOn: string) => () => contractPeriod("tw", { startsOn, endsOn });
    expect(refused("2025-01-01", "2024-12-31")).toThrow(
      expect.objectContaining({ code: "out_of_range", field: "endsOn" }),
    );
    expect(refused("2023-10-05", "2024-12-31")).toThrow(expect.objectContaining({ code: "no_parameter" }));
  });
});

describe("the renewal of a contract that ends on 31 December 2025 (特約管理辦法第11條)", () => {
  const stateOf = (asOf: string, rest: Partial<RenewalInput> = {}) =>
    contractRenewal("taoyuan", { endsOn: "2025-12-31", asOf, ...rest }).state;

  test("notice is due ninety days before the end and silence counts from thirty, both without rolling", () => {
    const renewal = contractRenewal("tw", { endsOn: "2025-12-31", asOf: "2025-06-01" });
    expect(renewal).toMatchObject({ noticeDueOn: "2025-10-02", silenceOn: "2025-12-01", state: "not_due" });
    expect(contractRenewal("tw", { endsOn: "2026-01-08", asOf: "2025-06-01" }).noticeDueOn).toBe(
      "2025-10-10",
    );
  });

  test("without a notice it becomes due soon, overdue, deemed declined and ended", () => {
    expect(stateOf("2025-09-01")).toBe("not_due");
    expect(stateOf("2025-09-02")).toBe("notice_due_soon");
    expect(stateOf("2025-10-02")).toBe("notice_due_soon");
    expect(stateOf("2025-10-03")).toBe("notice_overdue");
    expect(stateOf("2025-12-01")).toBe("notice_overdue");
    expect(stateOf("2025-12-02")).toBe("deemed_declined");
    expect(stateOf("2025-12-31")).toBe("deemed_declined");
    expect(stateOf("2026-01-01")).toBe("ended");
  });

  test("a notice sent waits for the reply until thirty days before the end", () => {
    expect(stateOf("2025-10-20", { noticeSentOn: "2025-09-15" })).toBe("awaiting_reply");
    expect(stateOf("2025-12-01", { noticeSentOn: "2025-09-15" })).toBe("awaiting_reply");
    expect(stateOf("2025-12-02", { noticeSentOn: "2025-09-15" })).toBe("deemed_declined");
  });

  test("agreement on the thirtieth day before the end is in time, a day later it is not", () => {
    const asOf = "2025-12-15";
    expect(stateOf(asOf, { repliedOn: "2025-12-01", reply: "agreed" })).toBe("agreed");
    expect(stateOf(asOf, { repliedOn: "2025-12-02", reply: "agreed" })).toBe("deemed_declined");
    expect(stateOf(asOf, { repliedOn: "2025-11-01", reply: "declined" })).toBe("declined");
    expect(stateOf("2026-02-01", { repliedOn: "2025-11-01", reply: "agreed" })).toBe("agreed");
    expect(stateOf("2026-02-01", { repliedOn: "2025-11-01", reply: "declined" })).toBe("ended");
  });

  test("a reply needs its day, and nothing may lie after the day asked about", () => {
    const refused = (rest: Partial<RenewalInput>) => () => stateOf("2025-10-20", rest);
    expect(refused({ reply: "agreed" })).toThrow(
      expect.objectContaining({ code: "missing_field", field: "repliedOn" }),
    );
    expect(refused({ repliedOn: "2025-10-01" })).toThrow(
      expect.objectContaining({ code: "missing_field", field: "reply" }),
    );
    expect(refused({ noticeSentOn: "2025-10-21" })).toThrow(
      expect.objectContaining({ code: "out_of_range" }),
    );
  });
});
