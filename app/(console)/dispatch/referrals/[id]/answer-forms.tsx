import { ActionForm } from "@/components/forms/action-form";
import { DateField } from "@/components/forms/date-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { TextArea } from "@/components/forms/text-area";
import { Section } from "@/components/layout/section";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import {
  acceptReferralAction,
  correctFirstServiceAction,
  declineReferralAction,
  recordFirstServiceAction,
} from "@/lib/features/dispatch/referrals/actions";
import type { ReferralDetail } from "@/lib/features/dispatch/referrals/types";

type FormProps = { referral: ReferralDetail };

/** The fields that every form on a referral carries. */
export function Carried({ referral }: FormProps) {
  return (
    <>
      <HiddenField name="id" value={referral.id} />
      <HiddenField name="version" value={referral.version} />
    </>
  );
}

/** Taking a referral with the planned start, or declining it with the reason. */
export function Answer({ referral }: FormProps) {
  return (
    <Section title="回復照會">
      <div className="stack">
        <ActionForm action={acceptReferralAction} submitLabel="承接" label="承接">
          <Carried referral={referral} />
          <DateField
            name="plannedStartOn"
            label="預定開始日"
            required
            hint="與案家約定的第一次服務日。"
            min={referral.dispatchedOn}
          />
        </ActionForm>
        <div className="cluster">
          <ConfirmDialog trigger="婉拒" title="婉拒這筆照會？" tone="danger">
            <p>婉拒後 A 單位會另派其他單位，貴單位即不能再開啟這個個案的資料。</p>
            <ActionForm action={declineReferralAction} submitLabel="婉拒" submitVariant="danger" label="婉拒">
              <Carried referral={referral} />
              <TextArea
                name="reason"
                label="婉拒理由"
                required
                rows={3}
                maxLength={500}
                hint="例如：該區人力不足、服務時段無法配合。"
              />
            </ActionForm>
          </ConfirmDialog>
        </div>
      </div>
    </Section>
  );
}

/** The day on which the service began. */
export function FirstServiceForm({ referral }: FormProps) {
  return (
    <Section title="第一次服務">
      <ActionForm action={recordFirstServiceAction} submitLabel="登錄第一次服務日" label="第一次服務">
        <Carried referral={referral} />
        <DateField
          name="firstServiceOn"
          label="第一次服務日"
          required
          hint="服務實際提供之日；登錄後時效停止計算。"
          min={referral.dispatchedOn}
        />
      </ActionForm>
    </Section>
  );
}

/** Another day for a first service that was recorded wrongly. */
export function CorrectionForm({ referral }: FormProps) {
  return (
    <div className="cluster no-print">
      <ConfirmDialog trigger="更正第一次服務日" title="更正第一次服務日" size="s">
        <p>原登錄日期與更正原因留存於紀錄；時效依更正後的日期重新判定。</p>
        <ActionForm action={correctFirstServiceAction} submitLabel="更正" label="更正第一次服務日">
          <Carried referral={referral} />
          <DateField name="firstServiceOn" label="正確的第一次服務日" required min={referral.dispatchedOn} />
          <TextArea name="reason" label="更正原因" required rows={3} maxLength={500} />
        </ActionForm>
      </ConfirmDialog>
    </div>
  );
}
