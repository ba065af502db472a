import { type Column, DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { ListHref } from "@/components/ui/list-href";
import type { MapSort } from "@/lib/features/registry/units/map/schema";
import type { DistrictFigure, MapFigures } from "@/lib/features/registry/units/map/types";

type DistrictTableProps = {
  figures: MapFigures;
  sort: MapSort;
  dir: "asc" | "desc";
  hrefFor: ListHref;
  /** The unit list that a district's number counts; without a district that of the city. */
  unitsHref: (district?: string) => string;
};

const whole = new Intl.NumberFormat("zh-TW");
const rate = new Intl.NumberFormat("zh-TW", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A rate as it is shown; without a need figure a dash. */
export function rateText(value: number | null): string {
  return value === null ? "—" : rate.format(value);
}

/** The figures behind the map; every number of units opens the units. */
export function DistrictTable({ figures, sort, dir, hrefFor, unitsHref }: DistrictTableProps) {
  const { rows, totals, year, city } = figures;
  const plan = year === null ? "" : `（${year - 1911} 年）`;
  const columns: Column<DistrictFigure>[] = [
    {
      key: "district",
      label: "行政區",
      sortable: true,
      rowHeader: true,
      nowrap: true,
      render: (row) => row.name,
    },
    ...zoneColumn(figures),
    {
      key: "units",
      label: "單位",
      sortable: true,
      align: "end",
      render: (row) => <UnitsLink href={unitsHref(row.id)} name={row.name} units={row.units} />,
    },
    {
      key: "listings",
      label: "登錄",
      title: "清冊登錄筆數",
      sortable: true,
      align: "end",
      render: (row) => whole.format(row.listings),
    },
    {
      key: "need",
      label: "需求人口",
      title: `長照需求人口${plan}`,
      sortable: true,
      align: "end",
      render: (row) => (row.need === null ? "—" : whole.format(row.need)),
    },
    {
      key: "per_1000",
      label: "每千人",
      title: "每千名長照需求人口的單位數",
      sortable: true,
      align: "end",
      render: (row) => rateText(row.per1000),
    },
  ];
  return (
    <DataTable
      caption={`${city}各行政區：單位、清冊登錄、長照需求人口${plan}、每千名需求人口單位數`}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      sort={sort}
      dir={dir}
      hrefFor={hrefFor}
      footer={
        <tr>
          <th scope="row" colSpan={columns.length - 4}>
            全市
          </th>
          <td className="align-end">
            <UnitsLink href={unitsHref()} name="全市" units={totals.units} />
          </td>
          <td className="align-end">{whole.format(totals.listings)}</td>
          <td className="align-end">{totals.need === null ? "—" : whole.format(totals.need)}</td>
          <td className="align-end">{rateText(totals.per1000)}</td>
        </tr>
      }
    />
  );
}

function zoneColumn({ rows }: MapFigures): Column<DistrictFigure>[] {
  if (rows.every((row) => row.zone === null)) return [];
  return [{ key: "zone", label: "服務分區", sortable: true, nowrap: true, render: (row) => row.zone ?? "—" }];
}

function UnitsLink({ href, name, units }: { href: string; name: string; units: number }) {
  if (units === 0) return "0";
  return (
    <Link href={href} aria-label={`${name} ${whole.format(units)} 個單位`}>
      {whole.format(units)}
    </Link>
  );
}
