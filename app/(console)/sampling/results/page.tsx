import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SelectField } from "@/components/forms/select-field";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportLinks } from "@/components/ui/export-links";
import { FilterBar } from "@/components/ui/filter-bar";
import { Link } from "@/components/ui/link";
import { listHref } from "@/components/ui/list-href";
import { StatusTag } from "@/components/ui/status-tag";
import { rocMonth } from "@/lib/features/dispatch/monthly-tables/labels";
import { AUDIT_KIND_LABELS } from "@/lib/features/sampling/labels";
import { maySampling } from "@/lib/features/sampling/policy";
import { drawnMonths, questionResults } from "@/lib/features/sampling/results/queries";
import { resultParams } from "@/lib/features/sampling/schema";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "抽查各題結果" };

/** How each question of the surveys or plan audits was answered; every number opens those checks. */
export default async function QuestionResultsPage({ searchParams }: PageProps<"/sampling/results">) {
  const actor = await requireActor();
  if (!maySampling(actor, "sampling.read_city")) notFound();
  const params = resultParams(await searchParams);
  const { month, unit, kind } = params;
  const rows = await questionResults(actor, params);
  const months = await drawnMonths(actor);
  const exportHref = listHref("/api/sampling/results/export", { of: "questions", month, unit, kind });
  const opens = listHref("/sampling/audits", { month, unit, kind });
  return (
    <div className="stack">
      <PageHeader
        title="抽查各題結果"
        breadcrumbs={[{ href: "/sampling", label: "系統查核抽樣" }, { label: "各題結果" }]}
        lead={`${AUDIT_KIND_LABELS[kind]}，已完成者；點選數字可看是哪些抽查。`}
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
      <FilterBar
        action="/sampling/results"
        keep={{ unit }}
        resetHref="/sampling/results"
        label="結果篩選條件"
      >
        <SelectField
          name="kind"
          label="查核方式"
          options={Object.entries(AUDIT_KIND_LABELS).map(([value, label]) => ({ value, label }))}
          defaultValue={kind}
        />
        <SelectField
          name="month"
          label="月份"
          emptyLabel="全部"
          options={months.map((value) => ({ value, label: rocMonth(value) }))}
          defaultValue={month}
        />
      </FilterBar>
      <DataTable
        caption="各題結果"
        captionHidden
        rows={rows}
        rowKey={({ question }) => question.key}
        columns={[
          {
            key: "label",
            label: "題目",
            rowHeader: true,
            render: ({ itemNumber, label }) => `${itemNumber ? `${itemNumber}. ` : ""}${label}`,
          },
          { key: "answered", label: "作答", align: "end", render: ({ answered }) => answered },
          {
            key: "counts",
            label: "各答案件數",
            render: ({ question, counts }) => (
              <span className="cluster">
                {counts.map(({ value, label, count, isAmiss }) => (
                  <Link key={value} href={opens({ answer: `${question.key}:${value}` })}>
                    {isAmiss && count > 0 ? (
                      <StatusTag tone="bad">{`${label} ${count}`}</StatusTag>
                    ) : (
                      `${label} ${count}`
                    )}
                  </Link>
                ))}
              </span>
            ),
          },
        ]}
        empty={<EmptyState title="還沒有完成的抽查">完成後，各題的答案統計列在這裡。</EmptyState>}
      />
    </div>
  );
}
