import type { PlanRow } from "@/lib/features/care-plans/types";
import { differenceLines } from "@/lib/features/care-plans/versions/labels";
import { differencesOf } from "@/lib/features/care-plans/versions/types";

type Version = Pick<PlanRow, "versionNo" | "items">;

/** What one version of a plan changed in the other. */
export function DifferenceList({ before, after }: { before: Version; after: Version }) {
  const lines = differenceLines(differencesOf(before.items, after.items));
  if (lines.length === 0) {
    return (
      <p className="muted">
        第 {after.versionNo} 版與第 {before.versionNo} 版的服務項目相同。
      </p>
    );
  }
  return (
    <ul className="prose">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
