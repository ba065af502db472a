import { ActionForm } from "@/components/forms/action-form";
import { CheckboxField } from "@/components/forms/checkbox-field";
import { CheckboxGroup } from "@/components/forms/checkbox-group";
import { DateField } from "@/components/forms/date-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { ProposalTable } from "@/components/inspections/proposal-table";
import { UnitBoxErrors } from "@/components/inspections/unit-box";
import { Card } from "@/components/layout/card";
import type { ListHref } from "@/components/ui/list-href";
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import { ROLE_LABELS } from "@/lib/features/accounts/labels";
import { assignInspectionsAction } from "@/lib/features/inspections/planning/actions";
import { WITHOUT_NOTICE } from "@/lib/features/inspections/planning/labels";
import type { PlanParams } from "@/lib/features/inspections/planning/schema";
import type { PlanPage } from "@/lib/features/inspections/planning/types";
import type { InspectorOption } from "@/lib/features/inspections/visits/queries";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { DutyKind } from "@/lib/rules/inspection-duty";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Role } from "@/prisma/generated/enums";

interface Props {
  kind: DutyKind;
  template: { title: string } | null;
  page: PlanPage;
  params: PlanParams;
  hrefFor: ListHref;
  inspectors: readonly InspectorOption[];
  on: PlainDate;
}

/** The proposals with a box each, and below them the week and the people for those that are ticked. */
export function ProposalForm({ kind, template, page, params, hrefFor, inspectors, on }: Props) {
  const pages = (
    <Pagination
      page={params.page}
      pageSize={params.size}
      total={page.total}
      hrefFor={hrefFor}
      unit="個單位"
    />
  );
  if (!template || page.rows.length === 0)
    return (
      <div className="stack">
        {!template && (
          <Notice tone="warn" title="沒有使用中的查核表">
            本市尚無這項查核的使用中查核表，無法由此排定。
          </Notice>
        )}
        <ProposalTable rows={page.rows} isChoosing={false} />
        {pages}
      </div>
    );
  // The pages choose their size by a form of their own, which must not stand in this one.
  return (
    <>
      <ActionForm action={assignInspectionsAction} submitLabel="排定所勾選的單位" label="指派查核">
        <HiddenField name="kind" value={kind} />
        <UnitBoxErrors />
        <ProposalTable rows={page.rows} isChoosing />
        <Card title="指派所勾選的單位">
          <div className="stack">
            <p className="muted">查核表：{template.title}</p>
            <DateField
              name="plannedWeek"
              label="預定週"
              required
              width="s"
              hint="填該週任一日，系統取該週週一。"
              defaultValue={formatRocDate(on)}
            />
            <CheckboxGroup
              name="inspectorIds"
              label="查核人員"
              required
              inline
              options={inspectors.map(({ id, name, role }) => ({
                value: id,
                label: `${name}（${ROLE_LABELS[role as Role]}）`,
              }))}
            />
            {WITHOUT_NOTICE.includes(kind) ? (
              <p className="muted small">這項查核不預先通知受查單位。</p>
            ) : (
              <CheckboxField name="announced" label="事先通知受查單位" />
            )}
          </div>
        </Card>
      </ActionForm>
      {pages}
    </>
  );
}
