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
import { agreementReports, pairsBehind } from "@/lib/features/inspections/reports/agreement/queries";
import { shareText } from "@/lib/features/inspections/reports/labels";
import { reportParams } from "@/lib/features/inspections/reports/schema";
import type { AgreementReport, Opinion, OpinionPair } from "@/lib/features/inspections/reports/types";
import { today } from "@/lib/platform/clock";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "查核統計：一致性" };

/** How far inspectors who looked at the same item of the same unit said the same; every number opens its pairs. */
export default async function AgreementPage({ searchParams }: PageProps<"/inspections/reports/agreement">) {
  const actor = await requireActor();
  if (!mayInspect(actor, "inspection.read_city")) notFound();
  const params = reportParams(await searchParams, today());
  const { rows, pairs } = await agreementReports(actor, params);
  const agreed = pairs.filter(({ isAgreed }) => isAgreed).length;
  const href = reportHref("agreement", params);
  const opens = (which?: "all" | "agreed" | "differing", item?: string) =>
    `${href({ pairs: which, item })}#rows`;
  const behind = pairsBehind(pairs, params);
  return (
    <div className="stack">
      <ReportHead
        of="agreement"
        params={params}
        lead="不同查核人員先後查核同一單位同一項目（含同一次查核中由他人更改者），結果是否一致。"
      />
      <StatGrid label="一致性">
        <StatTile label="比對" value={pairs.length} unit="組" href={opens("all")} />
        <StatTile label="一致" value={agreed} unit="組" href={opens("agreed")} />
        <StatTile label="不一致" value={pairs.length - agreed} unit="組" href={opens("differing")} />
        <StatTile label="一致率" value={pairs.length === 0 ? "—" : shareText(agreed / pairs.length)} />
      </StatGrid>
      {(params.item || params.pairs) && <Pairs rows={behind} back={href({})} />}
      <DataTable
        caption="各項一致性（一致率低者在前）"
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          {
            key: "label",
            label: "項目",
            rowHeader: true,
            render: ({ number, label }: AgreementReport) => `${number ? `${number}. ` : ""}${label}`,
          },
          {
            key: "pairs",
            label: "比對數",
            align: "end",
            render: (row) => <Link href={opens(undefined, row.key)}>{row.pairs}</Link>,
          },
          {
            key: "agreed",
            label: "一致數",
            align: "end",
            render: (row) => <Link href={opens("agreed", row.key)}>{row.agreed}</Link>,
          },
          {
            key: "differing",
            label: "不一致數",
            align: "end",
            render: (row) => <Link href={opens("differing", row.key)}>{row.pairs - row.agreed}</Link>,
          },
          { key: "share", label: "一致率", align: "end", render: ({ share }) => shareText(share) },
        ]}
        empty={
          <EmptyState title="範圍內沒有可比對的查核">
            同一單位由不同查核人員先後查核同一項目時，結果列在這裡。
          </EmptyState>
        }
      />
    </div>
  );
}

function said({ inspectionId, number, by, value }: Opinion) {
  return (
    <span className="stack-s">
      <span>
        {by}：{value}
      </span>
      <Link href={`/inspections/${inspectionId}`}>{number}</Link>
    </span>
  );
}

function Pairs({ rows, back }: { rows: readonly OpinionPair[]; back: string }) {
  return (
    <Section
      id="rows"
      title="比對的查核"
      lead={`共 ${rows.length} 組。`}
      actions={<Link href={back}>收合</Link>}
    >
      <DataTable
        caption="比對的查核"
        captionHidden
        rows={rows}
        rowKey={(row) => String(rows.indexOf(row))}
        columns={[
          {
            key: "unit",
            label: "單位",
            rowHeader: true,
            render: ({ unit: { code, name } }) => `${name}（${code}）`,
          },
          { key: "first", label: "先", render: ({ first }) => said(first) },
          { key: "second", label: "後", render: ({ second }) => said(second) },
          {
            key: "agreed",
            label: "是否一致",
            render: ({ isAgreed }) => (
              <StatusTag tone={isAgreed ? "good" : "warn"}>{isAgreed ? "一致" : "不一致"}</StatusTag>
            ),
          },
        ]}
        empty={<EmptyState title="沒有這樣的比對" />}
      />
    </Section>
  );
}
