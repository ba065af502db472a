import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { ChecklistTemplate, Item } from "@/lib/features/inspections/templates/types";

// The forms as data, and the text of the plans that they were taken from, read without knowing of each other.

const FOLDER = path.resolve(import.meta.dirname, "../../prisma/reference-data/checklists");

/** The extract that a form was made from. */
export const EXTRACTS = {
  "taoyuan-a-unit-check-114-02": "taoyuan-annex-1",
  "taichung-a-unit-check-112-01-16": "taichung-annex-05",
  "taichung-b-quality-check-113-11": "taichung-annex-06",
  "taichung-home-visit-113-11": "taichung-annex-07",
  "taichung-spot-check-113-11": "taichung-annex-08",
  "taichung-c-station-check-112-04-19": "taichung-annex-09",
  "taichung-meal-check-113-11": "taichung-annex-10",
} as const;
export type PrintedForm = keyof typeof EXTRACTS;
export const PRINTED_FORMS = Object.keys(EXTRACTS) as PrintedForm[];

export function checklistFiles(): string[] {
  return readdirSync(FOLDER).filter((name) => name.endsWith(".json"));
}

export function readChecklist(id: string): ChecklistTemplate {
  return JSON.parse(readFileSync(path.join(FOLDER, `${id}.json`), "utf8"));
}

export function readExtract(name: string): string {
  return readFileSync(path.join(FOLDER, "source", `${name}.txt`), "utf8");
}

/** The lines of a table, each as its cells. */
export function cellsOf(extract: string): string[][] {
  return readExtract(extract)
    .split("\n")
    .map((line) => line.split("\t").map((cell) => cell.trim()));
}

export function itemsOf(template: ChecklistTemplate): Item[] {
  return template.sections.flatMap(({ items }) => items);
}

/** The numbers that a list of items prints. */
export function numbersOf(items: { number: string | null }[]): number[] {
  return items.flatMap(({ number }) => (number === null ? [] : [Number(number)]));
}

/** Runs of rising numbers: 1 2 3 1 2 is two lists. */
export function runsOf(numbers: number[]): number[][] {
  return numbers.reduce<number[][]>((runs, number) => {
    const last = runs.at(-1);
    if (last && number > (last.at(-1) ?? 0)) last.push(number);
    else runs.push([number]);
    return runs;
  }, []);
}

/** The numbers `3. 文字` in a text, in order. */
export function printedNumbers(text: string): number[] {
  return [...text.matchAll(/(?:^|\s)(\d{1,2})\. (?=\p{Script=Han})/gu)].map((match) => Number(match[1]));
}
