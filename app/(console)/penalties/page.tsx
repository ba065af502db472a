import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { PenaltyTabs } from "@/components/penalties/penalty-tabs";
import { ViolationTable } from "@/components/penalties/violation-table";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { listHref } from "@/components/ui/list-href";
import { Pagination } from "@/components/ui/pagination";
import {
  SCHEME_LABELS,
  VIOLATION_FILTER_LABELS,
  VIOLATION_FILTERS,
  VIOLATION_STATE_LABELS,
} from "@/lib/features/penalties/labels";
import { mayPenalise, penaltyScope } from "@/lib/features/penalties/policy";
import { listViolations } from "@/lib/features/penalties/queries";
import { type ViolationListParams, violationListParams } from "@/lib/features/penalties/schema";
import { today } from "@/lib/platform/clock";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "違約記點" };

const PATH = "/penalties";

export default async function PenaltiesPage({ searchParams }: PageProps<"/penalties">) {
  const actor = await requireActor();
  const scope = penaltyScope(actor);
  if (!scope) notFound();
  const params = violationListParams(await searchParams);
  const { rows, total } = await listViolations(actor, params, today());
  const { q, state, filter, scheme, tier, unit, sort, dir, page, size } = params;
  const hrefFor = listHref(PATH, { q, state, filter, scheme, tier, unit, sort, dir, size, page });
  return (
    <div className="stack">
      <PageHeader
        title="違約記點"
        lead={
          scope.unitId
            ? "通知陳述意見以後的案件；處分後得於送達 30 日內申請複核一次。"
            : "提報、陳述意見、記點處分、複核；點數登入各單位點數帳。"
        }
        actions={
          <>
            {mayPenalise(actor, "penalty.propose") && (
              <LinkButton href="/penalties/new" icon="plus" variant="primary">
                提報違約
              </LinkButton>
            )}
            <PrintButton />
          </>
        }
      />
      <PenaltyTabs current={PATH} own={scope.unitId ? `/penalties/units/${scope.unitId}` : null} />
      <Filters params={params} isUnit={scope.unitId !== undefined} />
      <ViolationTable
        {...{ rows, sort, dir, hrefFor, total }}
        empty={
          <EmptyState
            title="沒有符合的違約案"
            icon="gavel"
            action={<LinkButton href={PATH}>清除條件</LinkButton>}
          >
            {scope.unitId ? "貴單位目前沒有違約案。" : "缺失認定屆期未改善後可提報，或直接提報。"}
          </EmptyState>
        }
      />
      <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} unit="筆違約案" />
    </div>
  );
}

const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

function Filters({ params, isUnit }: { params: ViolationListParams; isUnit: boolean }) {
  const { q, state, filter, scheme, unit, sort, dir, size } = params;
  return (
    <FilterBar action={PATH} keep={{ sort, dir, size, unit }} resetHref={PATH} label="違約案篩選條件">
      <TextField
        name="q"
        type="search"
        label={isUnit ? "案號" : "單位名稱、代碼或案號"}
        defaultValue={q}
        maxLength={100}
      />
      <SelectField
        name="filter"
        label="進度"
        emptyLabel="全部"
        options={VIOLATION_FILTERS.map((value) => ({ value, label: VIOLATION_FILTER_LABELS[value] }))}
        defaultValue={filter}
      />
      <SelectField
        name="state"
        label="狀態"
        emptyLabel="全部"
        options={optionsOf(VIOLATION_STATE_LABELS)}
        defaultValue={state}
      />
      {!isUnit && (
        <SelectField
          name="scheme"
          label="記點規定"
          emptyLabel="全部"
          options={optionsOf(SCHEME_LABELS)}
          defaultValue={scheme}
        />
      )}
    </FilterBar>
  );
}
