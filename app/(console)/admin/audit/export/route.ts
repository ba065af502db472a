import { notFound } from "next/navigation";
import { AUDIT_COLUMNS, auditSheetRows } from "@/lib/features/audit/documents";
import { mayAudit } from "@/lib/features/audit/policy";
import { auditForExport } from "@/lib/features/audit/queries";
import { auditListParams } from "@/lib/features/audit/schema";
import { noteAuditExport } from "@/lib/features/audit/service";
import { today } from "@/lib/platform/clock";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { attachment, writeCsv, writeXlsx } from "@/lib/platform/spreadsheet/write";

/** The filtered entries as a file; that they were taken out is an entry too. */
export async function GET(request: Request) {
  const actor = await requireActor();
  if (!mayAudit(actor, "audit.read")) notFound();
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const params = auditListParams(query);
  const { rows, total } = await auditForExport(actor, params);
  await noteAuditExport(actor, params, rows.length);
  const sheetRows = auditSheetRows(rows);
  const name = `稽核紀錄_${formatRocDate(today()).replaceAll("/", "")}`;
  const period = `期間：${params.from ? formatRocDate(params.from) : "不限"} 至 ${params.to ? formatRocDate(params.to) : "不限"}`;
  const notes = [period, `符合 ${total} 筆，匯出 ${rows.length} 筆`];
  if (query.format === "xlsx") {
    const book = await writeXlsx({ sheetName: "稽核紀錄", columns: AUDIT_COLUMNS, rows: sheetRows, notes });
    return attachment(`${name}.xlsx`, "xlsx", book);
  }
  return attachment(`${name}.csv`, "csv", writeCsv(AUDIT_COLUMNS, sheetRows));
}
