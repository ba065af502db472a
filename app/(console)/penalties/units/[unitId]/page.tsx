import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { Section } from "@/components/layout/section";
import { EntryTable } from "@/components/penalties/entry-table";
import { NextTable } from "@/components/penalties/next-table";
import { Why } from "@/components/today/why";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { StatGrid, StatTile } from "@/components/ui/stat-tile";
import { ACTION_LABELS_OF_POINTS, SCHEME_LABELS } from "@/lib/features/penalties/labels";
import { type Ledger, ledgerOf } from "@/lib/features/penalties/ledger/queries";
import { mayPenalise } from "@/lib/features/penalties/policy";
import type { LedgerOfContract } from "@/lib/features/penalties/types";
import { today } from "@/lib/platform/clock";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "點數帳" };

const ROC_OFFSET = 1911;

export default async function LedgerPage({ params }: PageProps<"/penalties/units/[unitId]">) {
  const actor = await requireActor();
  const asOf = today();
  const ledger = await ledgerOf(actor, (await params).unitId, asOf);
  if (!ledger) notFound();
  const { unit } = ledger;
  return (
    <div className="stack">
      <PageHeader
        title={`點數帳：${unit.name}`}
        breadcrumbs={[{ href: "/penalties", label: "違約記點" }, { label: unit.code }]}
        lead={`以 ${formatRocDate(asOf)} 計。`}
        actions={
          <>
            {mayPenalise(actor, "penalty.propose") && (
              <LinkButton href={`/penalties/new?unit=${unit.id}`} icon="plus">
                提報違約
              </LinkButton>
            )}
            <LinkButton href={`/penalties?unit=${unit.id}`}>違約案</LinkButton>
            <LinkButton href={`/penalties/measures?unit=${unit.id}`}>停派及終止</LinkButton>
            <PrintButton />
          </>
        }
      />
      <Picture ledger={ledger} />
      {ledger.contracts.length === 0 && (
        <Notice tone="info" title="目前沒有有效的特約">
          沒有特約時不能記點；以下為歷來紀錄。
        </Notice>
      )}
      {ledger.contracts.map((contract) => (
        <OfContract key={contract.contract.id} ledger={contract} />
      ))}
      <Section title="逐筆紀錄">
        <EntryTable rows={ledger.entries} tier={unit.tier} />
      </Section>
    </div>
  );
}

function Picture({ ledger }: { ledger: Ledger }) {
  const total = ledger.years.reduce((sum, { points }) => sum + points, 0);
  return (
    <Section
      title="三年記點"
      lead="連續三年每年均有記點且累計達 10 點，或自第一次記點起一年內累計達 6 點者，應終止特約。"
    >
      <StatGrid label="三年記點">
        {ledger.years.map(({ year, points }) => (
          <StatTile
            key={year}
            label={`${year - ROC_OFFSET} 年`}
            value={points}
            unit="點"
            tone={points > 0 ? "warn" : undefined}
          />
        ))}
        <StatTile label="三年合計" value={total} unit="點" />
        {ledger.grantMonths > 0 && (
          <StatTile label="扣減獎助業務費" value={ledger.grantMonths} unit="個月" tone="bad" />
        )}
      </StatGrid>
    </Section>
  );
}

function OfContract({ ledger }: { ledger: LedgerOfContract }) {
  const { contract, scheme, evaluation, unavailable, pendingCures } = ledger;
  const span = `${formatRocDate(contract.startsOn)}–${formatRocDate(contract.effectiveUntil)}`;
  return (
    <Section
      title={`特約 ${contract.number}（${span}）`}
      lead={scheme ? `記點規定：${SCHEME_LABELS[scheme]}` : undefined}
    >
      {unavailable && <Notice tone="info">{unavailable}</Notice>}
      {evaluation && (
        <div className="stack">
          <StatGrid label="現況">
            <StatTile label="累計點數" value={evaluation.total} unit="點" />
            {evaluation.windowTotal !== undefined && (
              <StatTile
                label="本期一年內"
                value={evaluation.windowTotal}
                unit="點"
                hint="自第一次記點起一年"
                tone={evaluation.windowTotal > 0 ? "warn" : undefined}
              />
            )}
            {scheme === "national" && (
              <StatTile
                label="限期改善已改善"
                value={pendingCures}
                unit="次"
                hint={pendingCures > 0 ? "再 1 次即列計記點" : "累計 2 次列計記點"}
              />
            )}
            <StatTile
              label="現有點數之效果"
              value={ACTION_LABELS_OF_POINTS[evaluation.action]}
              tone={evaluation.action === "terminate" ? "bad" : undefined}
            />
          </StatGrid>
          <Why {...evaluation} summary="怎麼算的" />
          {ledger.next.length > 0 && <NextTable ledger={ledger} />}
        </div>
      )}
    </Section>
  );
}
