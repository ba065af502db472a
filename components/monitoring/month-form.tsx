import { CheckboxField } from "@/components/forms/checkbox-field";
import { DateField } from "@/components/forms/date-field";
import { Fieldset } from "@/components/forms/fieldset";
import { RadioGroup } from "@/components/forms/radio-group";
import { TextArea } from "@/components/forms/text-area";
import { TextField } from "@/components/forms/text-field";
import { Disclosure } from "@/components/ui/disclosure";
import { CONTACT_KIND_LABELS } from "@/lib/features/cases/labels";
import {
  RECEIVER_HINTS,
  REFERRAL_KIND_LABELS,
  REFERRAL_KINDS,
  receiverField,
  referField,
  USAGE_LABELS,
  usageField,
} from "@/lib/features/cases/monitoring/labels";
import type { MonitoringRecord, Usage } from "@/lib/features/cases/monitoring/types";
import { formatRocDate } from "@/lib/platform/roc-date";

const KIND_OPTIONS = Object.entries(CONTACT_KIND_LABELS).map(([value, label]) => ({ value, label }));
const USAGE_OPTIONS = Object.entries(USAGE_LABELS).map(([value, label]) => ({ value, label }));

type Item = { code: string; name: string; quantity?: number; goal?: string | null; use?: Usage };

type MonthFieldsProps = {
  items: readonly Item[];
  contactOn: string;
  /** Levels 2 and 3 in Taichung are told of C stations. */
  cStation: boolean;
  /** The record that is corrected. */
  record?: MonitoringRecord;
};

/** The questions of AA02, in the order in which they are asked on the telephone. */
export function MonthFields({ items, contactOn, cStation, record }: MonthFieldsProps) {
  return (
    <>
      <RadioGroup
        name="contactKind"
        label="聯繫方式"
        required
        inline
        options={KIND_OPTIONS}
        defaultValue={record?.contactKind ?? "phone"}
      />
      <DateField name="contactOn" label="聯繫日" required defaultValue={formatRocDate(contactOn)} />
      {items.length > 0 && (
        <Fieldset legend="服務使用情形">
          {items.map((item) => (
            <RadioGroup
              key={item.code}
              name={usageField(item.code)}
              label={`${item.code} ${item.name}`}
              hint={itemHint(item)}
              required
              inline
              options={USAGE_OPTIONS}
              defaultValue={item.use ?? "as_planned"}
            />
          ))}
        </Fieldset>
      )}
      <TextArea
        name="problems"
        label="問題與需求"
        rows={3}
        maxLength={1000}
        defaultValue={record?.problems ?? ""}
      />
      <CheckboxField
        name="planChangeNeeded"
        label="需要調整照顧計畫"
        defaultChecked={record?.planChangeNeeded ?? false}
      />
      {(cStation || record?.cStationInformed) && (
        <CheckboxField
          name="cStationInformed"
          label="已提供 C 級巷弄長照站資訊"
          hint="需要等級第 2、3 級應提供。"
          defaultChecked={record?.cStationInformed ?? false}
        />
      )}
      <TextArea name="note" label="備註" rows={2} maxLength={1000} defaultValue={record?.note ?? ""} />
    </>
  );
}

function itemHint({ quantity, goal }: Item): string | undefined {
  const parts = [quantity === undefined ? "" : `每月 ${quantity}`, goal ? `目標：${goal}` : ""];
  return parts.filter(Boolean).join("，") || undefined;
}

/** Referrals to other resources that came out of the contact: folded away, since most months have none. */
export function ReferralFields() {
  return (
    <Disclosure summary="轉介其他資源（家暴、自殺防治、照顧者支持、失智、C 據點…）">
      <div className="form-fields">
        {REFERRAL_KINDS.map((kind) => (
          <div key={kind} className="stack-s">
            <CheckboxField name={referField(kind)} label={`轉介：${REFERRAL_KIND_LABELS[kind]}`} />
            <TextField
              name={receiverField(kind)}
              label={`${REFERRAL_KIND_LABELS[kind]}的受理單位`}
              labelHidden
              maxLength={100}
              placeholder={RECEIVER_HINTS[kind]}
              width="full"
            />
          </div>
        ))}
      </div>
    </Disclosure>
  );
}
