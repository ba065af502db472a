import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TextField } from "@/components/forms/text-field";
import { PageHeader } from "@/components/layout/page-header";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportLinks } from "@/components/ui/export-links";
import { FilterBar } from "@/components/ui/filter-bar";
import { Link } from "@/components/ui/link";
import { listHref } from "@/components/ui/list-href";
import { Pagination } from "@/components/ui/pagination";
import { rocMonth } from "@/lib/features/dispatch/monthly-tables/labels";
import { CITY_LABELS } from "@/lib/features/dispatch/published/labels";
import { publishedUnits } from "@/lib/features/dispatch/published/queries";
import { foldText } from "@/lib/platform/fold-text";
import { listParams } from "@/lib/platform/list-params";

export const metadata: Metadata = { title: "派案資訊公開", robots: { index: true, follow: true } };

/** The A units of a city that have published, with their latest month. */
export default async function PublishedCityPage({ params, searchParams }: PageProps<"/published/[city]">) {
  const { city } = await params;
  const all = await publishedUnits(city);
  const label = CITY_LABELS[city];
  if (!all || !label) notFound();
  const { q, page, size } = listParams(await searchParams, ["code"]);
  const path = `/published/${city}`;
  const found = all.filter(({ code, name }) => foldText(`${code} ${name}`).includes(foldText(q)));
  return (
    <div className="stack">
      <PageHeader
        title={`${label}派案資訊公開`}
        breadcrumbs={[{ href: "/published", label: "派案資訊公開" }, { label }]}
        actions={
          <ExportLinks
            links={[
              { href: `/api/public/${city}?format=csv`, label: "CSV" },
              { href: `/api/public/${city}`, label: "JSON" },
            ]}
          />
        }
      />
      <FilterBar action={path} resetHref={path} keep={{ size }} label="搜尋 A 單位" submitLabel="搜尋">
        <TextField name="q" type="search" label="A 單位名稱或代碼" defaultValue={q} maxLength={100} />
      </FilterBar>
      <DataTable
        caption="已公開的 A 單位"
        rows={found.slice((page - 1) * size, page * size)}
        rowKey={({ code }) => code}
        mobile="cards"
        empty={
          <EmptyState title="沒有符合的 A 單位" icon="search">
            A 單位提交派案月報後即列在這裡。
          </EmptyState>
        }
        columns={[
          { key: "code", label: "代碼", nowrap: true, render: ({ code }) => code },
          {
            key: "name",
            label: "A 單位",
            rowHeader: true,
            render: ({ code, name }) => <Link href={`${path}/${encodeURIComponent(code)}`}>{name}</Link>,
          },
          {
            key: "latest",
            label: "最近公開月份",
            nowrap: true,
            render: ({ months }) => months[0] && rocMonth(months[0]),
          },
        ]}
      />
      <Pagination
        page={page}
        pageSize={size}
        total={found.length}
        hrefFor={listHref(path, { q, page, size })}
        unit="個 A 單位"
      />
    </div>
  );
}
