import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SheetView } from "@/components/coverage/sheet-view";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { listHref } from "@/components/ui/list-href";
import { filteredFigures } from "@/lib/features/coverage/recompute/queries";
import { sheetParams } from "@/lib/features/coverage/recompute/schema";
import { draftSheet } from "@/lib/features/coverage/tables/drafts/queries";
import { isDraftId } from "@/lib/features/coverage/tables/drafts/schema";
import { listParams } from "@/lib/platform/list-params";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "草案核算" };

export default async function DraftSheetPage({
  params,
  searchParams,
}: PageProps<"/coverage/tables/drafts/[id]/[table]">) {
  const actor = await requireActor();
  const { id, table } = await params;
  const sheet = isDraftId(id) ? await draftSheet(actor, id, table) : null;
  if (sheet === null) notFound();
  const search = await searchParams;
  const asked = sheetParams(search);
  const { page, size } = listParams(search, ["row"]);
  const path = `/coverage/tables/drafts/${id}`;
  return (
    <div className="stack-l">
      <PageHeader
        title={`${sheet.title}（草案核算）`}
        breadcrumbs={[
          { href: "/coverage/tables", label: "計畫資料表" },
          { href: path, label: "草案" },
          { label: sheet.title },
        ]}
        lead="以草案各表取代現行版本後核算的結果；尚未套用。"
        actions={<PrintButton />}
      />
      <SheetView
        sheet={sheet}
        figures={filteredFigures(sheet.figures, asked)}
        params={asked}
        page={page}
        size={size}
        path={`${path}/${table}`}
        hrefOf={(file, row) => listHref(`${path}/${file.replace(/\.csv$/, "")}`, { q: row })({})}
      />
    </div>
  );
}
