import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { CheckboxField } from "@/components/forms/checkbox-field";
import { CheckboxGroup } from "@/components/forms/checkbox-group";
import { DateField } from "@/components/forms/date-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { Card } from "@/components/layout/card";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { ROLE_LABELS } from "@/lib/features/accounts/labels";
import { mayInspect } from "@/lib/features/inspections/policy";
import type { TemplateSubject } from "@/lib/features/inspections/templates/types";
import { planInspectionAction } from "@/lib/features/inspections/visits/actions";
import { PURPOSE_LABELS } from "@/lib/features/inspections/visits/labels";
import {
  inspectorOptions,
  type TemplateOption,
  visitTemplates,
} from "@/lib/features/inspections/visits/queries";
import { unitOptions } from "@/lib/features/registry/units/queries";
import type { UnitOption } from "@/lib/features/registry/units/types";
import type { Actor } from "@/lib/platform/actor";
import { today } from "@/lib/platform/clock";
import { one, oneOf } from "@/lib/platform/list-params";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import type { InspectionPurpose, Role, Tier } from "@/prisma/generated/enums";

export const metadata: Metadata = { title: "排定查核" };

const TIER_OF: Partial<Record<TemplateSubject, Tier>> = { a_unit: "a", b_unit: "b", c_station: "c" };
const MOST_UNITS = 300;

/** First the form, then whom and when: which units are offered depends on the form. */
export default async function NewInspectionPage({ searchParams }: PageProps<"/inspections/new">) {
  const actor = await requireActor();
  if (!mayInspect(actor, "inspection.plan")) notFound();
  const search = await searchParams;
  const [q, unit] = [one(search.q) ?? "", one(search.unit) ?? ""];
  const templates = await visitTemplates(actor);
  // A finding that is to be looked at again names its kind of form and the purpose.
  const purpose = oneOf(search.purpose, Object.keys(PURPOSE_LABELS) as InspectionPurpose[]);
  const template =
    templates.find(({ id }) => id === one(search.form)) ??
    templates.find(({ formKey }) => formKey === one(search.kind)) ??
    templates[0];
  return (
    <div className="stack">
      <PageHeader
        title="排定查核"
        breadcrumbs={[{ href: "/inspections", label: "查核" }, { label: "排定查核" }]}
        lead="受查單位在簽署之前看不到查核的安排；需事先通知者另行通知。"
      />
      {template ? (
        <>
          <FilterBar
            action="/inspections/new"
            keep={{ unit, purpose }}
            submitLabel="選用"
            label="選擇查核表及單位"
          >
            <SelectField
              name="form"
              label="查核表"
              options={templates.map(({ id, label }) => ({ value: id, label }))}
              defaultValue={template.id}
            />
            {!unit && (
              <TextField name="q" type="search" label="單位名稱或代碼" defaultValue={q} maxLength={100} />
            )}
          </FilterBar>
          <Plan actor={actor} template={template} q={q} unit={unit} purpose={purpose} />
        </>
      ) : (
        <EmptyState title="尚無使用中的查核表">請系統管理者先發布查核表。</EmptyState>
      )}
    </div>
  );
}

type PlanProps = {
  actor: Actor;
  template: TemplateOption;
  q: string;
  unit: string;
  purpose: InspectionPurpose | undefined;
};

async function Plan({ actor, template, q, unit, purpose }: PlanProps) {
  const tier = TIER_OF[template.subject];
  const found = await unitOptions(actor, {
    ...(tier ? { tier } : {}),
    q,
    limit: unit ? undefined : MOST_UNITS,
  });
  const units: UnitOption[] = unit ? found.filter(({ value }) => value === unit) : found;
  const inspectors = await inspectorOptions(actor);
  if (units.length === 0) {
    return <EmptyState title="沒有適用這份查核表的單位">請換一個名稱或代碼，或換一份查核表。</EmptyState>;
  }
  return (
    <Card title={template.title}>
      <ActionForm action={planInspectionAction} submitLabel="排定查核" cancelHref="/inspections" columns={2}>
        <HiddenField name="templateId" value={template.id} />
        <SelectField
          name="unitId"
          label="受查單位"
          required
          width="full"
          emptyLabel={units.length === 1 ? undefined : "請選擇"}
          options={units.map(({ value, label }) => ({ value, label }))}
          hint={
            units.length === MOST_UNITS ? `只列前 ${MOST_UNITS} 個單位，請以名稱或代碼縮小範圍。` : undefined
          }
        />
        {template.subject === "case_home" && (
          <TextField name="caseNumber" label="受訪個案案號" required maxLength={20} hint="例如 C0000001" />
        )}
        <SelectField
          name="purpose"
          label="查核性質"
          required
          options={Object.entries(PURPOSE_LABELS).map(([value, label]) => ({ value, label }))}
          defaultValue={purpose}
        />
        <DateField
          name="plannedWeek"
          label="預定週"
          required
          hint="填該週任一日，系統取該週週一。"
          defaultValue={formatRocDate(today())}
        />
        <CheckboxField name="announced" label="事先通知受查單位" />
        <CheckboxGroup
          name="inspectorIds"
          label="查核人員"
          required
          width="full"
          defaultValue={actor.accountId ? [actor.accountId] : []}
          options={inspectors.map(({ id, name, role }) => ({
            value: id,
            label: `${name}（${ROLE_LABELS[role as Role]}）`,
          }))}
        />
      </ActionForm>
    </Card>
  );
}
