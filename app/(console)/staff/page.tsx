import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { StaffFilters } from "@/components/today/staff-filters";
import { StaffTable } from "@/components/today/staff-table";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportLinks } from "@/components/ui/export-links";
import { listHref } from "@/components/ui/list-href";
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import { mayStaff, staffScope } from "@/lib/features/registry/staff/policy";
import { listStaff, registrationClock } from "@/lib/features/registry/staff/queries";
import { staffListParams } from "@/lib/features/registry/staff/schema";
import { today } from "@/lib/platform/clock";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "人員" };

export default async function StaffPage({ searchParams }: PageProps<"/staff">) {
  const actor = await requireActor();
  const scope = staffScope(actor);
  if (!scope) notFound();
  const params = staffListParams(await searchParams);
  const { rows, total } = await listStaff(actor, params, today());
  const { q, duty, employment, presence, registration, unit, sort, dir, page, size } = params;
  const filters = { q, duty, employment, presence, registration, unit };
  const hrefFor = listHref("/staff", { ...filters, sort, dir, size, page });
  const exportHref = listHref("/api/staff/export", { ...filters, sort, dir });
  const clock = registrationClock(actor.jurisdictionId, today());
  return (
    <div className="stack">
      <PageHeader
        title={scope.unitId ? "本單位人員" : "人員"}
        actions={
          <>
            <ExportLinks
              links={[
                { href: exportHref({ format: "csv" }), label: "CSV" },
                { href: exportHref({ format: "xlsx" }), label: "Excel" },
              ]}
            />
            <PrintButton />
            {scope.unitId && mayStaff(actor, "staff.keep") && (
              <LinkButton href={`/units/${scope.unitId}/staff/new`} icon="plus" variant="primary">
                登錄人員
              </LinkButton>
            )}
          </>
        }
      />
      {clock.kind === "no_rule" && (
        <Notice tone="info" title="本市沒有人員登錄之期限">
          {clock.message}；清單僅顯示是否已登錄寄送。
        </Notice>
      )}
      <StaffFilters action="/staff" params={params} />
      <StaffTable
        caption="人員"
        rows={rows}
        opens={mayStaff(actor, "staff.open")}
        ofOneUnit={scope.unitId !== undefined}
        {...{ sort, dir, hrefFor, total }}
        empty={
          <EmptyState
            title="沒有符合的人員"
            icon="people"
            action={<LinkButton href="/staff">清除條件</LinkButton>}
          >
            請放寬條件；新進人員請到單位的「人員」頁籤登錄。
          </EmptyState>
        }
      />
      <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} unit="人" />
    </div>
  );
}
