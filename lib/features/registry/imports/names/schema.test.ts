import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Tier } from "@/prisma/generated/enums";
import { nameDoubt, organisationName } from "./schema";

const DISTRICTS = ["大甲區", "臺中區", "北區"];

describe("The name of an organisation", () => {
  const cases: [string, string, Tier, string][] = [
    ["leaves out a C unit's station", "好鄰居護理之家(後龍據點)", "c", "好鄰居護理之家"],
    ["leaves out a C unit's village", "好鄰居護理之家（大甲區武曲里）", "c", "好鄰居護理之家"],
    ["leaves out an A unit's district", "明康居家護理所(大甲區)", "a", "明康居家護理所"],
    ["leaves out a district spelled the other way", "明康居家護理所(台中區)", "b", "明康居家護理所"],
    ["keeps what is no district on a B unit", "明康居家護理所(後龍據點)", "b", "明康居家護理所(後龍據點)"],
    ["keeps a kind of care", "健民老人長期照顧中心(養護型)", "a", "健民老人長期照顧中心(養護型)"],
    ["keeps a kind of care on a C unit", "愛老郎(托老功能型)", "c", "愛老郎(托老功能型)"],
    ["keeps a commission", "社區長照機構(委託好鄰居經營管理)", "c", "社區長照機構(委託好鄰居經營管理)"],
    ["takes only the last parentheses", "中心(養護型)(大甲區)", "a", "中心(養護型)"],
    ["keeps a name that is all parentheses", "(大甲區)", "c", "(大甲區)"],
  ];
  it.each(cases)("%s: %s", (_what, name, tier, expected) => {
    expect(organisationName(name, tier, DISTRICTS)).toBe(expected);
  });

  it("is never empty and always the beginning of the unit's name", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.constantFrom<Tier>("a", "b", "c"), (text, tier) => {
        fc.pre(text.trim() !== "");
        const name = organisationName(text, tier, DISTRICTS);
        expect(name).not.toBe("");
        expect(text.trim().startsWith(name)).toBe(true);
      }),
    );
  });
});

describe("The doubt of a name", () => {
  it("falls on unreadable, repeated, simplified and cut names, not on sound ones", () => {
    expect(nameDoubt("好□鄰居")?.reason).toBe("replacement_character");
    expect(nameDoubt("我我我我")?.reason).toBe("repeated_characters");
    expect(nameDoubt("林新附設鳥日護理之家")?.reason).toBe("look_alike");
    expect(nameDoubt("好鄰居居家長照機")?.reason).toBe("cut_off");
    for (const sound of ["好鄰居居家長照機構", "長者老人福利協會", "財團法人全成社會福利基金會"])
      expect(nameDoubt(sound)).toBeNull();
  });
});
