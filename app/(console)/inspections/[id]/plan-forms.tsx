import { ActionForm } from "@/components/forms/action-form";
import { CheckboxGroup } from "@/components/forms/checkbox-group";
import { DateField } from "@/components/forms/date-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { TextArea } from "@/components/forms/text-area";
import { Card } from "@/components/layout/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Disclosure } from "@/components/ui/disclosure";
import { ROLE_LABELS } from "@/lib/features/accounts/labels";
import { cancelInspectionAction, replanInspectionAction } from "@/lib/features/inspections/visits/actions";
import { inspectorOptions } from "@/lib/features/inspections/visits/queries";
import type { InspectionDetail } from "@/lib/features/inspections/visits/types";
import type { Actor } from "@/lib/platform/actor";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { Role } from "@/prisma/generated/enums";

/** Week and inspectors are changed, or the inspection is cancelled, until it is signed. */
export async function PlanForms({ actor, detail }: { actor: Actor; detail: InspectionDetail }) {
  const inspectors = await inspectorOptions(actor);
  const { id, version } = detail;
  return (
    <Card title="查核安排">
      <div className="stack">
        <Disclosure summary="變更預定週或查核人員">
          <ActionForm
            action={replanInspectionAction}
            submitLabel="變更安排"
            submitVariant="secondary"
            label="變更安排"
          >
            <HiddenField name="id" value={id} />
            <HiddenField name="version" value={String(version)} />
            <DateField
              name="plannedWeek"
              label="預定週"
              required
              hint="填該週任一日，系統取該週週一。"
              defaultValue={formatRocDate(detail.plannedWeek)}
            />
            <CheckboxGroup
              name="inspectorIds"
              label="查核人員"
              required
              defaultValue={detail.inspectors.map((each) => each.id)}
              options={inspectors.map(({ id: value, name, role }) => ({
                value,
                label: `${name}（${ROLE_LABELS[role as Role]}）`,
              }))}
            />
          </ActionForm>
        </Disclosure>
        <div className="cluster">
          <ConfirmDialog trigger="取消查核" title="取消這次查核？" tone="danger">
            <p>取消後不能恢復；已填寫的內容保留備查。</p>
            <ActionForm action={cancelInspectionAction} submitLabel="取消查核" submitVariant="danger">
              <HiddenField name="id" value={id} />
              <HiddenField name="version" value={String(version)} />
              <TextArea name="reason" label="原因" required maxLength={500} rows={2} />
            </ActionForm>
          </ConfirmDialog>
        </div>
      </div>
    </Card>
  );
}
