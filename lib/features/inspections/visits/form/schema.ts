import { formatRocDate, formatRocInstant, parseDateInput } from "@/lib/platform/roc-date";
import type { ResultKind } from "../../templates/types";
import { type Blank, type BlankValue, type FormPart, type PartValue, partId, type RawPart } from "./types";

// From what is typed to what is kept and back, for the server and the browser.

const LONGEST_TEXT = 4000;
const MOST_LINES = 200;

type Read = { value: BlankValue | null } | { error: string };

const isLines = (kind: ResultKind) => kind === "list" || kind === "cases" || kind === "codes";

/** Reads one blank; an empty one is null. The message of an error says how to write it. */
export function readBlank(blank: Blank, raw: readonly string[]): Read {
  if (blank.kind === "choices") return readBoxes(blank, raw);
  const text = (raw[0] ?? "").trim();
  if (text === "" || blank.kind === "photos") return { value: null };
  if (blank.answers.length > 0) return readBoxes(blank, [text], text);
  if (text.length > LONGEST_TEXT) return { error: `最多 ${LONGEST_TEXT} 字，目前 ${text.length} 字。` };
  if (isLines(blank.kind)) return readLines(text);
  const reader = READERS[blank.kind];
  return reader ? reader(text.normalize("NFKC")) : { value: text };
}

function readBoxes(blank: Blank, raw: readonly string[], single?: string): Read {
  const given = raw.filter((each) => each !== "");
  const known = blank.answers.map(({ value }) => value);
  if (given.some((each) => !known.includes(each))) return { error: "請選擇表上的選項。" };
  if (single !== undefined) return { value: single };
  return { value: given.length === 0 ? null : known.filter((each) => given.includes(each)) };
}

function readLines(text: string): Read {
  const lines = text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.length > MOST_LINES ? { error: `最多 ${MOST_LINES} 行。` } : { value: lines };
}

const READERS: Partial<Record<ResultKind, (text: string) => Read>> = {
  count: (text) => (/^\d{1,7}$/u.test(text) ? { value: Number(text) } : { error: "請填整數，例如 12。" }),
  money: (text) => {
    const plain = text.replace(/[,\s元]/gu, "");
    return /^\d{1,10}$/u.test(plain) ? { value: Number(plain) } : { error: "請填金額（元），例如 12,000。" };
  },
  percentage: (text) => {
    const plain = text.replace(/[%\s]/gu, "");
    const value = Number(plain);
    return /^\d{1,3}(\.\d{1,2})?$/u.test(plain) && value <= 100
      ? { value }
      : { error: "請填 0 至 100 的百分比，例如 87.5。" };
  },
  date: (text) => {
    const date = parseDateInput(text);
    return date ? { value: date } : { error: "請填日期，例如 114/03/05。" };
  },
  time: (text) => {
    const time = readTime(text);
    return time ? { value: time } : { error: "請填時間，例如 14:30。" };
  },
  date_time: (text) => {
    const [, day = "", clock = ""] = /^(.*?)[\sT]+(\S+)$/u.exec(text) ?? [];
    const [date, time] = [parseDateInput(day), readTime(clock)];
    return date && time ? { value: `${date}T${time}` } : { error: "請填日期及時間，例如 114/03/05 14:30。" };
  },
};

function readTime(text: string): string | null {
  const match = /^(\d{1,2}):?(\d{2})$/u.exec(text);
  if (!match || Number(match[1]) > 23 || Number(match[2]) > 59) return null;
  return `${(match[1] ?? "").padStart(2, "0")}:${match[2]}`;
}

/** What an input shows of a kept value. */
export function rawOf(blank: Pick<Blank, "kind">, value: BlankValue | undefined): string[] {
  if (value === undefined) return [];
  if (blank.kind === "choices") return [value].flat().map(String);
  if (Array.isArray(value)) return [value.join("\n")];
  if (blank.kind === "date") return [formatRocDate(String(value))];
  if (blank.kind === "date_time") {
    const [day = "", time = ""] = String(value).split("T");
    return [`${formatRocDate(day)} ${time}`];
  }
  return [String(value)];
}

/** The same of a whole part. */
export function rawPart(part: Pick<FormPart, "blanks">, value: PartValue): RawPart {
  return Object.fromEntries(
    part.blanks
      .filter(({ key }) => value[key] !== undefined)
      .map((blank) => [blank.key, rawOf(blank, value[blank.key])]),
  );
}

