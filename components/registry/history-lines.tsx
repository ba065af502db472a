import { detailLines } from "@/lib/features/audit/detail/labels";
import { UNIT_FIELD_LABELS } from "@/lib/features/registry/units/labels";

/** One line of what an entry says. */
export interface HistoryLine {
  label: string;
  /** For a change, what it was before. */
  before?: string;
  value: string;
}

/** The lines of an entry of a unit's history. */
export function HistoryLines({ lines }: { lines: readonly HistoryLine[] }) {
  if (lines.length === 0) return null;
  return (
    <ul>
      {lines.map(({ label, before, value }) => (
        <li key={label}>
          {label}：{before !== undefined && `${before} → `}
          {value}
        </li>
      ))}
    </ul>
  );
}

/** What an entry says, in words; ids of units and districts are shown by their names. */
export function historyLines(detail: unknown, names: ReadonlyMap<string, string>): HistoryLine[] {
  const { moved, ...rest } = isObject(detail) ? detail : {};
  const lines = detailLines(rest, names).map((line): HistoryLine => {
    const label = UNIT_FIELD_LABELS[line.label] ?? line.label;
    return line.kind === "change"
      ? { label, before: line.before, value: line.after }
      : { label, value: line.value };
  });
  return isObject(moved) ? [...lines, movedLine(moved)] : lines;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function movedLine(moved: Record<string, unknown>): HistoryLine {
  const parts = Object.entries(moved)
    .filter(([, count]) => typeof count === "number" && count > 0)
    .map(([field, count]) => `${UNIT_FIELD_LABELS[field] ?? field} ${count} 筆`);
  return { label: "移轉資料", value: parts.join("、") || "無" };
}
