import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkVectors, differences } from "../../scripts/run-rules";

const folders = ["vectors", "own"].map((folder) => join(import.meta.dirname, folder));

for (const folder of folders) {
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".yaml"))) {
    describe(`the examples in ${folder.split("/").at(-1)}/${file} hold`, () => {
      const checked = checkVectors(readFileSync(join(folder, file), "utf8"), file);
      test.each(checked.map(({ name, mismatches }) => [name, mismatches] as const))(
        "%s",
        (_name, mismatches) => {
          expect(mismatches).toEqual([]);
        },
      );
    });
  }
}

describe("the runner of examples", () => {
  test("compares only the keys that an example names, numbers within 1e-9, lists as a whole", () => {
    expect(differences("", { a: 0.1 + 0.2, b: { c: 1 } }, { a: 0.3, b: { c: 1, d: 2 }, e: 3 })).toEqual([]);
    expect(differences("", { a: [1, 2] }, { a: [1, 2, 3] })).toHaveLength(1);
    expect(differences("", { a: null }, {})).toEqual(["a: expected null, actual nothing"]);
  });

  test("counts what is no example as failed instead of stopping", () => {
    const failures = (text: string) =>
      checkVectors(text, "x").filter(({ mismatches }) => mismatches.length > 0);
    expect(failures("- 5\n- {name: none, rule: nothing}")).toHaveLength(2);
    expect(failures("a: [")).toHaveLength(1);
    expect(failures("just text")).toHaveLength(1);
  });

  test("tells an expected refusal from a wrong one and from an answer", () => {
    const growth = "rule: indicator.growth, jurisdiction: tw, input: {current: 1, previous: 0}";
    const [wrongRefusal, noRefusal, unknownRule] = checkVectors(
      `- {rule: indicator.growth, jurisdiction: tw, input: {}, error: out_of_range}
- {${growth}, error: missing_field}
- {rule: nothing.here, jurisdiction: tw, input: {}, error: unknown_rule}`,
      "x",
    );
    expect(wrongRefusal?.mismatches).toEqual(["expected error out_of_range, actual missing_field"]);
    expect(noRefusal?.mismatches).toEqual(['expected error missing_field, actual {"rate":null}']);
    expect(unknownRule?.mismatches).toEqual([]);
  });
});
