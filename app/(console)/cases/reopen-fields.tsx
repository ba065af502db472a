import { DateField } from "@/components/forms/date-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { SelectField } from "@/components/forms/select-field";
import { TextArea } from "@/components/forms/text-area";
import { SOURCE_LABELS } from "@/lib/features/cases/labels";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { PlainDate } from "@/lib/rules/plain-date";

type ReopenFieldsProps = { id: string; version: number; today: PlainDate };

/** What a new application of a person who has a file needs. */
export function ReopenFields({ id, version, today }: ReopenFieldsProps) {
  return (
    <>
      <HiddenField name="id" value={id} />
      <HiddenField name="version" value={version} />
      <SelectField
        name="source"
        label="申請來源"
        required
        emptyLabel="請選擇"
        options={Object.entries(SOURCE_LABELS).map(([value, label]) => ({ value, label }))}
      />
      <DateField name="appliedOn" label="申請日" required defaultValue={formatRocDate(today)} />
      <TextArea name="reason" label="重新受理原因" required rows={3} maxLength={500} />
    </>
  );
}
