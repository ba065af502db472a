import { attachment, type SheetColumn, writeCsv, writeXlsx } from "@/lib/platform/spreadsheet/write";
import type { PlanContent } from "./types";

/** An edition of a table as a file, with the columns that an import expects. */
export async function tableDocument(
  tableKey: string,
  title: string,
  { header, rows }: PlanContent,
  format: "csv" | "xlsx",
): Promise<Response> {
  const columns: SheetColumn[] = header.map((column) => ({ key: column, label: column, kind: "text" }));
  const values = rows.map((row) =>
    Object.fromEntries(header.map((column, at) => [column, plainNumber(row[at] ?? "")])),
  );
  if (format === "csv") return attachment(`${tableKey}.csv`, "csv", writeCsv(columns, values));
  return attachment(`${tableKey}.xlsx`, "xlsx", await writeXlsx({ sheetName: title, columns, rows: values }));
}

/** A number that loses nothing as one; 12.0 and an empty cell stay as they are written. */
function plainNumber(text: string): string | number | null {
  if (text === "") return null;
  const value = Number(text);
  return Number.isSafeInteger(value * 1000) && String(value) === text ? value : text;
}
