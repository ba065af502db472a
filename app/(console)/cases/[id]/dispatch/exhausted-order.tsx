import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { SelectField } from "@/components/forms/select-field";
import { TextArea } from "@/components/forms/text-area";
import { Notice } from "@/components/ui/notice";
import { answerExhaustionAction, raiseExhaustionAction } from "@/lib/features/dispatch/exhaustions/actions";
import type { ExhaustionRow } from "@/lib/features/dispatch/exhaustions/types";
import type { CandidatesPanel } from "@/lib/features/dispatch/providers/types";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { type SendForm, unitOptions } from "./send-forms";

type ExhaustedOrderProps = {
  form: SendForm;
  panel: CandidatesPanel;
  entry: ExhaustionRow | null;
  mayRaise: boolean;
  mayAnswer: boolean;
};

/** Where nobody in the order can take a service: laid before the centre, and what the centre said. */
export function ExhaustedOrder({ form, panel, entry, mayRaise, mayAnswer }: ExhaustedOrderProps) {
  const waits = entry?.state === "waiting";
  if (!panel.exhausted && !waits && entry?.state !== "answered") return null;
  return (
    <div className="stack" id={`${form.service}-exhausted`}>
      {panel.exhausted && (
        <Notice tone="bad" title="輪序表中沒有可承接的單位">
          {panel.exhausted}。案家仍可備同意書指定單位。
        </Notice>
      )}
      {entry && waits && (
        <Notice tone="warn" title="待照管中心處理">
          {formatRocDate(entry.raisedOn)} 由 {entry.raisedByName} 送照管中心。
        </Notice>
      )}
      {entry?.state === "answered" && entry.answeredAt && (
        <Notice tone="info" title="照管中心答復">
          {formatRocInstant(entry.answeredAt)} {entry.answeredByName}：{entry.answer}
        </Notice>
      )}
      {mayRaise && panel.exhausted && !waits && <Raise form={form} again={entry !== null} />}
      {mayAnswer && entry && waits && <Answer entry={entry} panel={panel} />}
    </div>
  );
}

function Raise({ form, again }: { form: SendForm; again: boolean }) {
  return (
    <ActionForm
      action={raiseExhaustionAction}
      submitLabel={again ? "再送照管中心處理" : "送照管中心處理"}
      label="送照管中心處理"
    >
      {Object.entries(form).map(([name, value]) => (
        <HiddenField key={name} name={name} value={value} />
      ))}
    </ActionForm>
  );
}

function Answer({ entry, panel }: { entry: ExhaustionRow; panel: CandidatesPanel }) {
  return (
    <ActionForm action={answerExhaustionAction} submitLabel="答復 A 單位" label="照管中心處理">
      <HiddenField name="id" value={entry.id} />
      <SelectField
        name="unitId"
        label="指定 B 單位"
        emptyLabel="不指定，由 A 單位依處理意見辦理"
        hint="指定後立即派案並列為未依輪序；未特約或暫停派案的單位不能指定。"
        options={unitOptions(panel)}
      />
      <TextArea
        name="answer"
        label="處理意見"
        required
        rows={3}
        maxLength={500}
        hint="指定單位時即為派案理由，列入派案月報。"
      />
    </ActionForm>
  );
}
