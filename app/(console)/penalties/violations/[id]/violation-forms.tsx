import { ActionForm } from "@/components/forms/action-form";
import { DateField } from "@/components/forms/date-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { NumberField } from "@/components/forms/number-field";
import { RadioGroup } from "@/components/forms/radio-group";
import { TextArea } from "@/components/forms/text-area";
import { TextField } from "@/components/forms/text-field";
import { Section } from "@/components/layout/section";
import { ProposalView } from "@/components/penalties/proposal-view";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import {
  askReviewAction,
  decideReviewAction,
  decideViolationAction,
  dropViolationAction,
  startHearingAction,
  stateCaseAction,
} from "@/lib/features/penalties/actions";
import type { Proposal, ReviewDetail, ViolationDetail } from "@/lib/features/penalties/types";
import { formatRocDate } from "@/lib/platform/roc-date";
import { addDays, type PlainDate } from "@/lib/rules/plain-date";

type FormProps = { row: ViolationDetail };

function Carried({ row }: FormProps) {
  return (
    <>
      <HiddenField name="id" value={row.id} />
      <HiddenField name="version" value={row.version} />
    </>
  );
}

const HEARING_DAYS = 14;

/** Tells the unit what it is held to have done, and asks for its side. */
export function HearingForm({ row, asOf }: FormProps & { asOf: PlainDate }) {
  return (
    <Section
      title="通知陳述意見"
      lead="送出後發函存檔，單位可看到本案並陳述意見；期滿或陳述後才能決定。"
      id="hearing"
    >
      <ActionForm action={startHearingAction} submitLabel="發函通知" label="通知陳述意見">
        <Carried row={row} />
        <DateField
          name="hearingDueOn"
          label="陳述意見期限"
          required
          defaultValue={formatRocDate(addDays(asOf, HEARING_DAYS))}
          min={addDays(asOf, 1)}
        />
      </ActionForm>
    </Section>
  );
}

/** The unit's statement, or what it wrote on paper. */
export function StatementForm({ row, onPaper }: FormProps & { onPaper: boolean }) {
  return (
    <Section
      title={onPaper ? "登錄單位陳述" : "陳述意見"}
      id="statement"
      lead={`期限 ${formatRocDate(row.hearingDueOn)}；決定前可再補充，以最後送出者為準，先前內容留有紀錄。`}
    >
      <ActionForm action={stateCaseAction} submitLabel="送出陳述意見" label="陳述意見">
        <Carried row={row} />
        <TextArea
          name="statement"
          label="陳述內容"
          required
          rows={6}
          maxLength={2000}
          width="full"
          defaultValue={row.statement ?? ""}
        />
      </ActionForm>
    </Section>
  );
}

/** Points with grounds, or none. */
export function DecideForm({ row, proposal }: FormProps & { proposal: Proposal }) {
  return (
    <Section title="決定" id="decide" lead="決定後發函存檔並登入點數帳，不再變更；單位得申請複核一次。">
      <div className="stack">
        <ProposalView proposal={proposal} title="依現有紀錄" />
        <ActionForm
          action={decideViolationAction}
          submitLabel="記點處分並發函"
          submitVariant="danger"
          label="記點處分"
        >
          <Carried row={row} />
          <NumberField
            name="points"
            label="點數"
            required
            min={0}
            max={20}
            suffix="點"
            defaultValue={proposal.points === null ? "" : String(proposal.points)}
            hint={hintOf(proposal)}
          />
          {proposal.article === null && (
            <TextField name="article" label="契約條款" required maxLength={100} placeholder="契約書第20條" />
          )}
          <TextArea name="grounds" label="決定理由" required rows={5} maxLength={2000} width="full" />
        </ActionForm>
        <DropForm row={row} />
      </div>
    </Section>
  );
}

function hintOf({ points, discretionary }: Proposal): string {
  if (points === null) return "依契約記點規定填寫。";
  return discretionary ? `至少 ${points} 點，得依違約次數加倍。` : "依法定點數，不得增減。";
}

/** No points, with the grounds. */
export function DropForm({ row }: FormProps) {
  return (
    <ConfirmDialog trigger="不予記點" title="決定不予記點？">
      <ActionForm action={dropViolationAction} submitLabel="不予記點" label="不予記點">
        <Carried row={row} />
        <TextArea name="grounds" label="不予記點之理由" required rows={4} maxLength={2000} />
      </ActionForm>
    </ConfirmDialog>
  );
}

/** The one request for a review. */
export function AskReviewForm({ row, onPaper, asOf }: FormProps & { onPaper: boolean; asOf: PlainDate }) {
  const until = row.reviewUntil
    ? `期限 ${formatRocDate(row.reviewUntil.dueOn)}（送達日 ${formatRocDate(row.noticeArrivedOn)} 起 30 日）`
    : "通知尚未登錄送達，期限未起算";
  return (
    <Section
      title={onPaper ? "登錄單位書面申請複核" : "申請複核"}
      id="ask-review"
      lead={`${until}；以一次為限。`}
    >
      <ActionForm action={askReviewAction} submitLabel="申請複核" label="申請複核">
        <HiddenField name="violationId" value={row.id} />
        {onPaper && (
          <DateField
            name="askedOn"
            label="單位申請日"
            required
            defaultValue={formatRocDate(asOf)}
            max={asOf}
          />
        )}
        <TextArea name="grounds" label="申請理由" required rows={5} maxLength={2000} width="full" />
      </ActionForm>
    </Section>
  );
}

/** Upheld, or taken back. */
export function ReviewForm({ row, review }: FormProps & { review: ReviewDetail }) {
  return (
    <Section
      title="複核決定"
      id="decide-review"
      lead="撤銷者，點數以負數沖回點數帳；依點數之處分建議一併更新。"
    >
      <ActionForm action={decideReviewAction} submitLabel="送出複核決定" label="複核決定">
        <HiddenField name="violationId" value={row.id} />
        <HiddenField name="version" value={review.version} />
        <RadioGroup
          name="outcome"
          label="決定"
          required
          inline
          options={[
            { value: "upheld", label: "維持原處分" },
            { value: "taken_back", label: "撤銷原處分" },
          ]}
        />
        <TextArea name="decision" label="決定理由" required rows={4} maxLength={2000} width="full" />
      </ActionForm>
    </Section>
  );
}
