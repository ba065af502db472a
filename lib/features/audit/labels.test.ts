import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ACTION_LABELS, SUBJECT_LABELS } from "./labels";

const ROOT = path.resolve(import.meta.dirname, "..", "..", "..");

/** The services, which write the audit, with their path from the root. */
function services(): { file: string; text: string }[] {
  return readdirSync(path.join(ROOT, "lib/features"), { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)service\.ts$/.test(file))
    .map((file) => ({ file, text: readFileSync(path.join(ROOT, "lib/features", file), "utf8") }));
}

function unnamed(pattern: RegExp, labels: Readonly<Record<string, string>>): string[] {
  return services().flatMap(({ file, text }) =>
    [...text.matchAll(pattern)]
      .map((match) => match[1] ?? "")
      .filter((name) => !(name in labels))
      .map((name) => `${file} writes "${name}": give it a Chinese name in lib/features/audit/labels.ts`),
  );
}

describe("The audit in Chinese", () => {
  it("names every action that a service writes", () => {
    expect(services().length).toBeGreaterThan(5);
    expect(unnamed(/\baction: "([a-z_]+\.[a-z_]+)"/g, ACTION_LABELS)).toEqual([]);
  });

  it("names every kind of subject", () => {
    expect(unnamed(/\bsubject: \{ kind: "([a-z_]+)"/g, SUBJECT_LABELS)).toEqual([]);
  });
});