export interface ReadPart {
  value: PartValue;
  errors: { key: string; message: string }[];
}

/** Reads a part. A blank that cannot be read keeps what was there before, so that the rest is not lost with it. */
export function readPart(part: Pick<FormPart, "blanks">, raw: RawPart, before: PartValue = {}): ReadPart {
  const value: Record<string, BlankValue> = {};
  const errors: ReadPart["errors"] = [];
  for (const blank of part.blanks) {
    const kept = before[blank.key];
    const read = readBlank(blank, raw[blank.key] ?? []);
    if ("error" in read) {
      errors.push({ key: blank.key, message: read.error });
      if (kept !== undefined) value[blank.key] = kept;
    } else if (read.value !== null) {
      value[blank.key] = read.value;
    }
  }
  return { value, errors };
}

/** A kept value in words: the printed words of boxes, ROC dates, lines with a comma between. */
export function answerText(
  blank: Pick<Blank, "kind" | "answers" | "unit">,
  value: BlankValue | undefined,
): string {
  if (value === undefined) return "";
  const words = (each: string | number) =>
    blank.answers.find((answer) => answer.value === String(each))?.label ?? String(each);
  if (blank.answers.length > 0) return [value].flat().map(words).join("、");
  if (Array.isArray(value)) return value.join("、");
  const text = blank.kind === "money" ? Number(value).toLocaleString("en-US") : rawOf(blank, value)[0];
  return `${text}${blank.unit ? ` ${blank.unit}` : blank.kind === "percentage" ? "%" : ""}`;
}

/** One text for values that are the same, whatever order their keys have. */
export function digestOf(value: PartValue): string {
  return JSON.stringify(
    Object.keys(value)
      .sort()
      .map((key) => [key, value[key]]),
  );
}

/** The same of what stands in inputs; an empty one counts as none. */
export function rawDigest(raw: RawPart): string {
  const filled = Object.entries(raw)
    .map(
      ([key, texts]) =>
        [key, texts.filter((text) => text !== "").map((text) => text.replace(/\r\n/gu, "\n"))] as const,
    )
    .filter(([, texts]) => texts.length > 0);
  return JSON.stringify(filled.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A part as the page on site is given it. */
export interface GivenPart {
  raw: RawPart;
  version: number;
  by: string;
  at: string;
}

type Answered = {
  itemKey: string;
  caseId: string | null;
  value: PartValue;
  version: number;
  answeredAt: Date;
  by: string;
};

/** The parts that were answered, by their id, as they are typed. */
export function givenParts(
  parts: readonly FormPart[],
  answers: readonly Answered[],
): Record<string, GivenPart> {
  const given: Record<string, GivenPart> = {};
  for (const { itemKey, caseId, value, version, answeredAt, by } of answers) {
    const part = parts.find(({ id }) => id === partId(itemKey, caseId));
    if (part) given[part.id] = { raw: rawPart(part, value), version, by, at: formatRocInstant(answeredAt) };
  }
  return given;
}

/** The name of an input of the form, and the part and blank that it names. */
export function inputName(part: string, key: string): string {
  return `${part}:${key}`;
}

export const VERSION_INPUT = "@version";
export const SHOWN_INPUT = "@shown";

export interface TypedPart {
  itemKey: string;
  caseId: string | null;
  raw: Record<string, string[]>;
  version: number;
  /** What the page had shown, so that a part that nobody touched is left alone. */
  shown: string;
}

/** The parts that a form without JavaScript sends. */
export function typedParts(form: Readonly<Record<string, unknown>>): TypedPart[] {
  const parts = new Map<string, TypedPart>();
  for (const [name, value] of Object.entries(form)) {
    const [, id = "", key = ""] = /^(.+):([^:]+)$/u.exec(name) ?? [];
    if (!id) continue;
    const [itemKey = "", caseId = null] = id.split("|");
    const part = parts.get(id) ?? { itemKey, caseId, raw: {}, version: 0, shown: "" };
    const texts = [value].flat().filter((each) => typeof each === "string");
    if (key === VERSION_INPUT) part.version = Number(texts[0]) || 0;
    else if (key === SHOWN_INPUT) part.shown = texts[0] ?? "";
    else part.raw[key] = texts;
    parts.set(id, part);
  }
  return [...parts.values()];
}
