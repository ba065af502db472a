import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DutyTable } from "@/components/inspections/duty-table";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { Section } from "@/components/layout/section";
import { Why } from "@/components/today/why";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportLinks } from "@/components/ui/export-links";
import { listHref } from "@/components/ui/list-href";
import { Notice } from "@/components/ui/notice";
import { DUTY_LABELS, SIGNS_KNOWN, WITHOUT_NOTICE } from "@/lib/features/inspections/planning/labels";
import { dutyBoards, planPage, yearPlan } from "@/lib/features/inspections/planning/queries";
import { planParams } from "@/lib/features/inspections/planning/schema";
import { inspectorOptions } from "@/lib/features/inspections/visits/queries";
import { districtOptions } from "@/lib/features/registry/units/queries";
import { today } from "@/lib/platform/clock";
import { one, type SearchParams } from "@/lib/platform/list-params";
import { formatRocDate, parseDateInput } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { ProposalForm } from "./proposal-form";
import { PlanFilters, PlanTabs } from "./tabs";

export const metadata: Metadata = { title: "年度查核計畫" };

const PATH = "/inspections/plan";

export default async function PlanPage({ searchParams }: PageProps<"/inspections/plan">) {
  const actor = await requireActor();
  const search = await searchParams;
  const on = today();
  const data = await yearPlan(actor, on);
  if (!data) notFound();
  const boards = dutyBoards(data);
  const params = planParams(search);
  const board = boards.find(({ kind }) => kind === params.kind) ?? boards[0];
  const year = Number(on.slice(0, 4)) - 1911;
  if (!board) return <EmptyState title={`${year} 年度沒有適用的查核計畫`} icon="calendar" />;
  const { kind, duty, template } = board;
  const { q, show, district, size } = params;
  const page = planPage(data, kind, params);
  const [inspectors, districts] = await Promise.all([inspectorOptions(actor), districtOptions(actor)]);
  const filters = { kind, show, q, district, size };
  const hrefFor = listHref(PATH, { ...filters, page: params.page });
  const exportHref = listHref("/api/inspections/plan/export", { kind, show, q, district });
  return (
    <div className="stack">
      <PageHeader
        title={`${year} 年度查核計畫`}
        breadcrumbs={[{ href: "/inspections", label: "查核" }, { label: "年度計畫" }]}
        lead={`截至 ${formatRocDate(on)}；每個數字可點開對應的單位。`}
        actions={
          <>
            <LinkButton href={`${PATH}/weeks`} icon="calendar">
              按週檢視
            </LinkButton>
            <PrintButton />
          </>
        }
      />
      <Assigned search={search} />
      <DutyTable boards={boards} current={kind} path={PATH} />
      <Section
        title={DUTY_LABELS[kind]}
        id="proposals"
        lead={`${WITHOUT_NOTICE.includes(kind) ? "不預先通知。" : ""}依風險由高至低排列，理由列於各單位。`}
        actions={
          <ExportLinks
            links={[
              { href: exportHref({ format: "csv" }), label: "CSV" },
              { href: exportHref({ format: "xlsx" }), label: "Excel" },
            ]}
          />
        }
      >
        <Why
          steps={duty.steps}
          citations={duty.citations}
          assumptions={duty.assumptions}
          summary="應辦數怎麼算"
        />
        {kind === "professional" && <p className="muted small">{SIGNS_KNOWN}</p>}
        <PlanFilters path={PATH} params={params} kind={kind} districts={districts} />
        <PlanTabs hrefFor={hrefFor} show={show} counts={page.counts} hasMust={duty.form === "share"} />
        <ProposalForm {...{ kind, template, page, params, hrefFor, inspectors, on }} />
      </Section>
    </div>
  );
}

/** Says what was just assigned. */
function Assigned({ search }: { search: SearchParams }) {
  const count = one(search.assigned);
  const week = parseDateInput(one(search.week) ?? "");
  if (!count || !/^\d{1,3}$/u.test(count) || !week) return null;
  return (
    <Notice
      tone="good"
      live="status"
      actions={<LinkButton href={`${PATH}/weeks?from=${week}`}>看那一週</LinkButton>}
    >
      已排定 {count} 個單位於 {formatRocDate(week)} 當週。
    </Notice>
  );
}
