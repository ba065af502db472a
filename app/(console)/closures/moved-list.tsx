import { Disclosure } from "@/components/ui/disclosure";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { PlainDate } from "@/lib/rules/plain-date";

export interface Moved {
  id: string;
  name: string;
  unit: string;
  without: PlainDate;
  withIt: PlainDate;
}

/** Which open deadlines a closure moves, or moved until it was withdrawn. */
export function MovedList({ moved, backwards = false }: { moved: readonly Moved[]; backwards?: boolean }) {
  if (moved.length === 0) return <p>未登錄寄送的人員登錄期限都不受影響。</p>;
  const from = (row: Moved) => formatRocDate(backwards ? row.withIt : row.without);
  const to = (row: Moved) => formatRocDate(backwards ? row.without : row.withIt);
  return (
    <Disclosure summary={`${moved.length} 件人員登錄期限${backwards ? "回復" : "順延"}`}>
      <ul className="small">
        {moved.map((row) => (
          <li key={row.id}>
            {row.name}（{row.unit}）：{from(row)} → {to(row)}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
