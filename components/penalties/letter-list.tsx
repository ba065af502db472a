import { Section } from "@/components/layout/section";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import { LETTER_KIND_LABELS } from "@/lib/features/letters/labels";
import type { LetterRow } from "@/lib/features/letters/types";
import { formatRocDate } from "@/lib/platform/roc-date";

/** The letters about a matter, as they were sent. */
export function LetterList({ letters }: { letters: readonly LetterRow[] }) {
  if (letters.length === 0) return null;
  return (
    <Section title="函文" id="letters">
      <DataTable
        caption="函文"
        captionHidden
        rows={letters}
        rowKey={(row) => row.id}
        mobile="cards"
        columns={[
          {
            key: "number",
            label: "發文編號",
            rowHeader: true,
            nowrap: true,
            render: (row) => <Link href={`/letters/${row.id}`}>{row.number}</Link>,
          },
          { key: "kind", label: "類別", render: (row) => LETTER_KIND_LABELS[row.kind] },
          { key: "subject", label: "主旨", render: (row) => row.subject },
          { key: "issuedOn", label: "發文日", nowrap: true, render: (row) => formatRocDate(row.issuedOn) },
          {
            key: "arrivedOn",
            label: "送達日",
            nowrap: true,
            render: (row) => (row.arrivedOn ? formatRocDate(row.arrivedOn) : "未登錄"),
          },
        ]}
      />
    </Section>
  );
}
