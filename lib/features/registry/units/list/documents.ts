import { type SheetColumn, type SheetRow, writeCsv, writeXlsx } from "@/lib/platform/spreadsheet/write";
import {
  C_KIND_LABELS,
  NAME_STATE_LABELS,
  SERVICE_LABELS,
  SERVICES,
  SOURCE_LABELS,
  TIER_SHORT_LABELS,
} from "../labels";
import type { UnitRow } from "./types";

const COLUMNS: readonly SheetColumn[] = [
  { key: "code", label: "代碼" },
  { key: "name", label: "單位名稱", width: 46 },
  { key: "nameState", label: "名稱狀態", width: 16 },
  { key: "tier", label: "層級", width: 8 },
  { key: "cKind", label: "C 類型", width: 14 },
  { key: "services", label: "在列服務", width: 36 },
  { key: "goneServices", label: "已不在列服務", width: 20 },
  { key: "district", label: "行政區" },
  { key: "zone", label: "服務分區" },
  { key: "organisation", label: "機構", width: 40 },
  { key: "address", label: "地址", width: 36 },
  { key: "phone", label: "電話", width: 18 },
  { key: "source", label: "資料來源", width: 12 },
];

function sheetRow(unit: UnitRow): SheetRow {
  const { code, name, district, zone, organisation, address, phone } = unit;
  return {
    ...{ code, name, district, zone, organisation, address, phone },
    nameState: NAME_STATE_LABELS[unit.nameState],
    tier: TIER_SHORT_LABELS[unit.tier],
    cKind: unit.cKind && C_KIND_LABELS[unit.cKind],
    services: namesOf(unit.services),
    goneServices: namesOf(unit.goneServices.filter((service) => !unit.services.includes(service))),
    source: SOURCE_LABELS[unit.source],
  };
}

function namesOf(services: UnitRow["services"]): string {
  return SERVICES.filter((service) => services.includes(service))
    .map((service) => SERVICE_LABELS[service])
    .join("、");
}

/** The filtered unit list as CSV. */
export function unitsAsCsv(units: readonly UnitRow[]): string {
  return writeCsv(COLUMNS, units.map(sheetRow));
}

/** The filtered unit list as a workbook; `notes` stand below the table. */
export function unitsAsXlsx(units: readonly UnitRow[], notes: readonly string[]): Promise<Buffer> {
  return writeXlsx({
    sheetName: "單位",
    title: "長照特約及登錄單位一覽",
    columns: COLUMNS,
    rows: units.map(sheetRow),
    notes,
  });
}
