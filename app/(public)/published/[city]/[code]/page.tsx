import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SelectField } from "@/components/forms/select-field";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { Section } from "@/components/layout/section";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportLinks } from "@/components/ui/export-links";
import { FilterBar } from "@/components/ui/filter-bar";
import { rocMonth } from "@/lib/features/dispatch/monthly-tables/labels";
import { CITY_LABELS, countText, SUPPRESSION_NOTE } from "@/lib/features/dispatch/published/labels";
import { publishedOf } from "@/lib/features/dispatch/published/queries";
import type { PublishedContent } from "@/lib/features/dispatch/published/types";
import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import { one } from "@/lib/platform/list-params";
import { formatRocInstant } from "@/lib/platform/roc-date";

export const metadata: Metadata = { title: "派案資訊公開", robots: { index: true, follow: true } };

/** What an A unit published of a month: principles, order and counts. */
export default async function PublishedUnitPage({
  params,
  searchParams,
}: PageProps<"/published/[city]/[code]">) {
  const { city, code } = await params;
  const month = one((await searchParams).month);
  const published = await publishedOf(city, code, month || undefined);
  const label = CITY_LABELS[city];
  if (!published || !label) notFound();
  const { content, publishedAt, months } = published;
  const path = `/published/${city}/${code}`;
  const fileHref = (format: string) => `/api/public/${city}/${code}?month=${content.month}&format=${format}`;
  return (
    <div className="stack">
      <PageHeader
        title={content.unit.name}
        lead={`${rocMonth(content.month)}派案資訊，公開時間 ${formatRocInstant(publishedAt)}`}
        breadcrumbs={[
          { href: "/published", label: "派案資訊公開" },
          { href: `/published/${city}`, label },
          { label: content.unit.code },
        ]}
        actions={
          <>
            <ExportLinks
              links={[
                { href: fileHref("csv"), label: "CSV" },
                { href: fileHref("json"), label: "JSON" },
              ]}
            />
            <PrintButton />
          </>
        }
      />
      <FilterBar action={path} label="選擇月份" submitLabel="查看">
        <SelectField
          name="month"
          label="月份"
          options={months.map((value) => ({ value, label: rocMonth(value) }))}
          defaultValue={content.month}
        />
      </FilterBar>
      <Section title="派案原則">
        <p className="prose whitespace-pre-line">{content.principles}</p>
      </Section>
      <CountSection content={content} />
      <OrderSection content={content} />
    </div>
  );
}

function CountSection({ content }: { content: PublishedContent }) {
  const { counts, toldTotal, isComplete } = content;
  const sum = toldTotal === null ? "" : `${isComplete ? "合計" : "已揭露者合計"} ${toldTotal} 件`;
  return (
    <Section title="派給各 B 單位的件數" lead={SUPPRESSION_NOTE}>
      <DataTable
        caption={`${rocMonth(content.month)}派案件數${sum ? `（${sum}）` : ""}`}
        rows={counts}
        rowKey={({ unit }) => unit.code}
        empty={<EmptyState title="這個月沒有派案" icon="document" />}
        columns={[
          { key: "code", label: "代碼", nowrap: true, render: ({ unit }) => unit.code },
          { key: "name", label: "B 單位", rowHeader: true, render: ({ unit }) => unit.name },
          {
            key: "count",
            label: "派案件數",
            align: "end",
            nowrap: true,
            render: ({ count }) => countText(count),
          },
        ]}
      />
    </Section>
  );
}

function OrderSection({ content }: { content: PublishedContent }) {
  return (
    <Section title="輪派順序" lead="案家未指定單位時，依下列順序輪流派案。">
      {content.orders.length === 0 && (
        <EmptyState title="沒有核定的輪派順序" icon="document">
          未核定輪派順序前，不以輪派方式派案。
        </EmptyState>
      )}
      <div className="columns-2">
        {content.orders.map(({ service, area, units }) => (
          <div key={`${service} ${area}`} className="stack-s">
            <h3>
              {SERVICE_LABELS[service]}｜{area}
            </h3>
            <ol className="list-decimal ps-6">
              {units.map(({ code, name }) => (
                <li key={code}>
                  {name} <span className="muted small">{code}</span>
                </li>
              ))}
            </ol>
          </div>
        ))}
      </div>
    </Section>
  );
}
