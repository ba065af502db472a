import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { ContractTable } from "@/components/today/contract-table";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportLinks } from "@/components/ui/export-links";
import { FilterBar } from "@/components/ui/filter-bar";
import { listHref } from "@/components/ui/list-href";
import { Pagination } from "@/components/ui/pagination";
import { CONTRACT_FILTERS, FILTER_LABELS } from "@/lib/features/registry/contracts/labels";
import { contractScope } from "@/lib/features/registry/contracts/policy";
import { listContracts } from "@/lib/features/registry/contracts/queries";
import {
  type ContractListParams,
  contractListParams,
  ENDING_DAYS,
} from "@/lib/features/registry/contracts/schema";
import { TIER_LABELS } from "@/lib/features/registry/units/labels";
import { districtOptions, zoneOptions } from "@/lib/features/registry/units/queries";
import type { Option } from "@/lib/features/registry/units/types";
import { today } from "@/lib/platform/clock";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "特約" };

export default async function ContractsPage({ searchParams }: PageProps<"/contracts">) {
  const actor = await requireActor();
  const scope = contractScope(actor);
  if (!scope) notFound();
  const params = contractListParams(await searchParams);
  const asOf = today();
  const [{ rows, total }, districts, zones] = await Promise.all([
    listContracts(actor, params, asOf),
    districtOptions(actor),
    zoneOptions(actor),
  ]);
  const { q, state, days, tier, district, zone, sort, dir, page, size } = params;
  const filters = { q, state, days: state === "ending" ? days : null, tier, district, zone };
  const hrefFor = listHref("/contracts", { ...filters, sort, dir, size, page });
  const exportHref = listHref("/api/contracts/export", { ...filters, sort, dir });
  return (
    <div className="stack">
      <PageHeader
        title={scope.unitId ? "本單位特約" : "特約"}
        lead={state && `${FILTER_LABELS[state]}${state === "ending" ? `（${days} 日內）` : ""}`}
        actions={
          <>
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
      <Filters params={params} districts={districts} zones={zones} ofCity={scope.unitId === undefined} />
      <ContractTable
        caption="特約"
        rows={rows}
        {...{ sort, dir, hrefFor, total }}
        empty={
          <EmptyState
            title="沒有符合的特約"
            action={
              <>
                <LinkButton href="/contracts">清除條件</LinkButton>
                <LinkButton href="/units">從單位登錄特約</LinkButton>
              </>
            }
          >
            請放寬條件；新的特約請到單位的「特約」頁籤登錄。
          </EmptyState>
        }
      />
      <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} unit="筆特約" />
    </div>
  );
}

type FiltersProps = {
  params: ContractListParams;
  districts: readonly Option[];
  zones: readonly Option[];
  ofCity: boolean;
};

function Filters({ params, districts, zones, ofCity }: FiltersProps) {
  const { q, state, days, tier, district, zone, sort, dir, size } = params;
  return (
    <FilterBar action="/contracts" keep={{ sort, dir, size }} resetHref="/contracts" label="特約篩選條件">
      <TextField name="q" type="search" label="單位名稱、代碼或特約編號" defaultValue={q} maxLength={100} />
      <SelectField
        name="state"
        label="狀態"
        emptyLabel="全部"
        options={CONTRACT_FILTERS.map((value) => ({ value, label: FILTER_LABELS[value] }))}
        defaultValue={state}
      />
      <SelectField
        name="days"
        label="將屆期天數"
        options={ENDING_DAYS.map((each) => ({ value: String(each), label: `${each} 日內` }))}
        defaultValue={String(days)}
      />
      {ofCity && (
        <>
          <SelectField
            name="tier"
            label="層級"
            emptyLabel="全部"
            options={Object.entries(TIER_LABELS).map(([value, label]) => ({ value, label }))}
            defaultValue={tier}
          />
          <SelectField
            name="district"
            label="單位行政區"
            emptyLabel="全部"
            options={districts}
            defaultValue={district}
          />
          {zones.length > 0 && (
            <SelectField name="zone" label="服務分區" emptyLabel="全部" options={zones} defaultValue={zone} />
          )}
        </>
      )}
    </FilterBar>
  );
}
