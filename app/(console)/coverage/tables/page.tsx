import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LinkTabs } from "@/components/layout/link-tabs";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { LinkButton } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { mayInCoverage } from "@/lib/features/coverage/policy";
import { planYears, recomputedOverview } from "@/lib/features/coverage/recompute/queries";
import { planYearParam } from "@/lib/features/coverage/recompute/schema";
import type { RecomputedRow } from "@/lib/features/coverage/recompute/types";
import { listDrafts } from "@/lib/features/coverage/tables/drafts/queries";
import { one } from "@/lib/platform/list-params";
import { requireActor } from "@/lib/platform/session";
import { tooLarge } from "@/lib/platform/spreadsheet/read";
import { DraftTableList } from "./draft-list";
import { UploadCard } from "./upload-card";

export const metadata: Metadata = { title: "計畫資料表" };

const PATH = "/coverage/tables";

export default async function PlanTablesPage({ searchParams }: PageProps<"/coverage/tables">) {
  const actor = await requireActor();
  if (!mayInCoverage(actor, "coverage.read")) notFound();
  const search = await searchParams;
  const years = await planYears(actor);
  const asked = planYearParam(one(search.year));
  const year = asked !== undefined && years.includes(asked) ? asked : years[0];
  const overview = year === undefined ? null : await recomputedOverview(actor, year);
  const mayUpload = mayInCoverage(actor, "plan_table.preview");
  return (
    <div className="stack-l">
      <PageHeader
        title="計畫資料表"
        lead="上傳各表 → 檢視逐格錯誤、變動及隨之不符的數字 → 一次套用為新版本。套用之前，現行版本不會變動。"
        actions={<LinkButton href="/coverage/recompute">計畫核算</LinkButton>}
      />
      {one(search.error) === "too_large" && (
        <Notice tone="bad" live="alert" title="檔案未上傳">
          {tooLarge().message}
        </Notice>
      )}
      {one(search.discarded) && <Notice tone="info" live="status" title="已放棄這份草案，資料表未變動。" />}
      {mayUpload && (
        <>
          <UploadCard planYear={year} />
          <Section title="草案">
            <DraftTableList rows={await listDrafts(actor)} />
          </Section>
        </>
      )}
      <Section title="現行版本">
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
          <EmptyState title="本市尚無計畫資料表" icon="upload">
            由承辦人上傳計畫各表後顯示於此。
          </EmptyState>
        ) : (
          <StandingTables year={overview.planYear} rows={overview.rows} />
        )}
      </Section>
    </div>
  );
}

function StandingTables({ year, rows }: { year: number; rows: readonly RecomputedRow[] }) {
  const columns: Column<RecomputedRow>[] = [
    { key: "place", label: "出處", nowrap: true, render: ({ place }) => place },
    {
      key: "title",
      label: "資料表",
      rowHeader: true,
      render: ({ tableKey, title }) => <Link href={`/coverage/recompute/${year}/${tableKey}`}>{title}</Link>,
    },
    { key: "file", label: "檔名", render: ({ tableKey }) => <code>{tableKey}.csv</code> },
    {
      key: "edition",
      label: "版本",
      nowrap: true,
      render: ({ tableKey, edition }) => <Link href={`${PATH}/${year}/${tableKey}`}>第{edition}版</Link>,
    },
    {
      key: "download",
      label: "下載",
      nowrap: true,
      render: ({ tableKey, title }) => (
        <span className="cluster">
          <a href={`${PATH}/${year}/${tableKey}/export?format=csv`} aria-label={`${title} CSV`}>
            CSV
          </a>
          <a href={`${PATH}/${year}/${tableKey}/export?format=xlsx`} aria-label={`${title} Excel`}>
            Excel
          </a>
        </span>
      ),
    },
  ];
  return (
    <DataTable
      caption={`${year}年計畫資料表`}
      columns={columns}
      rows={rows}
      rowKey={({ tableKey }) => tableKey}
      total={rows.length}
      mobile="cards"
    />
  );
}
