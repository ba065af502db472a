import { Disclosure } from "@/components/ui/disclosure";
import { Link } from "@/components/ui/link";
import { CLOCK_LABELS } from "@/lib/features/timeliness/labels";
import type { MovedByClosure } from "@/lib/features/timeliness/moving/types";
import { formatRocDate } from "@/lib/platform/roc-date";

type MovedClocksProps = { moved: MovedByClosure; backwards?: boolean; open?: boolean };

/** How many limits of cases and monthly tables a closure moved, and which of them the reader may open. */
export function MovedClocks({ moved: { total, seen, rows }, backwards = false, open }: MovedClocksProps) {
  const verb = backwards ? "回復原期限" : "順延";
  if (total === 0) return open ? <p>進行中的個案與月報時效都不受影響。</p> : null;
  const words = `${total.toLocaleString("zh-TW")} 件個案與月報時效${verb}`;
  if (seen === 0) return <p>{words}。</p>;
  const scope = seen < total ? `（您可查看 ${seen.toLocaleString("zh-TW")} 件）` : "";
  return (
    <Disclosure summary={words + scope} open={open}>
      <ul className="small">
        {rows.map((row) => (
          <li key={row.id}>
            <Link
              href={row.caseId ? `/cases/${row.caseId}/clocks#${row.clockId}` : `/clocks?kind=${row.kind}`}
            >
              {row.name}
            </Link>
            　{CLOCK_LABELS[row.kind]}：{formatRocDate(row.fromOn)} → {formatRocDate(row.toOn)}
          </li>
        ))}
      </ul>
      {seen > rows.length && (
        <p className="small">
          只列出前 {rows.length} 件；<Link href="/clocks?filter=open">查看進行中的時效</Link>。
        </p>
      )}
    </Disclosure>
  );
}
