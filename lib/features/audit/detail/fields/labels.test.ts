import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { fieldLabel } from "../labels";

const ROOT = path.resolve(import.meta.dirname, "..", "..", "..", "..", "..");

interface Service {
  file: string;
  text: string;
}

/** The services, which write the audit, with their path from the root; comments are no part of what they write. */
function services(): Service[] {
  return readdirSync(path.join(ROOT, "lib/features"), { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)service\.ts$/.test(file))
    .map((file) => `lib/features/${file}`)
    .map((file) => ({
      file,
      text: readFileSync(path.join(ROOT, file), "utf8").replace(/\/\*\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ""),
    }));
}

/** The text from an opening bracket to the one that closes it, both counted; strings are stepped over. */
function balanced(text: string, from: number): string {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at] ?? "";
    if (sign === '"' || sign === "`") {
      at = text.indexOf(sign, at + 1);
      if (at < 0) break;
    } else if ("{([".includes(sign)) depth += 1;
    else if ("})]".includes(sign)) {
      depth -= 1;
      if (depth === 0) return text.slice(from, at + 1);
    }
  }
  return text.slice(from);
}

/** The keys that an object literal writes, also those of objects that are spread into it or stand in it. */
function keysOf(literal: string): string[] {
  const plain = literal.replace(/"[^"]*"|`[^`]*`/g, '""');
  return [...plain.matchAll(/(?<=[{,]\s*)([A-Za-z]\w*)(?=\s*[:,}])/g)].flatMap((match) => match[1] ?? []);
}

/** Every object literal that a service hands to the audit as `detail`, by way of a constant or a function of the same file too. */
function details({ text }: Service): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(/\bdetail(?:: Prisma\.InputJsonObject)?\s*[:=]\s*(\{|(\w+)\()/g)) {
    if (match[2]) found.push(...returnsOf(text, match[2]));
    else found.push(balanced(text, (match.index ?? 0) + match[0].length - 1));
  }
  const spread = found.flatMap((each) => [...each.matchAll(/\.\.\.(\w+)\(/g)].map((match) => match[1] ?? ""));
  const written = [...found, ...spread.flatMap((name) => returnsOf(text, name)), ...handedOn(text)];
  // A condition on the detail of an entry that is looked up writes nothing.
  return written.filter((each) => !/\bequals:/.test(each));
}

/** The objects that a function of the file returns. */
function returnsOf(text: string, name: string): string[] {
  const at = text.search(new RegExp(`function ${name}\\(`));
  if (at < 0) return [];
  const end = text.indexOf("\n}", at);
  const body = text.slice(at, end < 0 ? undefined : end);
  return [...body.matchAll(/return \{|=> \(\{/g)].map((match) =>
    balanced(body, (match.index ?? 0) + match[0].length - 1),
  );
}

/** Functions that take a detail and add to it; what they are called with is written too. */
const HELPERS = services().flatMap(({ text }) =>
  [...text.matchAll(/function (\w+)\([^)]*detail: Prisma\.InputJsonObject/g)].flatMap(
    (match) => match[1] ?? [],
  ),
);

function handedOn(text: string): string[] {
  return HELPERS.flatMap((name) =>
    [...text.matchAll(new RegExp(`await ${name}\\(`, "g"))].flatMap((match) => {
      const call = balanced(text, (match.index ?? 0) + match[0].length - 1);
      const last = call.lastIndexOf(", {");
      return last < 0 ? [] : [balanced(call, last + 2)];
    }),
  );
}

describe("What the audit writes", () => {
  it("is found in the services", () => {
    const all = services().flatMap(details).flatMap(keysOf);
    for (const known of ["dispatchId", "toldBy", "clockState", "sourceUnitId", "nationalIdAdded"]) {
      expect(all).toContain(known);
    }
    expect(HELPERS).toContain("noteReferral");
  });

  it("has a Chinese label for every key of a detail", () => {
    const missing = services().flatMap((service) =>
      details(service)
        .flatMap(keysOf)
        .filter((key) => fieldLabel(key) === key)
        .map(
          (key) =>
            `${service.file} writes "${key}": give it a label in lib/features/audit/detail/fields/labels.ts`,
        ),
    );
    expect([...new Set(missing)]).toEqual([]);
  });
});
