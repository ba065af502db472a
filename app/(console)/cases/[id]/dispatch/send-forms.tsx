import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { SelectField } from "@/components/forms/select-field";
import { TextArea } from "@/components/forms/text-area";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { dispatchToProviderAction } from "@/lib/features/dispatch/providers/actions";
import type { Candidate, CandidatesPanel, DispatchBoard } from "@/lib/features/dispatch/providers/types";
import { formatRocInstant } from "@/lib/platform/roc-date";
import { skipReasonLabel } from "@/lib/rules/dispatch";
import type { Service } from "@/prisma/generated/enums";

/** What every form that gives a service to a unit carries. */
export type SendForm = { caseId: string; planId: string; service: Service };

function Carried({ form, basis }: { form: SendForm; basis: string }) {
  return (
    <>
      {Object.entries({ ...form, basis }).map(([name, value]) => (
        <HiddenField key={name} name={name} value={value} />
      ))}
    </>
  );
}

/** Gives the service to the unit whose turn it is. */
export function ByRotation({ form, next }: { form: SendForm; next: Candidate }) {
  return (
    <ActionForm
      action={dispatchToProviderAction}
      submitLabel={`依輪序派給 ${next.code} ${next.name}`}
      label="依輪序派案"
    >
      <Carried form={form} basis="rotation" />
      <HiddenField name="expectedUnitId" value={next.unitId} />
    </ActionForm>
  );
}

/** The units that may be named, with why one cannot take the service. */
export function unitOptions(panel: CandidatesPanel) {
  return [...panel.inOrder, ...panel.outsideOrder].map((each) => ({
    value: each.unitId,
    label: `${each.code} ${each.name}${each.skip ? `（${skipReasonLabel(each.skip)}）` : ""}${each.related ? "（同一或關聯單位）" : ""}`,
  }));
}

type ByChoiceProps = { form: SendForm; panel: CandidatesPanel; consents: DispatchBoard["consents"] };

/** Gives the service to the unit that the client named, with the signed consent. */
export function ByChoice({ form, panel, consents }: ByChoiceProps) {
  const upload = <LinkButton href={`/cases/${form.caseId}/documents`}>上傳同意書</LinkButton>;
  if (consents.length === 0) {
    return (
      <Notice tone="info" title="尚無個案選擇服務單位同意書" actions={upload}>
        案家指定單位前，請先將簽署的同意書上傳到個案文件（種類選「同意書」）。
      </Notice>
    );
  }
  return (
    <ActionForm
      action={dispatchToProviderAction}
      submitLabel="依案家指定派案"
      label="案家指定"
      columns={2}
      extraActions={upload}
    >
      <Carried form={form} basis="client_choice" />
      <SelectField
        name="unitId"
        label="案家指定的單位"
        required
        emptyLabel="請選擇"
        options={unitOptions(panel)}
      />
      <SelectField
        name="consentId"
        label="同意書"
        required
        emptyLabel={consents.length > 1 ? "請選擇" : undefined}
        options={consents.map((each) => ({
          value: each.id,
          label: `${each.fileName}（${formatRocInstant(each.createdAt)}）`,
        }))}
      />
    </ActionForm>
  );
}

/** Gives the service to a unit out of turn; the reason stays and is shown on the monthly table. */
export function ByHand({ form, panel }: { form: SendForm; panel: CandidatesPanel }) {
  return (
    <ActionForm
      action={dispatchToProviderAction}
      submitLabel="不依輪序派案"
      submitVariant="danger"
      label="人工調整"
    >
      <Carried form={form} basis="deviation" />
      <SelectField
        name="unitId"
        label="改派的單位"
        required
        emptyLabel="請選擇"
        options={unitOptions(panel)}
      />
      <TextArea
        name="reason"
        label="理由"
        required
        rows={3}
        maxLength={500}
        hint="例如：語言或性別需求、原服務人員延續、路程。理由會列在派案月報並供照管中心審查。"
      />
    </ActionForm>
  );
}
