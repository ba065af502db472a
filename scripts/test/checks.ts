import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { buildIfChanged } from "../setup/build";
import { inData } from "../setup/paths";
import { prepareClient } from "../setup/prisma-client";
import { endToEndSite } from "./end-to-end-site";
import { TEST_KEYS } from "./keys";
import { runProgram } from "./run-program";
import { oneFailed, onePassed, type Tally, withExitCode } from "./tally";

export const VITEST_PROJECTS = ["architecture", "unit", "rules", "integration", "authorisation"];

export type Run = { filters: string[]; signal: AbortSignal; log: (line: string) => void };

export async function checkFormat({ signal }: Run): Promise<Tally[]> {
  const code = await runProgram("@biomejs/biome/bin/biome", ["check", "--error-on-warnings", "."], {
    quiet: true,
    signal,
  });
  return [code === 0 ? onePassed("biome") : oneFailed("biome")];
}

/** Types of the database's client and of the routes are made first; without them half the program is unknown. */
export async function checkTypes({ signal, log }: Run): Promise<Tally[]> {
  const client = prepareClient(log);
  if (!client.ok) {
    console.log(client.sentence);
    return [oneFailed("types")];
  }
  const env = { NEXT_TELEMETRY_DISABLED: "1" };
  const routes = await runProgram("next/dist/bin/next", ["typegen"], { quiet: true, signal, env });
  const types = await runProgram("typescript/bin/tsc", ["--noEmit"], { quiet: true, signal });
  return [routes === 0 && types === 0 ? onePassed("types") : oneFailed("types")];
}

/** Several projects in one run: the two workers stay busy, and the databases are prepared once. */
export async function checkByVitest(projects: string[], { filters, signal, log }: Run): Promise<Tally[]> {
  const client = prepareClient(log);
  if (!client.ok) console.log(client.sentence);
  const report = freshReport("vitest.json");
  const args = ["run", ...filters, "--passWithNoTests", "--reporter=default", "--reporter=json"];
  const chosen = projects.map((project) => `--project=${project}`);
  const code = await runProgram("vitest/vitest.mjs", [...args, `--outputFile.json=${report}`, ...chosen], {
    signal,
  });
  return [withExitCode(readVitest(report), code)];
}

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
};

/** A file that cannot even be loaded has no tests to count, and counts as one failure. */
function readVitest(report: string): Tally {
  if (!existsSync(report)) return oneFailed("vitest");
  const found: VitestReport = JSON.parse(readFileSync(report, "utf8"));
  const unloaded = found.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  return { name: "vitest", passed: found.numPassedTests, failed: found.numFailedTests + unloaded.length };
}

let building: ReturnType<typeof buildIfChanged> | undefined;

/** Once a run: what could not be built for one check cannot be built for the next. */
function build({ signal, log }: Run) {
  building ??= buildIfChanged({ ...process.env, ...TEST_KEYS }, log, signal);
  return building;
}

export async function checkBuild(run: Run): Promise<Tally[]> {
  const built = await build(run);
  if (!built.ok) console.log(built.sentence);
  return [built.ok ? onePassed("build") : oneFailed("build")];
}

export async function checkEndToEnd(run: Run): Promise<Tally[]> {
  const { filters, signal, log } = run;
  const built = await build(run);
  const site = built.ok ? await endToEndSite(log) : built;
  if (!site.ok) {
    console.log(site.sentence);
    return [oneFailed("e2e")];
  }
  const report = freshReport("playwright.json");
  try {
    const code = await runProgram(
      "@playwright/test/cli.js",
      ["test", "--pass-with-no-tests", "--reporter=list,json", ...filters],
      {
        env: { ...site.data.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
        signal,
      },
    );
    return [withExitCode(readPlaywright(report), code)];
  } finally {
    await site.data.stop();
  }
}

type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number }; errors: unknown[] };

function readPlaywright(report: string): Tally {
  if (!existsSync(report)) return oneFailed("e2e");
  const { stats, errors }: PlaywrightReport = JSON.parse(readFileSync(report, "utf8"));
  return { name: "e2e", passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

/** A report of an earlier run must not be counted when this one wrote none. */
function freshReport(name: string): string {
  mkdirSync(inData("test-results"), { recursive: true });
  const file = inData("test-results", name);
  rmSync(file, { force: true });
  return file;
}
