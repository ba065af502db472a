import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FigureChanges } from "@/components/coverage/figure-changes";
import { TableChanges } from "@/components/coverage/table-changes";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { Section } from "@/components/layout/section";
import { Link } from "@/components/ui/link";
import { mayInCoverage } from "@/lib/features/coverage/policy";
import { getDraft } from "@/lib/features/coverage/tables/drafts/queries";
import { isDraftId } from "@/lib/features/coverage/tables/drafts/schema";
import { one } from "@/lib/platform/list-params";
import { formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { DraftStateTag } from "../../draft-list";
import { NextStep } from "./next-step";

export const metadata: Metadata = { title: "計畫資料表草案" };

export default async function DraftPage({ params, searchParams }: PageProps<"/coverage/tables/drafts/[id]">) {
  const actor = await requireActor();
  const { id } = await params;
  if (!mayInCoverage(actor, "plan_table.preview") || !isDraftId(id)) notFound();
  const draft = await getDraft(actor, id);
  if (!draft) notFound();
  const { preview, planYear } = draft;
  const title = `${planYear}年計畫資料表草案`;
  return (
    <div className="stack-l">
      <PageHeader
        title={title}
        breadcrumbs={[{ href: "/coverage/tables", label: "計畫資料表" }, { label: title }]}
        meta={
          <>
            <DraftStateTag state={draft.state} />
            <span>
              {draft.createdBy}　{formatRocInstant(draft.createdAt)} 上傳 {draft.fileNames.length} 個檔案
            </span>
          </>
        }
        actions={<PrintButton />}
      />
      <NextStep draft={draft} justApplied={one((await searchParams).applied) === "1"} />
      {preview && (
        <>
          {preview.tables.map((table) => (
            <Section
              key={table.tableKey}
              title={table.title}
              lead={`${table.fileName}（${table.encoding}，${table.rowCount} 列）`}
              actions={<Link href={`/coverage/tables/drafts/${id}/${table.tableKey}`}>核算這張草案</Link>}
            >
              <TableChanges table={table} />
            </Section>
          ))}
          <Section title="衍生數字的變動" lead="套用後核算結果或核算數會改變的數字；不符者列前。">
            <FigureChanges figures={preview.figures} />
          </Section>
        </>
      )}
    </div>
  );
}
