import { DescriptionList } from "@/components/layout/description-list";
import { StatGrid, StatTile } from "@/components/ui/stat-tile";
import { LIST_LABELS } from "@/lib/features/registry/imports/comparison/labels";
import type { FindingList } from "@/lib/features/registry/imports/comparison/types";
import type { ImportDetail } from "@/lib/features/registry/imports/types";
import { formatRocInstant } from "@/lib/platform/roc-date";

const LISTS: readonly FindingList[] = ["added", "changed", "gone", "doubtful", "wrong"];

/** The numbers, each of which opens its rows, and what the file is. */
export function ImportSummary({ found }: { found: ImportDetail }) {
  const { counts, notes } = found.preview;
  const { report } = found;
  return (
    <div className="stack">
      <StatGrid>
        {LISTS.map((list) => (
          <StatTile
            key={list}
            label={LIST_LABELS[list]}
            value={counts[list]}
            unit={list === "wrong" || list === "doubtful" ? "處" : "筆"}
            href={`/admin/imports/${found.id}?list=${list}#list`}
            tone={toneOf(list, counts[list])}
          />
        ))}
        <StatTile label="無變動" value={counts.unchanged} unit="筆" />
      </StatGrid>
      <DescriptionList
        columns={3}
        items={[
          { label: "資料列數", value: counts.rows.toLocaleString("zh-TW") },
          { label: "新單位", value: counts.newUnits.toLocaleString("zh-TW") },
          { label: "新組織", value: counts.newOrganisations.toLocaleString("zh-TW") },
          ...(counts.returned > 0 ? [{ label: "其中恢復列冊", value: counts.returned }] : []),
          ...(found.appliedAt
            ? [
                { label: "套用時間", value: formatRocInstant(found.appliedAt) },
                { label: "套用者", value: found.appliedBy },
              ]
            : []),
          ...(report && report.codes.length > 0
            ? [{ label: "新單位代碼", value: report.codes.join("、") }]
            : []),
          ...(report && report.namesMarked > 0
            ? [{ label: "依註記標示名稱", value: `${report.namesMarked} 個單位` }]
            : []),
          { label: "檔案 SHA-256", value: <code className="break-all">{found.fileSha256}</code>, wide: true },
          ...(notes.length > 0 ? [{ label: "讀取說明", value: notes.join(" "), wide: true }] : []),
        ]}
      />
    </div>
  );
}

function toneOf(list: FindingList, count: number) {
  if (count === 0) return undefined;
  if (list === "wrong") return "bad";
  return list === "doubtful" || list === "gone" ? "warn" : undefined;
}
