import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SheetView } from "@/components/coverage/sheet-view";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { LinkButton } from "@/components/ui/button";
import { ExportLinks } from "@/components/ui/export-links";
import { listHref } from "@/components/ui/list-href";
import { mayInCoverage } from "@/lib/features/coverage/policy";
import { filteredFigures, recomputedSheet } from "@/lib/features/coverage/recompute/queries";
import { planYearParam, sheetParams } from "@/lib/features/coverage/recompute/schema";
import { listParams } from "@/lib/platform/list-params";
import { formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "資料表核算" };

const PATH = "/coverage/recompute";

export default async function RecomputedTablePage({
  params,
  searchParams,
}: PageProps<"/coverage/recompute/[year]/[table]">) {
  const actor = await requireActor();
  const { year: text, table } = await params;
  const year = planYearParam(text);
  if (!mayInCoverage(actor, "coverage.read") || year === undefined) notFound();
  const sheet = await recomputedSheet(actor, year, table);
  if (sheet === null) notFound();
  const search = await searchParams;
  const asked = sheetParams(search);
  const { page, size } = listParams(search, ["row"]);
  const path = `${PATH}/${year}/${table}`;
  const figures = filteredFigures(sheet.figures, asked);
  return (
    <div className="stack-l">
      <PageHeader
        title={sheet.title}
        breadcrumbs={[{ href: `${PATH}?year=${year}`, label: `${year}年計畫核算` }, { label: sheet.title }]}
        meta={
          <>
            <span>出處：{sheet.place}</span>
            <span>
              第{sheet.edition}版{sheet.enteredAt !== null && `　${formatRocInstant(sheet.enteredAt)} 登錄`}
            </span>
          </>
        }
        actions={
          <>
            <ExportLinks
              links={[{ href: listHref(`${path}/export`, { ...asked })({}), label: "核算結果 CSV" }]}
            />
            <PrintButton />
            <LinkButton href={`/coverage/tables/${year}/${table}`} icon="history">
              版本歷程
            </LinkButton>
          </>
        }
      />
      <SheetView
        sheet={sheet}
        figures={figures}
        params={asked}
        page={page}
        size={size}
        path={path}
        hrefOf={(file, row) => listHref(`${PATH}/${year}/${file.replace(/\.csv$/, "")}`, { q: row })({})}
      />
    </div>
  );
}
