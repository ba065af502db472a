import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

// The house and its rooms. A failure says which file is in the wrong room and where its code belongs.

const ROOT = path.resolve(import.meta.dirname, "..");
const SOURCE = /\.(ts|tsx|mts|mjs)$/;
const FEATURE_FILES = /^(schema|types|labels|policy|queries|service|actions|documents)(\.test)?\.tsx?$/;
const TOP_FOLDERS = ["app", "components", "docs", "lib", "prisma", "public", "scripts", "tests"];
const UNTRACKED = ["node_modules", ".next", ".data", ".git", "test-results", "playwright-report", "coverage"];

interface Source {
  file: string;
  text: string;
  imports: string[];
}

function walk(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return file === "prisma/generated" ? [] : walk(file);
    return SOURCE.test(entry.name) ? [file] : [];
  });
}

/** Every import and re-export of values, resolved to a path in the project; packages keep their name. Types leave no trace at run time. */
function importsOf(file: string, text: string): string[] {
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s(?!type\b)[^;]*?from\s+"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)|(?:^|\n)\s*import\s+"([^"]+)"/g,
  );
  return [...found].map((match) => resolved(file, match[1] ?? match[2] ?? match[3] ?? ""));
}

function resolved(file: string, target: string): string {
  if (target.startsWith("@/")) return target.slice(2);
  return target.startsWith(".") ? path.posix.join(path.posix.dirname(file), target) : `package:${target}`;
}

const sources: Source[] = ["app", "components", "lib", "prisma", "scripts", "tests"]
  .flatMap(walk)
  .concat(
    ["proxy.ts", "instrumentation.ts"].filter((file) =>
      statSync(path.join(ROOT, file), { throwIfNoEntry: false }),
    ),
  )
  .map((file) => {
    const text = readFileSync(path.join(ROOT, file), "utf8");
    return { file, text, imports: importsOf(file, text) };
  });

function inRoom(room: string): Source[] {
  return sources.filter(({ file }) => file.startsWith(`${room}/`));
}

/** What breaks a direction, as sentences. */
function offences(
  from: Source[],
  isForbidden: (target: string, file: string) => boolean,
  advice: string,
): string[] {
  return from.flatMap(({ file, imports }) =>
    imports
      .filter((target) => isForbidden(target, file))
      .map((target) => `${file} imports ${target}: ${advice}`),
  );
}

const isDatabase = (target: string) =>
  /^prisma\/generated\/(client|internal)/.test(target) || target === "package:pg";

const known = new Set(sources.map(({ file }) => file));

/** The source file that an import means; packages, styles and generated files are none of ours. */
function fileOf(target: string): string[] {
  const found = [target, `${target}.ts`, `${target}.tsx`, `${target}/index.ts`].find((file) =>
    known.has(file),
  );
  return found ? [found] : [];
}

/** The area of a feature file: `registry` for lib/features/registry/units/service.ts. */
function areaOf(file: string): string | undefined {
  return /^lib\/features\/([^/]+)\//.exec(file)?.[1];
}

/** Every cycle of a graph once, as `a → b → a`; an edge to oneself is none. */
function cyclesOf(graph: Map<string, string[]>): string[] {
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (node: string, trail: string[]) => {
    if (trail.includes(node))
      return void cycles.push([...trail.slice(trail.indexOf(node)), node].join(" → "));
    if (done.has(node)) return;
    for (const next of graph.get(node) ?? []) if (next !== node) visit(next, [...trail, node]);
    done.add(node);
  };
  for (const node of graph.keys()) visit(node, []);
  return cycles;
}

describe("The layout", () => {
  it("has no folder at the top besides the eight rooms", () => {
    const folders = readdirSync(ROOT, { withFileTypes: true })
      .filter(
        (entry) => entry.isDirectory() && !entry.name.startsWith(".") && !UNTRACKED.includes(entry.name),
      )
      .map((entry) => entry.name);
    expect(folders.filter((name) => !TOP_FOLDERS.includes(name))).toEqual([]);
  });

  it("keeps to the closed vocabulary of files inside lib/features", () => {
    const strangers = inRoom("lib/features")
      .filter(({ file }) => !FEATURE_FILES.test(path.posix.basename(file)))
      .map(({ file }) => `${file}: split the area into sub-areas instead of adding a new kind of file`);
    expect(strangers).toEqual([]);
  });

  it("has no utils, helpers or barrel files", () => {
    const names = sources
      .filter(({ file }) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.tsx?$)/.test(file))
      .map(({ file }) => `${file}: name the file after what it does`);
    const barrels = sources
      .filter(({ file, text }) => /\/index\.tsx?$/.test(file) && !/\b(function|const|class)\b/.test(text))
      .map(({ file }) => `${file}: import from the file itself instead of through a barrel`);
    expect([...names, ...barrels]).toEqual([]);
  });

  it("has no file over 400 lines", () => {
    const long = sources
      .map(({ file, text }) => ({ file, lines: text.split("\n").length - 1 }))
      .filter(({ file, lines }) => lines > 400 && !/-data\.ts$/.test(file))
      .map(({ file, lines }) => `${file} has ${lines} lines: make two rooms of it`);
    expect(long).toEqual([]);
  });
});

