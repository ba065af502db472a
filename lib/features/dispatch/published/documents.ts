import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import { formatRocInstant } from "@/lib/platform/roc-date";
import { attachment, type SheetColumn, type SheetRow, writeCsv } from "@/lib/platform/spreadsheet/write";
import { rocMonth } from "../monthly-tables/labels";
import { countText } from "./labels";
import type { PublishedContent, PublishedUnit } from "./types";

const COLUMNS: readonly SheetColumn[] = [
  { key: "part", label: "類別" },
  { key: "month", label: "月份" },
  { key: "unitCode", label: "A 單位代碼" },
  { key: "unitName", label: "A 單位" },
  { key: "service", label: "服務項目" },
  { key: "area", label: "服務區" },
  { key: "place", label: "輪序", kind: "number" },
  { key: "code", label: "B 單位代碼" },
  { key: "name", label: "B 單位" },
  { key: "count", label: "派案件數" },
  { key: "text", label: "內容" },
];

/** What an A unit published of a month as CSV: principles, orders and counts, each line with its kind. */
export function publishedAsCsv(content: PublishedContent, publishedAt: Date): string {
  const of = { month: rocMonth(content.month), unitCode: content.unit.code, unitName: content.unit.name };
  const rows: SheetRow[] = [
    { ...of, part: "派案原則", text: content.principles },
    ...content.orders.flatMap(({ service, area, units }) =>
      units.map(({ code, name }, at) => ({
        ...{ ...of, part: "輪派順序", service: SERVICE_LABELS[service], area, place: at + 1, code, name },
      })),
    ),
    ...content.counts.map(({ unit, count }) => ({
      ...{ ...of, part: "派案件數", code: unit.code, name: unit.name, count: countText(count) },
    })),
    { ...of, part: "公開時間", text: formatRocInstant(publishedAt) },
  ];
  return writeCsv(COLUMNS, rows);
}

/** The A units of a city that have published, as CSV. */
export function publishedUnitsAsCsv(units: readonly PublishedUnit[]): string {
  const columns = [
    { key: "code", label: "A 單位代碼" },
    { key: "name", label: "A 單位" },
    { key: "latest", label: "最近公開月份" },
    { key: "months", label: "公開月份" },
  ];
  return writeCsv(
    columns,
    units.map(({ code, name, months }) => ({
      ...{ code, name, latest: months[0] ? rocMonth(months[0]) : "" },
      months: months.map(rocMonth).join("、"),
    })),
  );
}

const AN_HOUR = "public, max-age=3600";

/** A file for everybody: whoever stands between may keep it for an hour. */
export function publicFile(name: string, type: "csv" | "json", body: string): Response {
  const response = attachment(`${name}.${type}`, type, body);
  response.headers.set("Cache-Control", AN_HOUR);
  if (type === "json") response.headers.set("Content-Disposition", "inline");
  return response;
}
