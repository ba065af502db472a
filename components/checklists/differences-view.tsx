import { Section } from "@/components/layout/section";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { StatusTag } from "@/components/ui/status-tag";
import type { Tone } from "@/components/ui/tone";
import type {
  Differences,
  ItemChange,
  SectionChange,
  Wording,
} from "@/lib/features/inspections/templates/differences/types";
import { ITEM_CHANGE_LABELS } from "@/lib/features/inspections/templates/labels";

type Kind = ItemChange["kind"] | SectionChange["kind"];
const TONES: Record<Kind, Tone> = {
  added: "good",
  retired: "bad",
  removed: "bad",
  changed: "warn",
  moved: "info",
};

interface Row {
  key: string;
  kind: Kind;
  number: string | null;
  label: string;
  section: string | null;
  changes: Wording[];
}

/** Everything that a version changes: what it says of itself, its sections, its items. */
export function DifferencesView({ of, against }: { of: Differences; against: number }) {
  const rows: Row[] = [
    ...of.sections.map((each) => ({ ...each, key: `section ${each.key}`, number: null, section: null })),
    ...of.items,
  ];
  if (rows.length + of.details.length === 0)
    return <EmptyState title={`與第 ${against} 版沒有差異`} icon="document" />;
  return (
    <div className="stack">
      {of.details.length > 0 && (
        <Section title="表頭資料">
          <Wordings changes={of.details} />
        </Section>
      )}
      {rows.length > 0 && (
        <DataTable
          caption={`與第 ${against} 版的差異`}
          mobile="cards"
          rows={rows}
          rowKey={({ key }) => key}
          columns={[
            {
              key: "kind",
              label: "異動",
              width: "7rem",
              render: ({ kind }) => <StatusTag tone={TONES[kind]}>{ITEM_CHANGE_LABELS[kind]}</StatusTag>,
            },
            {
              key: "label",
              label: "面向或項目",
              rowHeader: true,
              width: "35%",
              render: ({ section, number, label }) => (
                <>
                  {section ? <span className="muted small">{section}　</span> : "面向："}
                  {number && `${number}. `}
                  {label}
                </>
              ),
            },
            { key: "changes", label: "內容", render: ({ changes }) => <Wordings changes={changes} /> },
          ]}
        />
      )}
    </div>
  );
}

function Wordings({ changes }: { changes: readonly Wording[] }) {
  if (changes.length === 0) return <span className="muted">—</span>;
  return (
    <dl className="stack-s">
      {changes.map(({ label, from, to }) => (
        <div key={label}>
          <dt className="muted small">{label}</dt>
          <dd className="whitespace-pre-line">
            <del className="text-bad">{from || "（無）"}</del>
            {"\n"}
            <ins className="text-good">{to || "（無）"}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
