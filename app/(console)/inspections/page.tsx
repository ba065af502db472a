import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CheckboxField } from "@/components/forms/checkbox-field";
import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { InspectionTable } from "@/components/inspections/inspection-table";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportLinks } from "@/components/ui/export-links";
import { FilterBar } from "@/components/ui/filter-bar";
import { listHref } from "@/components/ui/list-href";
import { Pagination } from "@/components/ui/pagination";
import { inspectionScope, mayInspect } from "@/lib/features/inspections/policy";
import { FORM_LABELS } from "@/lib/features/inspections/templates/labels";
import { INSPECTION_STATE_LABELS, PURPOSE_LABELS } from "@/lib/features/inspections/visits/labels";
import { listInspections } from "@/lib/features/inspections/visits/list/queries";
import {
  type InspectionListParams,
  inspectionListParams,
} from "@/lib/features/inspections/visits/list/schema";
import { TIER_LABELS } from "@/lib/features/registry/units/labels";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "查核" };

const PATH = "/inspections";

export default async function InspectionsPage({ searchParams }: PageProps<"/inspections">) {
  const actor = await requireActor();
  if (!inspectionScope(actor)) notFound();
  const params = inspectionListParams(await searchParams);
  const { rows, total } = await listInspections(actor, params);
  const { q, state, form, purpose, tier, own, unit, sort, dir, page, size } = params;
  const filters = { q, state, form, purpose, tier, unit, own: own ? "1" : undefined };
  const hrefFor = listHref(PATH, { ...filters, sort, dir, size, page });
  const exportHref = listHref("/api/inspections/export", { ...filters, sort, dir });
  const inCity = mayInspect(actor, "inspection.read_city");
  return (
    <div className="stack">
      <PageHeader
        title="查核"
        lead={inCity ? "排定、執行及簽署；簽署後開立的缺失另列追蹤。" : "貴單位已簽署的查核紀錄。"}
        actions={
          <>
            {mayInspect(actor, "inspection.plan") && (
              <LinkButton href="/inspections/new" variant="primary" icon="plus">
                排定查核
              </LinkButton>
            )}
            <ExportLinks
              links={[
                { href: exportHref({ format: "csv" }), label: "CSV" },
                { href: exportHref({ format: "xlsx" }), label: "Excel" },
              ]}
            />
            <PrintButton />
          </>
        }
      />
      <Filters params={params} inCity={inCity} />
      <InspectionTable
        {...{ rows, sort, dir, hrefFor, total }}
        empty={
          <EmptyState title="沒有符合的查核" action={<LinkButton href={PATH}>清除條件</LinkButton>}>
            {inCity ? "請放寬條件，或排定新的查核。" : "查核簽署後會出現在這裡。"}
          </EmptyState>
        }
      />
      <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} unit="次查核" />
    </div>
  );
}

function options(labels: Readonly<Record<string, string>>) {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}

function Filters({ params, inCity }: { params: InspectionListParams; inCity: boolean }) {
  const { q, state, form, purpose, tier, own, unit, sort, dir, size } = params;
  return (
    <FilterBar action={PATH} keep={{ sort, dir, size, unit }} resetHref={PATH} label="查核篩選條件">
      <TextField name="q" type="search" label="查核編號、單位名稱或代碼" defaultValue={q} maxLength={100} />
      {inCity && (
        <SelectField
          name="state"
          label="狀態"
          emptyLabel="全部"
          options={options(INSPECTION_STATE_LABELS)}
          defaultValue={state}
        />
      )}
      <SelectField
        name="form"
        label="查核表"
        emptyLabel="全部"
        options={options(FORM_LABELS)}
        defaultValue={form}
      />
      <SelectField
        name="purpose"
        label="性質"
        emptyLabel="全部"
        options={options(PURPOSE_LABELS)}
        defaultValue={purpose}
      />
      {inCity && (
        <SelectField
          name="tier"
          label="層級"
          emptyLabel="全部"
          options={options(TIER_LABELS)}
          defaultValue={tier}
        />
      )}
      {inCity && <CheckboxField name="own" value="1" label="只看我負責的" defaultChecked={own} />}
    </FilterBar>
  );
}
