import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { ListTable } from "@/components/monthly-tables/list-table";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ensureTableClocks } from "@/lib/features/dispatch/monthly-tables/clocks/service";
import { rocMonth } from "@/lib/features/dispatch/monthly-tables/labels";
import { ownTables } from "@/lib/features/dispatch/monthly-tables/list/queries";
import { mayMonthlyTable, tableScope } from "@/lib/features/dispatch/monthly-tables/policy";
import { lastMonth } from "@/lib/features/dispatch/monthly-tables/schema";
import { today } from "@/lib/platform/clock";
import { requireActor } from "@/lib/platform/session";
import { CityList } from "./city-list";

export const metadata: Metadata = { title: "派案月報" };

/** The centre's list of a month over all A units; for an A unit its own months. */
export default async function MonthlyTablesPage({ searchParams }: PageProps<"/dispatch/monthly">) {
  const actor = await requireActor();
  const scope = tableScope(actor);
  if (!scope) notFound();
  if (!scope.aUnitId) return <CityList actor={actor} search={await searchParams} />;
  const asOf = today();
  const newest = lastMonth(asOf);
  await ensureTableClocks(actor);
  const rows = await ownTables(actor, asOf);
  return (
    <div className="stack">
      <PageHeader
        title="派案月報"
        lead="每月派案情形於次月 10 日前提交照管中心；內容由派案紀錄產生。"
        actions={
          <>
            {mayMonthlyTable(actor, "monthly_table.file") && (
              <LinkButton href={`/dispatch/monthly/${scope.aUnitId}/${newest}`} variant="primary">
                {rocMonth(newest)}月報
              </LinkButton>
            )}
            <PrintButton />
          </>
        }
      />
      <ListTable
        rows={rows}
        by="month"
        caption="本單位各月月報"
        empty={
          <EmptyState title="還沒有應提交的月份" icon="document">
            自特約起日所在月份起，每個月結束後列在這裡。
          </EmptyState>
        }
      />
    </div>
  );
}
