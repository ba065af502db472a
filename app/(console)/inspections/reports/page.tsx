import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ReportHead, reportHref } from "@/components/inspection-reports/report-head";
import { Section } from "@/components/layout/section";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { StatGrid, StatTile } from "@/components/ui/stat-tile";
import { StatusTag } from "@/components/ui/status-tag";
import { mayInspect } from "@/lib/features/inspections/policy";
import { answerRows, itemReports } from "@/lib/features/inspections/reports/items/queries";
import { shareText } from "@/lib/features/inspections/reports/labels";
import { type ReportParams, reportParams } from "@/lib/features/inspections/reports/schema";
import type { AnswerRow, ItemReport, VisitRow } from "@/lib/features/inspections/reports/types";
import { today } from "@/lib/platform/clock";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "查核統計：各項結果" };

/** Which items fail most over all units; every number opens the answers that it counts. */
export default async function ItemReportPage({ searchParams }: PageProps<"/inspections/reports">) {
  const actor = await requireActor();
  if (!mayInspect(actor, "inspection.read_city")) notFound();
  const params = reportParams(await searchParams, today());
  const { rows, inspections, units, visits } = await itemReports(actor, params);
  const opened = rows.find(({ key }) => key === params.item);
  const { value } = params;
  const which = value === "finding" ? "缺失" : opened?.counts.find((each) => each.value === value)?.label;
  const href = reportHref("items", params);
  const shows = (show: string) => `${href({ show })}#rows`;
  return (
    <div className="stack">
      <ReportHead
        of="items"
        params={params}
        lead="已簽署之查核，各項結果及缺失率；點選數字可看是哪些查核。"
      />
      <StatGrid label="範圍">
        <StatTile label="已簽署查核" value={inspections} unit="次" href={shows("inspections")} />
        <StatTile label="受查單位" value={units} unit="家" href={shows("inspections")} />
        <StatTile
          label="缺失"
          value={rows.reduce((sum, { failed }) => sum + failed, 0)}
          unit="項次"
          href={shows("findings")}
        />
      </StatGrid>
      {params.show === "inspections" && <Visits rows={visits} back={href({})} />}
      {params.show === "findings" && (
        <Answers title="缺失" rows={await answerRows(actor, params)} back={href({})} withItem />
      )}
      {opened && (
        <Answers
          title={`${opened.number ? `${opened.number}. ` : ""}${opened.label}${which ? `｜${which}` : ""}`}
          rows={await answerRows(actor, params)}
          back={href({})}
        />
      )}
      <Items rows={rows} params={params} />
    </div>
  );
}

function Items({ rows, params }: { rows: readonly ItemReport[]; params: ReportParams }) {
  const href = reportHref("items", params);
  const opens = (item: string, value?: string) => `${href({ item, value })}#rows`;
  return (
    <DataTable
      caption={params.sort === "failed" ? "各項結果（缺失率高者在前）" : "各項結果（依表單順序）"}
      rows={rows}
      rowKey={({ key }) => key}
      sort={params.sort}
      dir={params.sort === "failed" ? "desc" : "asc"}
      hrefFor={({ sort }) => href({ sort })}
      columns={[
        {
          key: "number",
          label: "項目",
          sortable: true,
          rowHeader: true,
          render: ({ number, label }) => `${number ? `${number}. ` : ""}${label}`,
        },
        { key: "section", label: "面向", render: ({ section }) => section },
        {
          key: "answered",
          label: "查核數",
          align: "end",
          render: ({ key, answered }) => <Link href={opens(key)}>{answered}</Link>,
        },
        {
          key: "failed",
          label: "缺失數",
          align: "end",
          sortable: true,
          render: ({ key, failed }) => <Link href={opens(key, "finding")}>{failed}</Link>,
        },
        {
          key: "share",
          label: "缺失率",
          align: "end",
          render: ({ share, failed }) =>
            failed > 0 ? <StatusTag tone="bad">{shareText(share)}</StatusTag> : shareText(share),
        },
        {
          key: "counts",
          label: "各結果",
          render: ({ key, counts }) => (
            <span className="cluster">
              {counts.map(({ value, label, count }) => (
                <Link key={value} href={opens(key, value)}>
                  {label} {count}
                </Link>
              ))}
            </span>
          ),
        },
      ]}
      empty={<EmptyState title="範圍內沒有已簽署的查核">請改選查核表或日期。</EmptyState>}
    />
  );
}

function Visits({ rows, back }: { rows: readonly VisitRow[]; back: string }) {
  return (
    <Section
      id="rows"
      title="已簽署查核"
      lead={`共 ${rows.length} 次。`}
      actions={<Link href={back}>收合</Link>}
    >
      <DataTable
        caption="已簽署查核"
        captionHidden
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "unit",
            label: "單位",
            rowHeader: true,
            render: ({ unit: { code, name } }) => `${name}（${code}）`,
          },
          {
            key: "number",
            label: "查核",
            nowrap: true,
            render: ({ id, number }) => <Link href={`/inspections/${id}`}>{number}</Link>,
          },
          {
            key: "visitedOn",
            label: "查核日期",
            nowrap: true,
            render: ({ visitedOn }) => formatRocDate(visitedOn),
          },
          { key: "failed", label: "缺失項次", align: "end", render: ({ failed }) => failed },
        ]}
        empty={<EmptyState title="範圍內沒有已簽署的查核" />}
      />
    </Section>
  );
}

interface AnswersProps {
  title: string;
  rows: readonly AnswerRow[];
  back: string;
  withItem?: boolean;
}

function Answers({ title, rows, back, withItem = false }: AnswersProps) {
  return (
    <Section id="rows" title={title} lead={`共 ${rows.length} 筆。`} actions={<Link href={back}>收合</Link>}>
      <DataTable
        caption="查核結果"
        captionHidden
        rows={rows}
        rowKey={(row) => `${row.inspectionId} ${row.caseNumber ?? ""} ${row.answer} ${rows.indexOf(row)}`}
        columns={[
          {
            key: "unit",
            label: "單位",
            rowHeader: true,
            render: ({ unit: { code, name } }) => `${name}（${code}）`,
          },
          {
            key: "inspection",
            label: "查核",
            nowrap: true,
            render: ({ inspectionId, number }) => <Link href={`/inspections/${inspectionId}`}>{number}</Link>,
          },
          {
            key: "visitedOn",
            label: "查核日期",
            nowrap: true,
            render: ({ visitedOn }) => formatRocDate(visitedOn),
          },
          ...(withItem ? [{ key: "item", label: "項目", render: ({ item }: AnswerRow) => item }] : []),
          { key: "case", label: "抽查個案", render: ({ caseNumber }) => caseNumber ?? "—" },
          {
            key: "answer",
            label: "結果",
            render: ({ answer, isFinding }) =>
              isFinding ? <StatusTag tone="bad">{answer}</StatusTag> : answer,
          },
          { key: "by", label: "查核人員", render: ({ by }) => by },
        ]}
        empty={<EmptyState title="沒有這樣的結果" />}
      />
    </Section>
  );
}
