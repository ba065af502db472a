import { ActionForm } from "@/components/forms/action-form";
import { DateField } from "@/components/forms/date-field";
import { RadioGroup } from "@/components/forms/radio-group";
import { SelectField } from "@/components/forms/select-field";
import { TextArea } from "@/components/forms/text-area";
import { TextField } from "@/components/forms/text-field";
import { Section } from "@/components/layout/section";
import {
  recordAnswerForAction,
  recordFirstServiceForAction,
} from "@/lib/features/dispatch/referrals/actions";
import { ANSWER_CHANNEL_LABELS } from "@/lib/features/dispatch/referrals/labels";
import type { ReferralDetail } from "@/lib/features/dispatch/referrals/types";
import { today } from "@/lib/platform/clock";
import { formatRocDate } from "@/lib/platform/roc-date";
import { Carried } from "./answer-forms";

type FormProps = { referral: ReferralDetail };

const LEAD = "這個單位沒有系統帳號。請依單位的答復登錄；答復人、方式與日期都留紀錄。";
const CHANNELS = Object.entries(ANSWER_CHANNEL_LABELS).map(([value, label]) => ({ value, label }));

function WhoSaid() {
  return (
    <>
      <TextField
        name="toldBy"
        label="單位答復人"
        required
        maxLength={60}
        hint="姓名與職稱，例如：王督導員。"
      />
      <SelectField name="toldHow" label="答復方式" required emptyLabel="請選擇" options={CHANNELS} />
    </>
  );
}

/** What a unit without an account answered: who said so, how and when. */
export function ToldAnswerForm({ referral }: FormProps) {
  return (
    <Section title="代單位登錄回復" lead={LEAD}>
      <ActionForm action={recordAnswerForAction} submitLabel="登錄回復" label="代單位登錄回復" columns={2}>
        <Carried referral={referral} />
        <WhoSaid />
        <DateField
          name="toldOn"
          label="答復日期"
          required
          min={referral.dispatchedOn}
          defaultValue={formatRocDate(today())}
        />
        <RadioGroup
          name="answer"
          label="單位的答復"
          required
          options={[
            { value: "accepted", label: "承接" },
            { value: "declined", label: "婉拒" },
          ]}
        />
        <DateField name="plannedStartOn" label="預定開始日" hint="承接時填寫。" min={referral.dispatchedOn} />
        <TextArea name="reason" label="婉拒理由" hint="婉拒時填寫。" rows={2} maxLength={500} />
      </ActionForm>
    </Section>
  );
}

/** The first service of a unit without an account. */
export function ToldFirstServiceForm({ referral }: FormProps) {
  return (
    <Section title="代單位登錄第一次服務" lead={LEAD}>
      <ActionForm
        action={recordFirstServiceForAction}
        submitLabel="登錄第一次服務日"
        label="代單位登錄第一次服務"
        columns={2}
      >
        <Carried referral={referral} />
        <WhoSaid />
        <DateField name="firstServiceOn" label="第一次服務日" required min={referral.dispatchedOn} />
      </ActionForm>
    </Section>
  );
}
