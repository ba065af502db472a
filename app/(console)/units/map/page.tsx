import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { Topology } from "topojson-specification";
import { DistrictMap } from "@/components/charts/district-map";
import { PageHeader } from "@/components/layout/page-header";
import { PrintButton } from "@/components/layout/print-button";
import { DistrictTable } from "@/components/registry/district-table";
import { MapFilters } from "@/components/registry/map-filters";
import { MapSummary, measureOf, valueText } from "@/components/registry/map-summary";
import { ExportLinks } from "@/components/ui/export-links";
import { listHref } from "@/components/ui/list-href";
import { Notice } from "@/components/ui/notice";
import {
  BOUNDARY_ATTRIBUTION,
  CENTRE_DISTRICTS,
  MEASURE_LABELS,
  SUBJECT_LABELS,
} from "@/lib/features/registry/units/map/labels";
import { districtFigures } from "@/lib/features/registry/units/map/queries";
import { type MapSubject, mapParams } from "@/lib/features/registry/units/map/schema";
import type { MapFigures } from "@/lib/features/registry/units/map/types";
import { mayInUnits } from "@/lib/features/registry/units/policy";
import { requireActor } from "@/lib/platform/session";
// Part of the server's program: read once, however many maps are drawn.
import boundaries from "@/prisma/reference-data/districts/districts-tcc-tyc.topo.json";

export const metadata: Metadata = { title: "行政區地圖" };

export default async function MapPage({ searchParams }: PageProps<"/units/map">) {
  const actor = await requireActor();
  if (!mayInUnits(actor, "unit.read")) notFound();
  const params = mapParams(await searchParams);
  const figures = await districtFigures(actor, params);
  const { of, sort, dir } = params;
  const state = { of, measure: figures.measure, year: figures.year, sort, dir };
  const exportHref = listHref("/api/units/map/export", state);
  const unitsHref = (district?: string) => unitListHref(of, figures, district);
  return (
    <div className="stack">
      <PageHeader
        title="行政區地圖"
        breadcrumbs={[{ href: "/units", label: "單位" }, { label: "行政區地圖" }]}
        lead={<MapSummary figures={figures} subject={of} />}
        actions={
          <>
            <ExportLinks
              links={[
                { href: exportHref({ format: "csv" }), label: "CSV" },
                { href: exportHref({ format: "xlsx" }), label: "Excel" },
              ]}
            />
            <PrintButton />
          </>
        }
      />
      <MapFilters params={params} figures={figures} />
      <Limits figures={figures} />
      {/* Narrow enough for the centre to stand below the whole city, each as wide as the column. */}
      <div className="grid items-start gap-5 min-[75rem]:grid-cols-[minmax(0,35rem)_minmax(0,1fr)]">
        <DistrictMap
          topology={boundaries as unknown as Topology}
          objectName="districts"
          values={mapValues(figures, unitsHref)}
          title={`${figures.city}${SUBJECT_LABELS[of]}：${MEASURE_LABELS[figures.measure]}`}
          description="顏色與紋路依數值分級，行政區連到該區單位一覽；數值與表格相同。"
          legendTitle={MEASURE_LABELS[figures.measure]}
          formatBreak={(value) =>
            value.toLocaleString("zh-TW", { maximumFractionDigits: figures.measure === "per_1000" ? 2 : 0 })
          }
          attribution={BOUNDARY_ATTRIBUTION}
          inset={CENTRE_DISTRICTS[actor.jurisdictionId]}
        />
        <div className="stack-s">
          <DistrictTable
            figures={figures}
            sort={sort}
            dir={dir}
            hrefFor={listHref("/units/map", state)}
            unitsHref={unitsHref}
          />
          {figures.needSource && <p className="muted small">需求人口來源：{figures.needSource}</p>}
        </div>
      </div>
    </div>
  );
}

/** What the figures cannot say, and why. */
function Limits({ figures: { measureFellBack, years, source, city } }: { figures: MapFigures }) {
  return (
    <>
      {years.length === 0 && (
        <Notice tone="info" title={`${city}沒有長照需求人口資料，需求人口與每千人指標顯示「—」`}>
          <p>
            需求人口取自縣市長照整合型計畫的推估表；{city}尚未提供該表
            {measureFellBack && "，地圖改以單位數呈現"}。
          </p>
        </Notice>
      )}
      {source === "demo" && (
        <Notice tone="warn" title="本市尚無公開清冊，以下為示範資料">
          <p>數字僅供操作示範，不代表實際布建情形。</p>
        </Notice>
      )}
    </>
  );
}

function mapValues(figures: MapFigures, unitsHref: (district: string) => string) {
  return Object.fromEntries(
    figures.rows.map((row) => [
      row.id,
      {
        label: row.name,
        value: measureOf(row, figures.measure),
        valueText: valueText(row, figures.measure),
        href: unitsHref(row.id),
      },
    ]),
  );
}

/** The units that a number counts. */
function unitListHref(of: MapSubject, { source }: MapFigures, district?: string): string {
  const isTier = of === "a" || of === "b" || of === "c";
  return listHref("/units", {
    tier: isTier ? of : null,
    service: isTier || of === "all" ? null : of,
    district,
    listing: "listed",
    source,
  })({});
}
