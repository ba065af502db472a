import type { PlainDate } from "@/lib/rules/plain-date";

// Pages show ROC years and take them in every way in which officials write them; code and database hold ISO dates.

const ROC_OFFSET = 1911;

/** `2025-03-05` → `114/03/05`; nothing → `—`. Before 1912 the ROC calendar counts 民前: `民前1/12/31`. */
export function formatRocDate(date: string | null | undefined): string {
  if (!date) return "—";
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  const tail = `${String(month).padStart(2, "0")}/${String(day).padStart(2, "0")}`;
  return year > ROC_OFFSET ? `${year - ROC_OFFSET}/${tail}` : `民前${ROC_OFFSET + 1 - year}/${tail}`;
}

const officeTime = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Asia/Taipei",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** An instant in office time: `114/03/05 09:07`. */
export function formatRocInstant(instant: Date | null | undefined): string {
  if (!instant) return "—";
  const parts = Object.fromEntries(officeTime.formatToParts(instant).map((part) => [part.type, part.value]));
  return `${formatRocDate(`${parts.year}-${parts.month}-${parts.day}`)} ${parts.hour}:${parts.minute}`;
}

const SHAPES: { pattern: RegExp; offset: number }[] = [
  { pattern: /^(\d{4})-(\d{1,2})-(\d{1,2})$/, offset: 0 },
  { pattern: /^(\d{1,3})[/.-](\d{1,2})[/.-](\d{1,2})$/, offset: ROC_OFFSET },
  { pattern: /^(\d{3})(\d{2})(\d{2})$/, offset: ROC_OFFSET },
  { pattern: /^(?:民國)?(\d{1,3})年(\d{1,2})月(\d{1,2})日$/, offset: ROC_OFFSET },
];

/** Reads `114/3/5`, `114.3.5`, `1140305`, `114年3月5日` or `2025-03-05`; null when it is no date of the calendar. */
export function parseDateInput(text: string): PlainDate | null {
  const plain = text.normalize("NFKC").replace(/\s+/gu, "");
  for (const { pattern, offset } of SHAPES) {
    const match = pattern.exec(plain);
    if (match) return calendarDay(Number(match[1]) + offset, Number(match[2]), Number(match[3]));
  }
  return null;
}

function calendarDay(year: number, month: number, day: number): PlainDate | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? (date.toISOString().slice(0, 10) as PlainDate) : null;
}
