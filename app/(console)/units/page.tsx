import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { UnitFilters } from "@/components/registry/unit-filters";
import { UnitTable } from "@/components/registry/unit-table";
import { LinkButton } from "@/components/ui/button";
import { ExportLinks } from "@/components/ui/export-links";
import { Link } from "@/components/ui/link";
import { listHref } from "@/components/ui/list-href";
import { Pagination } from "@/components/ui/pagination";
import { TIER_LABELS } from "@/lib/features/registry/units/labels";
import { listUnits } from "@/lib/features/registry/units/list/queries";
import { unitFilters, unitListParams } from "@/lib/features/registry/units/list/schema";
import type { UnitCounts } from "@/lib/features/registry/units/list/types";
import { mayInUnits } from "@/lib/features/registry/units/policy";
import { districtOptions, zoneOptions } from "@/lib/features/registry/units/queries";
import { requireActor } from "@/lib/platform/session";

export const metadata: Metadata = { title: "單位" };

export default async function UnitsPage({ searchParams }: PageProps<"/units">) {
  const actor = await requireActor();
  if (!mayInUnits(actor, "unit.read")) notFound();
  const params = unitListParams(await searchParams);
  const [{ rows, counts, page }, districts, zones] = await Promise.all([
    listUnits(actor, params),
    districtOptions(actor),
    zoneOptions(actor),
  ]);
  const { sort, dir, size } = params;
  const filters = unitFilters(params);
  const hrefFor = listHref("/units", { ...filters, sort, dir, size, page });
  const exportHref = listHref("/api/units/export", { ...filters, sort, dir });
  return (
    <div className="stack">
      <PageHeader
        title="單位"
        lead={<CountLine counts={counts} hrefFor={listHref("/units", { ...filters, sort, dir, size })} />}
        actions={
          <>
            <ExportLinks
              links={[
                { href: exportHref({ format: "csv" }), label: "CSV" },
                { href: exportHref({ format: "xlsx" }), label: "Excel" },
              ]}
            />
            <PrintButton />
            <LinkButton href="/units/map" icon="map">
              行政區地圖
            </LinkButton>
            {mayInUnits(actor, "unit.create") && (
              <LinkButton href="/units/new" icon="plus">
                新增單位
              </LinkButton>
            )}
          </>
        }
      />
      <UnitFilters
        params={params}
        districts={districts}
        zones={zones}
        withContracts={mayInUnits(actor, "unit.read_files_of_all")}
      />
      <UnitTable rows={rows} total={counts.total} sort={sort} dir={dir} hrefFor={hrefFor} />
      <Pagination page={page} pageSize={size} total={counts.total} hrefFor={hrefFor} unit="個單位" />
    </div>
  );
}

/** What the conditions leave; each number opens the rows that it counts. */
function CountLine({ counts, hrefFor }: { counts: UnitCounts; hrefFor: ReturnType<typeof listHref> }) {
  const number = new Intl.NumberFormat("zh-TW");
  return (
    <p className="cluster">
      <span>共 {number.format(counts.total)} 個單位</span>
      {(["a", "b", "c"] as const).map((tier) => (
        <Link key={tier} href={hrefFor({ tier })} title={TIER_LABELS[tier]}>
          {tier.toUpperCase()} {number.format(counts.byTier[tier])}
        </Link>
      ))}
      <span>在列登錄 {number.format(counts.listings)} 筆</span>
      {counts.unsure > 0 && (
        <Link href={hrefFor({ name: "unsure" })}>名稱待確認 {number.format(counts.unsure)}</Link>
      )}
    </p>
  );
}
