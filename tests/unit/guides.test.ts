import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

// The guides for users name buttons as 「…」 and pages as `/…`: what they name has to be there.

const under = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file));

const GENERATED = ["rules.md", "plan-tables.md"];
const GUIDES = under("docs/guide").filter((file) => !GENERATED.includes(path.basename(file)));
const SOURCE = [...under("app"), ...under("components"), ...under("lib/features")]
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");
const PAGES = under("app")
  .filter((file) => path.basename(file) === "page.tsx")
  .map((file) => path.dirname(file).split("/").slice(1))
  .map((parts) => `/${parts.filter((part) => !part.startsWith("(")).join("/")}`);

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = ""]) => found);

describe.each(GUIDES)("The guide %s", (file) => {
  const text = readFileSync(file, "utf8");

  it("names only buttons, fields and queues that a screen has", () => {
    const named = all(text, /「([^」]+)」/g).map((label) => label.replace(/ …$/, ""));
    expect(named.filter((label) => !SOURCE.includes(label))).toEqual([]);
  });

  it("names only pages and guides that are there", () => {
    expect(all(text, /`(\/[a-z/-]+)`/g).filter((page) => !PAGES.includes(page))).toEqual([]);
    const linked = all(text, /\]\(([^)]+)\)/g).map((to) => path.join(path.dirname(file), to));
    expect(linked.filter((to) => !existsSync(to))).toEqual([]);
  });
});
