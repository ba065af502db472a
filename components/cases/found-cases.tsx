import { Card } from "@/components/layout/card";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import type { CasePage } from "@/lib/features/cases/list/types";
import { CaseStatusTag } from "./case-status-tag";

/** How many cases a search over everything names before it leads to the list. */
const NAMED = 10;

/** The cases that a search over everything found; nothing when there is none. */
export function FoundCases({ found: { rows, total }, allHref }: { found: CasePage; allHref: string }) {
  if (total === 0) return null;
  return (
    <Card
      title={`個案（${total.toLocaleString("zh-TW")}）`}
      actions={total > NAMED && <Link href={allHref}>全部個案</Link>}
    >
      <ul className="stack-s">
        {rows.slice(0, NAMED).map(({ id, number, name, status, district, aUnit }) => (
          <li key={id} className="cluster">
            <Badge>{number}</Badge>
            <Link href={`/cases/${id}`}>{name}</Link>
            <CaseStatusTag status={status} />
            <span className="muted">{aUnit ? `${district}｜${aUnit}` : district}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
