import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { CaseFilters } from "@/components/cases/case-filters";
import { CaseTable } from "@/components/cases/case-table";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportLinks } from "@/components/ui/export-links";
import { listHref } from "@/components/ui/list-href";
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import { caseFilterChoices, listCases } from "@/lib/features/cases/list/queries";
import { caseFilters, caseListParams, personSought } from "@/lib/features/cases/list/schema";
import { mayCase, workScope } from "@/lib/features/cases/policy";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "個案" };

export default async function CasesPage({ searchParams }: PageProps<"/cases">) {
  const actor = await requireActor();
  const scope = workScope(actor);
  if (!scope) notFound();
  const query = await searchParams;
  const params = caseListParams(query);
  const { sort, dir, size } = params;
  const filters = caseFilters(params);
  // An ID typed into the search does not stay in the address.
  const person = personSought(params.q);
  if (person)
    redirect(listHref("/cases", { ...filters, status: "all", sort, dir, size })({ q: null, person }));
  const [{ rows, total, page }, choices] = await Promise.all([
    listCases(actor, params),
    caseFilterChoices(actor),
  ]);
  const hrefFor = listHref("/cases", { ...filters, sort, dir, size, page });
  const exportHref = listHref("/api/cases/export", { ...filters, sort, dir });
  return (
    <div className="stack">
      <PageHeader
        title={scope.aUnitId ? "本單位個案" : "個案"}
        actions={
          <>
            <ExportLinks
              links={[
                { href: exportHref({ format: "csv" }), label: "CSV" },
                { href: exportHref({ format: "xlsx" }), label: "Excel" },
              ]}
            />
            <PrintButton />
            {mayCase(actor, "case.intake") && (
              <LinkButton href="/cases/new" icon="plus" variant="primary">
                受理申請
              </LinkButton>
            )}
          </>
        }
      />
      <Moved done={one(query.done)} number={one(query.number)} />
      {params.person && (
        <Notice
          tone="info"
          title="依統一編號查詢"
          actions={<LinkButton href={hrefFor({ person: null, status: null })}>取消這項條件</LinkButton>}
        >
          統一編號不顯示於網址與清單。
        </Notice>
      )}
      <CaseFilters params={params} {...choices} />
      <CaseTable
        rows={rows}
        today={today()}
        ofOneUnit={scope.aUnitId !== undefined}
        {...{ sort, dir, hrefFor, total }}
        empty={
          <EmptyState
            title="沒有符合的個案"
            icon="people"
            action={<LinkButton href="/cases">清除條件</LinkButton>}
          >
            請放寬條件；已結案的個案請將狀態改為「全部」。
          </EmptyState>
        }
      />
      <Pagination page={page} pageSize={size} total={total} hrefFor={hrefFor} unit="案" />
    </div>
  );
}

/** A case that was moved to a district of another is no longer in the list of the one who moved it. */
function Moved({ done, number }: { done?: string; number?: string }) {
  if (done !== "moved" || !/^C\d{7}$/.test(number ?? "")) return null;
  return (
    <Notice tone="good" live="status" title={`已更新 ${number} 的資料並移至其他行政區`}>
      該個案改由新行政區的照顧管理專員負責。
    </Notice>
  );
}
