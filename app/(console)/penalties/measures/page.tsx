import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { PenaltyTabs } from "@/components/penalties/penalty-tabs";
import { MeasureStateTag } from "@/components/penalties/tags";
import { LinkButton } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { Link } from "@/components/ui/link";
import { listHref } from "@/components/ui/list-href";
import { Pagination } from "@/components/ui/pagination";
import { MEASURE_KIND_LABELS, MEASURE_STATE_LABELS } from "@/lib/features/penalties/labels";
import { listMeasures } from "@/lib/features/penalties/measures/queries";
import { penaltyScope } from "@/lib/features/penalties/policy";
import { measureListParams } from "@/lib/features/penalties/schema";
import type { MeasureRow } from "@/lib/features/penalties/types";
import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "停派及終止" };

const PATH = "/penalties/measures";
const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

export default async function MeasuresPage({ searchParams }: PageProps<"/penalties/measures">) {
  const actor = await requireActor();
  const scope = penaltyScope(actor);
  if (!scope) notFound();
  const params = measureListParams(await searchParams);
  const { rows, total } = await listMeasures(actor, params);
  const { q, kind, state, unit, sort, dir, page, size } = params;
  const hrefFor = listHref(PATH, { q, kind, state, unit, sort, dir, size, page });
  return (
    <div className="stack">
      <PageHeader
        title="停止派案及終止特約"
        lead="點數達門檻時由系統依規定建議，承辦人決定期間及服務項目；停派期滿自動恢復。"
        actions={<PrintButton />}
      />
      <PenaltyTabs current={PATH} own={scope.unitId ? `/penalties/units/${scope.unitId}` : null} />
      <FilterBar action={PATH} keep={{ sort, dir, size, unit }} resetHref={PATH} label="處分篩選條件">
        <TextField name="q" type="search" label="單位名稱或編號" defaultValue={q} maxLength={100} />
        <SelectField
          name="kind"
          label="處分"
          emptyLabel="全部"
          options={optionsOf(MEASURE_KIND_LABELS)}
          defaultValue={kind}
        />
        <SelectField
          name="state"
          label="狀態"
          emptyLabel="全部"
          options={optionsOf(MEASURE_STATE_LABELS)}
          defaultValue={state}
        />
      </FilterBar>
      <DataTable
        caption="處分"
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        mobile="cards"
        {...{ sort, dir, hrefFor, total }}
        empty={
          <EmptyState
            title="沒有符合的處分"
            icon="gavel"
            action={<LinkButton href={PATH}>清除條件</LinkButton>}
          >
            記點後，依點數得停派或應終止者會列在這裡。
          </EmptyState>
        }
        columns={[
          {
            key: "number",
            label: "編號",
            sortable: true,
            rowHeader: true,
            nowrap: true,
            render: (row) => <Link href={`/penalties/measures/${row.id}`}>{row.number}</Link>,
          },
          {
            key: "unit",
            label: "單位",
            sortable: true,
            render: (row) => (
              <>
                <Link href={`/penalties/units/${row.unit.id}`}>{row.unit.name}</Link>
                <div className="muted small">
                  {row.unit.code}｜特約 {row.contract.number}
                </div>
              </>
            ),
          },
          { key: "kind", label: "處分", render: (row) => MEASURE_KIND_LABELS[row.kind] },
          { key: "fromOn", label: "期間", sortable: true, nowrap: true, render: spanText },
          { key: "services", label: "服務", render: servicesText },
          { key: "state", label: "狀態", render: (row) => <MeasureStateTag state={row.state} /> },
        ]}
      />
      <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} unit="筆處分" />
    </div>
  );
}

function spanText({ fromOn, throughOn, kind }: MeasureRow): string {
  if (!fromOn) return "未定";
  return kind === "termination"
    ? `${formatRocDate(fromOn)} 終止`
    : `${formatRocDate(fromOn)}–${formatRocDate(throughOn)}`;
}

function servicesText({ services, state }: MeasureRow): string {
  if (state === "proposed" || state === "dropped") return "—";
  return services.length === 0 ? "全部" : services.map((each) => SERVICE_LABELS[each]).join("、");
}
