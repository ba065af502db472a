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
import type { AnswerRow, ItemReport } from "@/lib/features/inspections/reports/types";
import { today } from "@/lib/platform/clock";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "查核統計：各項結果" };

/** Which items fail most over all units; every number opens the answers that it counts. */
export default async function ItemReportPage({ searchParams }: PageProps<"/inspections/reports">) {
  const actor = await requireActor();
  if (!mayInspect(actor, "inspection.read_city")) notFound();
  const params = reportParams(await searchParams, today());
  const { rows, inspections, units } = await itemReports(actor, params);
  const opened = rows.find(({ key }) => key === params.item);
  return (
    <div className="stack">
      <ReportHead
        of="items"
        params={params}
        lead="已簽署之查核，各項結果及缺失率；點選數字可看是哪些查核。"
      />
      <StatGrid label="範圍">
        <StatTile label="已簽署查核" value={inspections} unit="次" />
        <StatTile label="受查單位" value={units} unit="家" />
        <StatTile label="缺失" value={rows.reduce((sum, { failed }) => sum + failed, 0)} unit="項次" />
      </StatGrid>
      {opened && <Opened item={opened} params={params} rows={await answerRows(actor, params)} />}
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

interface OpenedProps {
  item: ItemReport;
  params: ReportParams;
  rows: readonly AnswerRow[];
}

function Opened({ item, params, rows }: OpenedProps) {
  const { value } = params;
  const which = value === "finding" ? "缺失" : item.counts.find((each) => each.value === value)?.label;
  return (
    <Section
      id="rows"
      title={`${item.number ? `${item.number}. ` : ""}${item.label}`}
      lead={`${which ? `「${which}」` : "全部"}共 ${rows.length} 筆。`}
      actions={<Link href={reportHref("items", params)({})}>收合</Link>}
    >
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
