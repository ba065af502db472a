import { ActionForm } from "@/components/forms/action-form";
import { CheckboxGroup } from "@/components/forms/checkbox-group";
import { HiddenField } from "@/components/forms/hidden-field";
import { RadioGroup } from "@/components/forms/radio-group";
import { SelectField } from "@/components/forms/select-field";
import { TextArea } from "@/components/forms/text-area";
import { Card } from "@/components/layout/card";
import { Notice } from "@/components/ui/notice";
import { levelLabel } from "@/lib/features/cases/labels";
import { CASE_STATUS_LABELS } from "@/lib/features/cases/status/labels";
import { handOverAction } from "@/lib/features/dispatch/managers/actions";
import { EMPLOYMENT_LABELS } from "@/lib/features/dispatch/managers/labels";
import type { ManagerDetail } from "@/lib/features/dispatch/managers/types";
import { formatRocDate } from "@/lib/platform/roc-date";

/** Ticks one, some or all cases and gives them to somebody with room for all of them. */
export function HandOverForm({ detail: { manager, cases, receivers } }: { detail: ManagerDetail }) {
  if (receivers.length === 0) {
    return (
      <Card title="交接">
        <Notice tone="warn" title="沒有其他在職的個案管理員可以接手" />
      </Card>
    );
  }
  return (
    <Card title="交接">
      <ActionForm action={handOverAction} submitLabel="交接" label="交接個案">
        <HiddenField name="fromStaffId" value={manager.id} />
        <RadioGroup
          name="scope"
          label="範圍"
          required
          inline
          defaultValue={manager.endedOn ? "all" : "chosen"}
          options={[
            { value: "chosen", label: "勾選的個案" },
            { value: "all", label: `全部個案（${cases.length} 案）` },
          ]}
        />
        <SelectField
          name="toStaffId"
          label="接手的個案管理員"
          required
          emptyLabel="請選擇"
          options={receivers.map(({ id, name, employment, load }) => ({
            value: id,
            label: `${name}（${EMPLOYMENT_LABELS[employment]}，尚可 ${load?.headroom ?? 0} 案）`,
            disabled: load?.headroom === 0,
          }))}
        />
        <TextArea name="reason" label="交接原因" required rows={2} maxLength={500} />
        <CheckboxGroup
          name="caseIds"
          label="個案"
          hint="超過接手者上限時全部不交接，並說明還能接幾案；各項期限不因交接改變。"
          options={cases.map((row) => ({
            value: row.id,
            label: `${row.name}　${row.number}`,
            hint: [
              row.district,
              levelLabel(row.needLevel),
              CASE_STATUS_LABELS[row.status],
              row.since && `自 ${formatRocDate(row.since)}`,
            ]
              .filter(Boolean)
              .join("・"),
          }))}
        />
      </ActionForm>
    </Card>
  );
}
