import { DescriptionList } from "@/components/layout/description-list";
import { NOTE_KIND_LABELS } from "@/lib/features/registry/units/labels";
import type { UnitNameNote } from "@/lib/features/registry/units/types";

/** What the printed registry shows, how it was read, and why. */
export function NameNotes({ notes }: { notes: readonly UnitNameNote[] }) {
  if (notes.length === 0) return <p>沒有名稱註記；請依機構設立許可或特約文件核對。</p>;
  return notes.map((note) => (
    <DescriptionList
      key={note.id}
      columns={1}
      items={[
        { label: "清冊文字", value: note.textInSource },
        { label: "建議讀法", value: note.reading },
        { label: "依據", value: note.evidence },
        {
          label: "註記",
          value: `${NOTE_KIND_LABELS[note.kind] ?? note.kind}（來源文字第 ${note.sourceLine} 行）`,
        },
      ]}
    />
  ));
}
