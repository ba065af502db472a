import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DifferenceView } from "@/components/coverage/table-changes";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { Section } from "@/components/layout/section";
import { LinkButton } from "@/components/ui/button";
import { mayInCoverage } from "@/lib/features/coverage/policy";
import { planYearParam } from "@/lib/features/coverage/recompute/schema";
import { type Edition, editionHistory } from "@/lib/features/coverage/tables/editions/queries";
import { ORIGIN_LABELS } from "@/lib/features/coverage/tables/labels";
import { formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "資料表版本歷程" };

export default async function EditionsPage({ params }: PageProps<"/coverage/tables/[year]/[table]">) {
  const actor = await requireActor();
  const { year: text, table } = await params;
  const year = planYearParam(text);
  if (!mayInCoverage(actor, "coverage.read") || year === undefined) notFound();
  const history = await editionHistory(actor, year, table);
  if (history === null) notFound();
  const { title, editions } = history;
  return (
    <div className="stack-l">
      <PageHeader
        title={`${title}版本歷程`}
        breadcrumbs={[
          { href: `/coverage/tables?year=${year}`, label: "計畫資料表" },
          { label: `${title}版本歷程` },
        ]}
        meta={<span>{year}年計畫</span>}
        actions={
          <>
            <PrintButton />
            <LinkButton href={`/coverage/recompute/${year}/${table}`}>核算</LinkButton>
          </>
        }
      />
      {editions.map((edition) => (
        <EditionSection key={edition.edition} edition={edition} path={`/coverage/tables/${year}/${table}`} />
      ))}
    </div>
  );
}

function EditionSection({ edition, path }: { edition: Edition; path: string }) {
  const { origin, fileName, enteredAt, enteredBy, supersededAt, difference } = edition;
  const until = supersededAt === null ? "現行版本" : `${formatRocInstant(supersededAt)} 起由新版本取代`;
  const href = `${path}/export?edition=${edition.edition}`;
  return (
    <Section
      title={`第${edition.edition}版`}
      lead={`${ORIGIN_LABELS[origin] ?? origin}${fileName === null ? "" : `（${fileName}）`}，${enteredBy} ${formatRocInstant(enteredAt)} 登錄；${until}。`}
      actions={
        <span className="cluster no-print">
          下載
          <a href={`${href}&format=csv`}>CSV</a>
          <a href={`${href}&format=xlsx`}>Excel</a>
        </span>
      }
    >
      {difference === null ? (
        <p className="muted">第一版，共 {edition.content.rows.length} 列。</p>
      ) : (
        <DifferenceView {...difference} />
      )}
    </Section>
  );
}
