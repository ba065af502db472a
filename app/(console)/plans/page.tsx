import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PlanFilters } from "@/components/care-plans/plan-filters";
import { PlanTable } from "@/components/care-plans/plan-table";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportLinks } from "@/components/ui/export-links";
import { listHref } from "@/components/ui/list-href";
import { Pagination } from "@/components/ui/pagination";
import { QUEUE_FILTER_LABELS } from "@/lib/features/care-plans/labels";
import { listPlans } from "@/lib/features/care-plans/list/queries";
import { mayPlan, planCaseScope } from "@/lib/features/care-plans/policy";
import { planListParams } from "@/lib/features/care-plans/schema";
import { districtOptions, unitOptions } from "@/lib/features/registry/units/queries";
import { today } from "@/lib/platform/clock";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "照顧計畫" };

/** The centre's queue of plans to review; for an A unit its own plans; for officers those of the city. */
export default async function PlansPage({ searchParams }: PageProps<"/plans">) {
  const actor = await requireActor();
  const scope = planCaseScope(actor);
  if (!scope) notFound();
  const params = planListParams(await searchParams);
  const asOf = today();
  const ofOneUnit = scope.aUnitId !== undefined;
  const [{ rows, total }, districts, units] = await Promise.all([
    listPlans(actor, params, asOf),
    districtOptions(actor),
    ofOneUnit ? [] : unitOptions(actor, { tier: "a" }),
  ]);
  const { q, status, district, unit, kind, waiting, sort, dir, page, size } = params;
  const filters = { q, status, district, unit, kind, waiting: waiting ?? null };
  const hrefFor = listHref("/plans", { ...filters, sort, dir, size, page });
  const exportHref = listHref("/api/plans/export", { ...filters, sort, dir });
  return (
    <div className="stack">
      <PageHeader
        title={mayPlan(actor, "plan.review") ? "照顧計畫審核" : "照顧計畫"}
        lead={status === "all" ? "全部計畫" : QUEUE_FILTER_LABELS[status]}
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
      <PlanFilters params={params} districts={districts} units={units} />
      <PlanTable
        {...{ rows, asOf, ofOneUnit, sort, dir, hrefFor, total }}
        empty={
          <EmptyState
            title="沒有符合的計畫"
            icon="document"
            action={<LinkButton href="/plans?status=all">顯示全部狀態</LinkButton>}
          >
            請放寬條件；新的計畫由個案頁的「計畫」頁籤擬訂。
          </EmptyState>
        }
      />
      <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} unit="份計畫" />
    </div>
  );
}
