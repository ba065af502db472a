import { ActionForm } from "@/components/forms/action-form";
import { DateField } from "@/components/forms/date-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { RadioGroup } from "@/components/forms/radio-group";
import { Section } from "@/components/layout/section";
import { LinkButton } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Notice } from "@/components/ui/notice";
import {
  recordRenewalNoticeAction,
  recordRenewalReplyAction,
} from "@/lib/features/registry/contracts/actions";
import { REPLY_LABELS } from "@/lib/features/registry/contracts/labels";
import type { StandingContract } from "@/lib/features/registry/contracts/types";
import { formatRocDate } from "@/lib/platform/roc-date";
import { citationText } from "@/lib/rules/citations";
import type { Renewal } from "@/lib/rules/contract";
import type { Outcome } from "@/lib/rules/outcome";

type RenewalFormsProps = { contract: StandingContract; outcome: Outcome<Renewal> };

/** What is to be recorded next of a contract's renewal; what was recorded can be corrected until the next step. */
export function RenewalForms({ contract, outcome }: RenewalFormsProps) {
  return (
    <Section id="renewal" title="續約">
      <NextStep contract={contract} outcome={outcome} />
    </Section>
  );
}

function NextStep({ contract, outcome }: RenewalFormsProps) {
  if (contract.followUp) return <p>已有接續特約 {contract.followUp.number}，續約已辦竣。</p>;
  if (outcome.state === "deemed_declined") return <DeemedDeclined contract={contract} outcome={outcome} />;
  if (contract.renewalReply) return <Replied contract={contract} />;
  if (contract.renewalNoticeOn) {
    return (
      <>
        <p>
          已於 {formatRocDate(contract.renewalNoticeOn)} 通知；單位最遲應於 {formatRocDate(outcome.silenceOn)}{" "}
          同意，逾期視為不同意。
        </p>
        <ReplyForm contract={contract} />
        <Disclosure summary="更正通知日">
          <NoticeForm contract={contract} />
        </Disclosure>
      </>
    );
  }
  return (
    <>
      <p>最遲應於 {formatRocDate(outcome.noticeDueOn)} 以書面通知單位限期辦理續約。</p>
      <NoticeForm contract={contract} />
    </>
  );
}

function DeemedDeclined({ contract, outcome }: RenewalFormsProps) {
  return (
    <Notice tone="bad" title={`逾 ${formatRocDate(outcome.silenceOn)} 未同意，視為不同意續約`}>
      <p>依據：{outcome.citations.map(citationText).join("、")}。</p>
      <p>期間屆滿後應依第33條辦理給付對象之處置及服務費用之審查支付。</p>
      {!contract.renewalNoticeOn && (
        <>
          <p>機關尚未登錄續約通知；如已通知，請補登通知日。</p>
          <NoticeForm contract={contract} />
        </>
      )}
      {contract.renewalNoticeOn && !contract.renewalReply && (
        <Disclosure summary="單位於期限內已回覆、尚未登錄">
          <ReplyForm contract={contract} />
        </Disclosure>
      )}
    </Notice>
  );
}

function Replied({ contract }: { contract: StandingContract }) {
  const { renewalReply, renewalReplyOn, unit, id } = contract;
  return (
    <>
      <p>
        單位於 {formatRocDate(renewalReplyOn)} {renewalReply && REPLY_LABELS[renewalReply]}。
      </p>
      {renewalReply === "agreed" && (
        <p>
          <LinkButton href={`/units/${unit.id}/contracts/new?from=${id}`} variant="primary" icon="plus">
            登錄接續特約
          </LinkButton>
        </p>
      )}
      <Disclosure summary="更正單位回覆">
        <ReplyForm contract={contract} />
      </Disclosure>
    </>
  );
}

function NoticeForm({ contract }: { contract: StandingContract }) {
  return (
    <ActionForm action={recordRenewalNoticeAction} submitLabel="登錄續約通知" label="登錄續約通知">
      <HiddenField name="id" value={contract.id} />
      <HiddenField name="version" value={contract.version} />
      <DateField
        name="noticeOn"
        label="書面通知日"
        required
        defaultValue={contract.renewalNoticeOn}
        hint="逾期的通知也請照實登錄。"
      />
    </ActionForm>
  );
}

function ReplyForm({ contract }: { contract: StandingContract }) {
  return (
    <ActionForm action={recordRenewalReplyAction} submitLabel="登錄單位回覆" label="登錄單位回覆">
      <HiddenField name="id" value={contract.id} />
      <HiddenField name="version" value={contract.version} />
      <RadioGroup
        name="reply"
        label="單位回覆"
        required
        inline
        options={Object.entries(REPLY_LABELS).map(([value, label]) => ({ value, label }))}
        defaultValue={contract.renewalReply}
      />
      <DateField name="replyOn" label="回覆日" required defaultValue={contract.renewalReplyOn} />
    </ActionForm>
  );
}
