import type { KnownListing, ListingChange, ListingField, UnitRow } from "../units/types";

const FIELDS: { column: string; field: ListingField; label: string }[] = [
  { column: "dementia_type", field: "dementia", label: "失智型" },
  { column: "contract_type", field: "contractType", label: "特約服務類型" },
  { column: "vehicles_total", field: "vehiclesTotal", label: "車輛小計" },
  { column: "vehicles_dedicated", field: "vehiclesDedicated", label: "專車" },
  { column: "vehicles_shared", field: "vehiclesShared", label: "共用" },
  { column: "vehicles_taxi", field: "vehiclesTaxi", label: "計程車" },
];

/**
 * What a row says otherwise than the listing. A column that the file does not have is not compared. The line of the
 * source is no statement on the listing and alone changes nothing.
 */
export function differences(
  row: UnitRow,
  listing: KnownListing,
  columns: readonly string[],
): Pick<ListingChange, "values" | "changes"> {
  const differing = FIELDS.filter(
    ({ column, field }) => columns.includes(column) && row[field] !== listing[field],
  );
  const changes = differing.map(({ field, label }) => ({
    field: label,
    from: valueText(listing[field]),
    to: valueText(row[field]),
  }));
  const isRespelled = row.name !== listing.printedName;
  const respelled = { field: "單位名稱", from: listing.printedName, to: row.name };
  return {
    values: valuesAfter(row, listing, columns),
    changes: isRespelled ? [respelled, ...changes] : changes,
  };
}

function valuesAfter(
  row: UnitRow,
  listing: KnownListing,
  columns: readonly string[],
): ListingChange["values"] {
  const said = FIELDS.filter(({ column }) => columns.includes(column)).map(({ field }) => [
    field,
    row[field],
  ]);
  const { dementia, contractType, vehiclesTotal, vehiclesDedicated, vehiclesShared, vehiclesTaxi } = listing;
  return {
    ...{ dementia, contractType, vehiclesTotal, vehiclesDedicated, vehiclesShared, vehiclesTaxi },
    ...Object.fromEntries(said),
    printedName: row.name,
    sourceLine: row.sourceLine ?? listing.sourceLine,
  };
}

function valueText(value: string | number | boolean | null): string {
  if (value === null) return "—";
  return typeof value === "boolean" ? (value ? "是" : "否") : String(value);
}