describe("The directions", () => {
  it("keeps lib/rules pure: it imports only itself and knows no clock, chance, environment or framework", () => {
    const rules = inRoom("lib/rules");
    expect(rules.length).toBeGreaterThan(10);
    const foreign = offences(
      rules,
      (target) => !target.startsWith("lib/rules/"),
      "the law imports only the law",
    );
    const impure = rules.flatMap(({ file, text }) =>
      (
        text.match(/new Date\(\)|Date\.now|Math\.random|process\.|globalThis|performance\.|console\./g) ?? []
      ).map((word) => `${file} uses ${word}: take it as an input`),
    );
    expect([...foreign, ...impure]).toEqual([]);
  });

  it("lets lib/platform know no area", () => {
    const advice = "what knows an area belongs to lib/features";
    const isArea = (target: string) => /^(lib\/features|app|components)\//.test(target);
    expect(offences(inRoom("lib/platform"), isArea, advice)).toEqual([]);
  });

  it("lets lib/features reach neither pages nor components", () => {
    const isPage = (target: string) => /^(app|components)\//.test(target);
    expect(offences(inRoom("lib/features"), isPage, "pages use features, not the other way round")).toEqual(
      [],
    );
  });

  it("lets components know no feature's data: only labels and types", () => {
    const isData = (target: string) =>
      target.startsWith("app/") ||
      (target.startsWith("lib/features/") && !/\/(labels|types|schema)$/.test(target));
    expect(offences(inRoom("components"), isData, "pass the data in as props")).toEqual([]);
  });

  it("keeps components/{ui,forms,charts,layout} free of long-term care", () => {
    const kit = ["ui", "forms", "charts", "layout"].flatMap((room) => inRoom(`components/${room}`));
    const isCare = (target: string) =>
      /^(lib\/(features|rules)|components\/(?!ui|forms|charts|layout))/.test(target);
    expect(offences(kit, isCare, "the kit could ship elsewhere; put this into components/<area>")).toEqual(
      [],
    );
  });

  it("lets only queries, services, the platform, seeds and tests touch the database client", () => {
    const others = sources.filter(
      ({ file }) =>
        !/^(tests|prisma|scripts)\//.test(file) &&
        !/^lib\/platform\//.test(file) &&
        !/\/(queries|service)(\.test)?\.ts$/.test(file),
    );
    expect(offences(others, isDatabase, "move the read to queries.ts or the write to service.ts")).toEqual(
      [],
    );
  });

  it("lets features reach other features only through queries, services, policies, labels, types and schemas", () => {
    const area = (file: string) => path.posix.dirname(file);
    const isInside = (target: string, file: string) =>
      target.startsWith("lib/features/") &&
      area(target) !== area(file) &&
      /\/(actions|documents)$/.test(target);
    expect(offences(inRoom("lib/features"), isInside, "call the other area's service or query")).toEqual([]);
  });

  it("has no cycle between the areas of lib/features, and none between files anywhere", () => {
    const byFile = new Map(sources.map(({ file, imports }) => [file, imports.flatMap(fileOf)]));
    const byArea = new Map<string, string[]>();
    for (const [file, targets] of byFile) {
      const from = areaOf(file);
      if (from)
        byArea.set(from, [...(byArea.get(from) ?? []), ...targets.flatMap((target) => areaOf(target) ?? [])]);
    }
    expect([...cyclesOf(byArea), ...cyclesOf(byFile)]).toEqual([]);
  });
});

describe("The habits", () => {
  it('exports nothing but actions made with defineAction or definePublicAction from a "use server" file', () => {
    const files = sources.filter(({ text }) => /^\s*"use server"/.test(text));
    expect(files.length).toBeGreaterThan(0);
    const strangers = files.flatMap(({ file, text }) =>
      [...text.matchAll(/^export (?!const \w+ = define(?:Public)?Action\()(?!type )(.*)$/gm)].map(
        (match) => `${file}: "${match[0]}" is no action made with defineAction or definePublicAction`,
      ),
    );
    expect(strangers).toEqual([]);
  });

  it("silences neither the type checker nor the linter, and swallows no error", () => {
    const marks = sources
      .filter(({ file }) => file !== "tests/architecture.test.ts")
      .flatMap(({ file, text }) =>
        (
          text.match(
            /@ts-ignore|@ts-expect-error|@ts-nocheck|biome-ignore|\bas any\b|catch\s*(\(\w*\))?\s*\{\s*\}/g,
          ) ?? []
        ).map((mark) => `${file}: ${mark}`),
      );
    expect(marks).toEqual([]);
  });

  it("writes a docstring on every exported function of lib/", () => {
    const bare = inRoom("lib")
      .filter(({ file }) => !/\.test\.ts$/.test(file))
      .flatMap(({ file, text }) => {
        const lines = text.split("\n");
        return lines.flatMap((line, index) => {
          const name = /^export (?:async )?function (\w+)/.exec(line)?.[1];
          if (!name) return [];
          const above = (lines[index - 1] ?? "").trim();
          const isOverload = new RegExp(`^export (?:async )?function ${name}\\b`).test(above);
          return above.endsWith("*/") || isOverload ? [] : [`${file}: ${name} has no docstring`];
        });
      });
    expect(bare).toEqual([]);
  });
});
