import { describe, expect, test } from "vitest";
import { POINT_CATALOGUE } from "../../lib/rules/parameters/penalty";
import { PENALTY_ARTICLES, POINT_CLAUSES } from "../../lib/rules/penalty-clauses-data";

const catalogue = POINT_CATALOGUE.histories.tw?.[0]?.value;

describe("The clauses of the regulation as copied", () => {
  test.each(["a", "b"] as const)("of tier %s are as many as the rules count", (tier) => {
    expect(POINT_CLAUSES[tier]).toHaveLength(catalogue?.[tier].clauses ?? -1);
  });

  test.each(["a", "b"] as const)(
    "of tier %s give a time to correct just where the rules ask for it",
    (tier) => {
      const withTime = POINT_CLAUSES[tier].flatMap((text, index) =>
        text.includes("經令其限期改善而屆期未改善") ? [index + 1] : [],
      );
      expect(withTime).toEqual(catalogue?.[tier].cureClauses);
    },
  );

  test("are joined by the articles that a letter quotes", () => {
    expect(PENALTY_ARTICLES["37"]).toContain("通知到達日起三十日內");
    expect(PENALTY_ARTICLES["31"]).toContain("三十日至一百八十日");
  });
});
