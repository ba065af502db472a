import type { Correction } from "@/lib/features/dispatch/referrals/types";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";

/** What stood as the first service before, newest first. */
export function Corrections({ rows }: { rows: readonly Correction[] }) {
  if (rows.length === 0) return null;
  return (
    <ul className="small muted">
      {rows.map((row) => (
        <li key={row.id}>
          {formatRocInstant(row.correctedAt)} {row.correctedByName} 由{" "}
          <del>{formatRocDate(row.beforeOn)}</del> 更正為 {formatRocDate(row.afterOn)}：{row.reason}
        </li>
      ))}
    </ul>
  );
}
