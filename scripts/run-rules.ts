import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { RuleError } from "../lib/rules/errors";
import { runRule } from "../lib/rules/run";

const TOLERANCE = 1e-9;

/** The result of one example: nothing in `mismatches` when the rules answer as expected. */
export interface Checked {
  name: string;
  mismatches: string[];
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}

function differsAt(path: string, expected: unknown, actual: unknown): string[] {
  return [`${path}: expected ${shown(expected)}, actual ${shown(actual)}`];
}

function compareLists(path: string, expected: readonly unknown[], actual: unknown): string[] {
  if (!Array.isArray(actual) || actual.length !== expected.length) return differsAt(path, expected, actual);
  return expected.flatMap((item, index) => differences(`${path}[${index}]`, item, actual[index]));
}

/** Where `actual` lacks what `expected` names. Keys that `expected` does not name are not looked at. */
export function differences(path: string, expected: unknown, actual: unknown): string[] {
  if (Array.isArray(expected)) return compareLists(path, expected, actual);
  if (isFields(expected)) {
    if (!isFields(actual)) return differsAt(path, expected, actual);
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(path === "" ? key : `${path}.${key}`, value, actual[key]),
    );
  }
  if (typeof expected === "number" && typeof actual === "number") {
    return Math.abs(expected - actual) <= TOLERANCE ? [] : differsAt(path, expected, actual);
  }
  return expected === actual ? [] : differsAt(path, expected, actual);
}

function answerTo(vector: Fields): { output?: unknown; error?: string; text?: string } {
  try {
    const { rule, jurisdiction, input } = vector;
    const outcome = runRule({ rule, jurisdiction, input });
    return { output: JSON.parse(JSON.stringify(outcome)) };
  } catch (error) {
    if (error instanceof RuleError) return { error: error.code, text: `${error.field}: ${error.message}` };
    return { error: "exception", text: String(error) };
  }
}

function withoutExplanation(output: unknown): unknown {
  if (!isFields(output)) return output;
  const { citations: _citations, steps: _steps, assumptions: _assumptions, ...values } = output;
  return values;
}

/** Checks one example: a mapping with `rule`, `jurisdiction`, `input`, and `output` or `error`. */
export function checkVector(vector: unknown, place: string): Checked {
  if (!isFields(vector)) return { name: place, mismatches: ["not an example: a mapping is needed"] };
  const name = typeof vector.name === "string" ? vector.name : place;
  const { output, error } = vector;
  if (typeof error !== "string" && !isFields(output)) {
    return { name, mismatches: ["not an example: it has neither output nor error"] };
  }
  const answer = answerTo(vector);
  if (typeof error === "string") {
    const got = answer.error ?? shown(withoutExplanation(answer.output));
    return { name, mismatches: answer.error === error ? [] : [`expected error ${error}, actual ${got}`] };
  }
  if (answer.error !== undefined) {
    const expected = shown(output);
    return { name, mismatches: [`expected ${expected}, actual error ${answer.error} (${answer.text})`] };
  }
  return { name, mismatches: differences("", output, answer.output) };
}

/** Checks a YAML text of examples. A text that is no list of examples is one failure. */
export function checkVectors(text: string, place: string): Checked[] {
  let vectors: unknown;
  try {
    // The core schema of YAML 1.2 knows no timestamps: dates stay texts.
    vectors = parse(text, { schema: "core" });
  } catch (error) {
    return [{ name: place, mismatches: [`not readable as YAML: ${String(error)}`] }];
  }
  if (vectors === null) return [];
  if (!Array.isArray(vectors)) return [{ name: place, mismatches: ["not a list of examples"] }];
  return vectors.map((vector, index) => checkVector(vector, `${place} #${index + 1}`));
}

async function checkFile(file: string): Promise<Checked[]> {
  try {
    return checkVectors(await readFile(file, "utf8"), file);
  } catch (error) {
    return [{ name: file, mismatches: [`cannot be read: ${String(error)}`] }];
  }
}

/** Runs the files, prints each mismatch and at last `N passed, N failed`; gives the exit code. */
export async function runFiles(files: readonly string[], print: (line: string) => void): Promise<number> {
  let passed = 0;
  let failed = 0;
  for (const file of files) {
    for (const { name, mismatches } of await checkFile(file)) {
      if (mismatches.length === 0) passed += 1;
      else failed += 1;
      for (const mismatch of mismatches) print(`✗ ${name}\n    ${mismatch}`);
    }
  }
  if (files.length === 0) print("usage: npm run rules -- FILE…");
  print(`${passed} passed, ${failed} failed`);
  return failed > 0 || files.length === 0 ? 1 : 0;
}
