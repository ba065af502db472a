import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DescriptionList } from "@/components/layout/description-list";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { Section } from "@/components/layout/section";
import { ContentView } from "@/components/monthly-tables/content-view";
import { ReviewForms } from "@/components/monthly-tables/review-forms";
import { TableStateTag } from "@/components/monthly-tables/tags";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportLinks } from "@/components/ui/export-links";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { acceptTableAction, returnTableAction } from "@/lib/features/dispatch/monthly-tables/actions";
import { ensureTableClocks } from "@/lib/features/dispatch/monthly-tables/clocks/service";
import { rocMonth, TABLE_DONE, TABLE_STATE_LABELS } from "@/lib/features/dispatch/monthly-tables/labels";
import { mayMonthlyTable } from "@/lib/features/dispatch/monthly-tables/policy";
import { draftOf, monthOf } from "@/lib/features/dispatch/monthly-tables/queries";
import { lastDayOf } from "@/lib/features/dispatch/monthly-tables/schema";
import type { FiledTable, MonthView } from "@/lib/features/dispatch/monthly-tables/types";
import { today } from "@/lib/platform/clock";
import { one } from "@/lib/platform/list-params";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { OwnDraft } from "./own-draft";

export const metadata: Metadata = { title: "派案月報" };

/** A unit's month: as filed, with its review; for the unit itself also the draft, or what would be filed again. */
export default async function MonthPage({
  params,
  searchParams,
}: PageProps<"/dispatch/monthly/[unitId]/[month]">) {
  const actor = await requireActor();
  const { unitId, month } = await params;
  const query = await searchParams;
  const asOf = today();
  await ensureTableClocks(actor);
  const view = await monthOf(actor, unitId, month);
  if (!view) notFound();
  const shown =
    view.versions.find(({ versionNo }) => String(versionNo) === one(query.version)) ?? view.versions[0];
  const draft = await draftOf(actor, month, asOf);
  const done = TABLE_DONE[one(query.done) ?? ""];
  const exportHref = (format: string) =>
    `/api/dispatch/monthly/${unitId}/${month}?format=${format}${shown ? `&version=${shown.versionNo}` : ""}`;
  return (
    <div className="stack">
      <PageHeader
        title={`${rocMonth(month)}派案月報`}
        breadcrumbs={[
          { href: `/dispatch/monthly?month=${month}`, label: "派案月報" },
          { label: rocMonth(month) },
        ]}
        meta={shown && <TableStateTag state={shown.state} />}
        lead={`${view.aUnit.name}（${view.aUnit.code}）`}
        actions={
          <>
            {(shown || draft) && (
              <ExportLinks
                links={[
                  { href: exportHref("csv"), label: "CSV" },
                  { href: exportHref("xlsx"), label: "Excel" },
                ]}
              />
            )}
            <PrintButton />
          </>
        }
      />
      {done && <Notice tone="good" title={done} live="status" />}
      <Facts view={view} shown={shown} />
      {shown?.reviewRemark && (
        <Notice tone={shown.state === "returned" ? "bad" : "info"} title="照管中心審核意見">
          {shown.reviewRemark}
        </Notice>
      )}
      {shown && <ContentView content={shown.content} explanations={shown.explanations} />}
      {!shown && !draft && (
        <EmptyState title="尚未提交" icon="document">
          A 單位提交後，內容顯示在這裡。
        </EmptyState>
      )}
      {shown?.state === "filed" && mayMonthlyTable(actor, "monthly_table.review") && (
        <ReviewForms table={shown} accept={acceptTableAction} giveBack={returnTableAction} />
      )}
      {draft && <OwnDraft actor={actor} draft={draft} view={view} isOver={lastDayOf(month) < asOf} />}
      <Versions view={view} shown={shown} />
    </div>
  );
}

function Facts({ view, shown }: { view: MonthView; shown: FiledTable | undefined }) {
  const { clock } = view;
  const first = view.versions.at(-1);
  const moved = clock?.movedFrom ? `（原 ${formatRocDate(clock.movedFrom)}，因停班順延）` : "";
  return (
    <DescriptionList
      columns={3}
      items={[
        { label: "期限", value: clock ? `${formatRocDate(clock.dueOn)}${moved}` : "次月 10 日" },
        {
          label: "首次提交",
          value:
            first &&
            `${formatRocInstant(first.filedAt)}${clock?.doneOn && clock.doneOn > clock.dueOn ? "（逾期）" : ""}`,
        },
        {
          label: "審核",
          value:
            shown?.reviewedAt && `${formatRocInstant(shown.reviewedAt)} ${TABLE_STATE_LABELS[shown.state]}`,
        },
        { label: "派案原則", value: shown?.content.principles, wide: true },
      ]}
    />
  );
}

function Versions({ view, shown }: { view: MonthView; shown: FiledTable | undefined }) {
  if (view.versions.length < 2) return null;
  return (
    <Section title="各版" lead="每一版均照提交時留存。">
      <ul className="stack-s">
        {view.versions.map((version) => (
          <li key={version.id} className="cluster">
            {version.id === shown?.id ? (
              <strong>第 {version.versionNo} 版（本頁）</strong>
            ) : (
              <Link href={`/dispatch/monthly/${view.aUnit.id}/${view.month}?version=${version.versionNo}`}>
                第 {version.versionNo} 版
              </Link>
            )}
            <span>{formatRocInstant(version.filedAt)}</span>
            <TableStateTag state={version.state} />
            {version.refileReason && <span className="muted">原因：{version.refileReason}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
