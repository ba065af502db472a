import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PlanList } from "@/components/coverage/plan-list";
import { LinkTabs } from "@/components/layout/link-tabs";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportLinks } from "@/components/ui/export-links";
import { Notice } from "@/components/ui/notice";
import { mayInCoverage } from "@/lib/features/coverage/policy";
import { planYears, recomputedOverview } from "@/lib/features/coverage/recompute/queries";
import { planYearParam } from "@/lib/features/coverage/recompute/schema";
import { one } from "@/lib/platform/list-params";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "計畫核算" };

const PATH = "/coverage/recompute";

export default async function RecomputePage({ searchParams }: PageProps<"/coverage/recompute">) {
  const actor = await requireActor();
  if (!mayInCoverage(actor, "coverage.read")) notFound();
  const years = await planYears(actor);
  const asked = planYearParam(one((await searchParams).year));
  const year = asked !== undefined && years.includes(asked) ? asked : years[0];
  const overview = year === undefined ? null : await recomputedOverview(actor, year);
  const mayUpload = mayInCoverage(actor, "plan_table.preview");
  return (
    <div className="stack-l">
      <PageHeader
        title={year === undefined ? "計畫核算" : `${year}年計畫核算`}
        lead="依計畫所載公式，由表中數字重算每一個衍生數字，標示與原列數不符者。數字均取自各表現行版本，未引用任何外部答案。"
        actions={
          overview && (
            <>
              <ExportLinks
                links={[
                  { href: `/coverage/workbook?year=${year}`, label: "全部資料表 Excel（含公式）" },
                  { href: `${PATH}/export?year=${year}`, label: "核算結果 CSV" },
                  { href: `${PATH}/export?year=${year}&result=mismatch`, label: "不符清單 CSV" },
                ]}
              />
              <PrintButton />
              {mayUpload && (
                <LinkButton href="/coverage/tables" icon="upload">
                  匯入資料表
                </LinkButton>
              )}
            </>
          )
        }
      />
      {years.length > 1 && (
        <LinkTabs
          label="計畫年度"
          items={years.map((each) => ({
            href: `${PATH}?year=${each}`,
            label: `${each}年計畫`,
            current: each === year,
          }))}
        />
      )}
      {overview === null ? (
        <EmptyState
          title="本市尚無計畫資料表"
          action={mayUpload ? <LinkButton href="/coverage/tables">匯入資料表</LinkButton> : undefined}
        >
          匯入計畫各表後，即可核算衍生數字。
        </EmptyState>
      ) : (
        <>
          {overview.problems.length > 0 && (
            <Notice tone="warn" title="部分數字無法讀取">
              <ul>
                {overview.problems.map((problem) => (
                  <li key={problem}>{problem}</li>
                ))}
              </ul>
            </Notice>
          )}
          <PlanList
            rows={overview.rows}
            counts={overview.counts}
            hrefOf={(table, result) => `${PATH}/${year}/${table}${result ? `?result=${result}#checks` : ""}`}
          />
        </>
      )}
    </div>
  );
}
