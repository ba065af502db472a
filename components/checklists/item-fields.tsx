import { CheckboxField } from "@/components/forms/checkbox-field";
import { CheckboxGroup } from "@/components/forms/checkbox-group";
import { type Option, SelectField } from "@/components/forms/select-field";
import { TextArea } from "@/components/forms/text-area";
import { TextField } from "@/components/forms/text-field";
import { Disclosure } from "@/components/ui/disclosure";
import { EVIDENCE_LABELS } from "@/lib/features/inspections/templates/labels";
import { EVIDENCE_KEYS, type Item } from "@/lib/features/inspections/templates/types";
import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";

interface Props {
  item: Item | null;
  section: string;
  sections: readonly Option[];
}

/** What an item says, where it stands and to whom it applies. */
export function ItemFields({ item, section, sections }: Props) {
  return (
    <>
      <SelectField name="section" label="面向" required options={sections} defaultValue={section} />
      <TextField
        name="number"
        label="項次"
        hint="同一面向不得重複；不編號則空白。"
        width="xs"
        maxLength={20}
        defaultValue={item?.number ?? ""}
      />
      <TextArea
        name="label"
        label="項目內容"
        required
        rows={4}
        width="full"
        maxLength={2000}
        defaultValue={item?.label ?? ""}
      />
      <TextField
        name="indicatorCodes"
        label="評鑑指標代碼"
        hint="多個以頓號或空白分開，例如 1-2-1-3、1-2-1-4。"
        width="m"
        defaultValue={item?.indicatorCodes.join("、") ?? ""}
      />
      <CheckboxField name="isMarked" label="加註「*」" defaultChecked={item?.mark === "*"} />
      <CheckboxField
        name="isPerCase"
        label="抽案：對每一抽查個案分別填答"
        defaultChecked={item?.isPerCase ?? false}
      />
      <Disclosure
        summary={`僅適用部分服務（目前${item?.appliesTo ? `${item.appliesTo.length} 項` : "全部適用"}）`}
        open={item?.appliesTo !== null && item !== null}
      >
        <CheckboxGroup
          name="appliesTo"
          label="適用服務"
          hint="都不勾選即全部適用。"
          inline
          options={Object.entries(SERVICE_LABELS).map(([value, label]) => ({ value, label }))}
          defaultValue={item?.appliesTo ?? []}
        />
      </Disclosure>
      <Disclosure summary={`系統佐證（${item?.evidence.length ?? 0} 種）`}>
        <CheckboxGroup
          name="evidence"
          label="查核時由系統提供的佐證"
          inline
          options={EVIDENCE_KEYS.map((value) => ({ value, label: EVIDENCE_LABELS[value] }))}
          defaultValue={item?.evidence ?? []}
        />
      </Disclosure>
      {item?.restored && (
        <TextArea
          name="restored"
          label="重建註記"
          hint="已與紙本核對無誤時清空。"
          rows={2}
          width="full"
          defaultValue={item.restored}
        />
      )}
    </>
  );
}
