import { ActionForm } from "@/components/forms/action-form";
import { CheckboxGroup } from "@/components/forms/checkbox-group";
import { DateField } from "@/components/forms/date-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { RadioGroup } from "@/components/forms/radio-group";
import { TextArea } from "@/components/forms/text-area";
import { Section } from "@/components/layout/section";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { decideMeasureAction, dropMeasureAction, liftMeasureAction } from "@/lib/features/penalties/actions";
import type { MeasureDetail } from "@/lib/features/penalties/types";
import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import { formatRocDate } from "@/lib/platform/roc-date";
import { addDays, type PlainDate } from "@/lib/rules/plain-date";

type Props = { measure: MeasureDetail };

function Carried({ measure }: Props) {
  return (
    <>
      <HiddenField name="id" value={measure.id} />
      <HiddenField name="version" value={measure.version} />
    </>
  );
}

/** Dates and services of a suspension, or the day on which the contract ends. */
export function DecideMeasureForm({ measure, asOf }: Props & { asOf: PlainDate }) {
  const isSuspension = measure.kind === "suspension";
  const isStricter = (measure.proposal.outcome.otherReadings ?? []).length > 0;
  return (
    <Section
      title="決定"
      id="decide"
      lead={
        isSuspension
          ? "期間內各輪序都略過這個單位，指定也會被拒絕；期滿次日自動恢復。"
          : "特約於終止日當日為最後有效之日；個案轉銜另依退場流程辦理。"
      }
    >
      <div className="stack">
        {isStricter && (
          <Notice tone="warn" title="兩種解釋結果不同">
            以任一次記點起算一年者，已達終止點數；請承辦人判斷，並於理由敘明。
          </Notice>
        )}
        <ActionForm
          action={decideMeasureAction}
          submitLabel={isSuspension ? "決定並發函" : "終止特約並發函"}
          submitVariant="danger"
          label="處分決定"
          columns={2}
        >
          <Carried measure={measure} />
          {isStricter && isSuspension ? (
            <RadioGroup
              name="kind"
              label="處分"
              required
              defaultValue="suspension"
              options={[
                { value: "suspension", label: "停止派案" },
                { value: "termination", label: "終止特約（採較嚴解釋）" },
              ]}
            />
          ) : (
            <HiddenField name="kind" value={measure.kind} />
          )}
          <DateField
            name="fromOn"
            label={isSuspension ? "起日" : "終止日"}
            required
            min={asOf}
            max={measure.contract.effectiveUntil}
            defaultValue={formatRocDate(addDays(asOf, 1))}
          />
          {isSuspension && <SpanFields measure={measure} />}
          <TextArea name="grounds" label="處分理由" required rows={5} maxLength={2000} width="full" />
        </ActionForm>
        <ConfirmDialog trigger="不予處分" title="決定不予處分？">
          <ActionForm action={dropMeasureAction} submitLabel="不予處分" label="不予處分">
            <Carried measure={measure} />
            <TextArea name="grounds" label="不予處分之理由" required rows={4} maxLength={2000} />
          </ActionForm>
        </ConfirmDialog>
      </div>
    </Section>
  );
}

function SpanFields({ measure }: Props) {
  const { suspendDays, suspendMonths } = measure.proposal.outcome;
  const length = suspendDays
    ? `${suspendDays.min} 至 ${suspendDays.max} 日（首末日均計入）`
    : suspendMonths
      ? `${suspendMonths} 個月`
      : "由承辦人定之";
  const until = formatRocDate(measure.contract.effectiveUntil);
  return (
    <>
      <DateField
        name="throughOn"
        label="迄日"
        required
        max={measure.contract.effectiveUntil}
        hint={`${length}；至遲至特約到期日 ${until}。`}
      />
      <CheckboxGroup
        name="services"
        label="服務"
        hint="不勾選代表特約全部服務。"
        inline
        options={measure.contract.services.map((value) => ({ value, label: SERVICE_LABELS[value] }))}
      />
    </>
  );
}

/** Ends a suspension early. */
export function LiftForm({ measure }: Props) {
  return (
    <ConfirmDialog trigger="提前解除停止派案" title="提前解除停止派案？">
      <ActionForm action={liftMeasureAction} submitLabel="解除" label="解除停止派案">
        <Carried measure={measure} />
        <TextArea name="reason" label="解除理由" required rows={4} maxLength={2000} />
      </ActionForm>
    </ConfirmDialog>
  );
}
