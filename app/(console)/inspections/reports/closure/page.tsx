import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BarList } from "@/components/charts/bar-list";
import { ReportHead, reportHref } from "@/components/inspection-reports/report-head";
import { Section } from "@/components/layout/section";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { StatGrid, StatTile } from "@/components/ui/stat-tile";
import { StatusTag } from "@/components/ui/status-tag";
import { FINDING_STATE_LABELS } from "@/lib/features/inspections/findings/labels";
import { mayInspect } from "@/lib/features/inspections/policy";
import {
  closureReport,
  closureRows,
  closuresBehind,
} from "@/lib/features/inspections/reports/closure/queries";
import { CLOSURE_BUCKET_LABELS } from "@/lib/features/inspections/reports/labels";
import { reportParams } from "@/lib/features/inspections/reports/schema";
import type { ClosureRow } from "@/lib/features/inspections/reports/types";
import { today } from "@/lib/platform/clock";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "查核統計：改善時間" };

/** How long findings take until they are settled; every number opens its findings. */
export default async function ClosurePage({ searchParams }: PageProps<"/inspections/reports/closure">) {
  const actor = await requireActor();
  if (!mayInspect(actor, "inspection.read_city")) notFound();
  const params = reportParams(await searchParams, today());
  const all = await closureRows(actor, params, today());
  const { found, settled, inTime, meanDays, medianDays, buckets } = closureReport(all);
  const href = reportHref("closure", params);
  const rows = closuresBehind(all, params);
  const ended = `${href({ settled: "yes" })}#rows`;
  return (
    <div className="stack">
      <ReportHead
        of="closure"
        params={params}
        lead="範圍內發現的缺失，自發現日至結案（或認定屆期未改善）日的日曆天數。"
      />
      <StatGrid label="改善時間">
        <StatTile label="發現缺失" value={found} unit="件" href={`${href({})}#rows`} />
        <StatTile label="已結" value={settled} unit="件" href={ended} />
        <StatTile label="如期改善" value={inTime} unit="件" href={`${href({ timely: "yes" })}#rows`} />
        <StatTile label="未如期" value={settled - inTime} unit="件" href={`${href({ timely: "no" })}#rows`} />
        <StatTile
          label="平均"
          value={meanDays ?? "—"}
          href={ended}
          {...(meanDays === null ? {} : { unit: "日" })}
        />
        <StatTile
          label="中位數"
          value={medianDays ?? "—"}
          href={ended}
          {...(medianDays === null ? {} : { unit: "日" })}
        />
      </StatGrid>
      <Section title="所需日數">
        <BarList
          label="所需日數"
          items={buckets.map(({ bucket, count }) => ({
            ...{ label: CLOSURE_BUCKET_LABELS[bucket], value: count, valueText: `${count} 件` },
            href: `${href({ bucket })}#rows`,
          }))}
        />
      </Section>
      <Rows rows={rows} isNarrowed={rows.length !== all.length} back={href({})} />
    </div>
  );
}

interface RowsProps {
  rows: readonly ClosureRow[];
  isNarrowed: boolean;
  back: string;
}

function Rows({ rows, isNarrowed, back }: RowsProps) {
  return (
    <Section
      id="rows"
      title="缺失"
      lead={`共 ${rows.length} 件。`}
      actions={isNarrowed && <Link href={back}>列出全部</Link>}
    >
      <DataTable
        caption="缺失"
        captionHidden
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "number",
            label: "編號",
            rowHeader: true,
            nowrap: true,
            render: ({ id, number }) => <Link href={`/inspections/findings/${id}`}>{number}</Link>,
          },
          { key: "unit", label: "單位", render: ({ unit: { code, name } }) => `${name}（${code}）` },
          { key: "item", label: "項目", render: ({ itemLabel }) => itemLabel },
          {
            key: "foundOn",
            label: "發現日期",
            nowrap: true,
            render: ({ foundOn }) => formatRocDate(foundOn),
          },
          { key: "dueOn", label: "改善期限", nowrap: true, render: ({ dueOn }) => formatRocDate(dueOn) },
          {
            key: "settledOn",
            label: "結案日期",
            nowrap: true,
            render: ({ settledOn, state }) =>
              settledOn ? formatRocDate(settledOn) : FINDING_STATE_LABELS[state],
          },
          { key: "days", label: "日數", align: "end", render: ({ days }) => days },
          {
            key: "inTime",
            label: "如期",
            render: ({ inTime }) =>
              inTime === null ? (
                ""
              ) : (
                <StatusTag tone={inTime ? "good" : "bad"}>{inTime ? "是" : "否"}</StatusTag>
              ),
          },
        ]}
        empty={<EmptyState title="沒有這樣的缺失">請改選查核表或日期。</EmptyState>}
      />
    </Section>
  );
}
