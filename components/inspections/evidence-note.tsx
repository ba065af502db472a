import { Icon } from "@/components/ui/icon";
import type { Blank } from "@/lib/features/inspections/visits/form/types";

/** What the system knows about an item, for one case or the unit. */
export interface EvidenceShown {
  /** The proposed answer; null where the system only shows what it knows. */
  result: string | null;
  why: string;
  rows: readonly { label: string; href?: string }[];
}

/** What the system knows beside the box that it may answer. The inspector decides. */
export function EvidenceNote({
  evidence,
  blanks,
}: {
  evidence: EvidenceShown;
  blanks: readonly Pick<Blank, "answers">[];
}) {
  const words = blanks
    .flatMap(({ answers }) => answers)
    .find(({ value }) => value === evidence.result)?.label;
  return (
    <details className="visit-evidence">
      <summary>
        <Icon name="info" size={14} />
        <span>
          系統資料{words ? `建議「${words}」` : ""}：{evidence.why}
        </span>
      </summary>
      {evidence.rows.length > 0 && (
        <ul>
          {evidence.rows.map(({ label, href }) => (
            <li key={`${label} ${href ?? ""}`}>
              {href ? (
                <a href={href} target="_blank" rel="noreferrer">
                  {label}
                </a>
              ) : (
                label
              )}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
