import { notFound } from "next/navigation";
import { ACCOUNT_COLUMNS, accountSheetRows } from "@/lib/features/accounts/documents";
import { noteListExport } from "@/lib/features/accounts/opening/service";
import { mayAccounts } from "@/lib/features/accounts/policy";
import { listAccounts } from "@/lib/features/accounts/queries";
import { accountListParams } from "@/lib/features/accounts/schema";
import { today } from "@/lib/platform/clock";
import { formatRocDate } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { attachment, writeCsv, writeXlsx } from "@/lib/platform/spreadsheet/write";

const LARGEST = 20_000;

/** The filtered account list as a file; that it was taken out is an audit entry. */
export async function GET(request: Request) {
  const actor = await requireActor();
  if (!mayAccounts(actor, "account.read")) notFound();
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const params = accountListParams(query);
  const { rows } = await listAccounts(actor, { ...params, page: 1, size: LARGEST });
  await noteListExport(actor, rows.length);
  const sheetRows = accountSheetRows(rows, new Date());
  const name = `帳號清單_${formatRocDate(today()).replaceAll("/", "")}`;
  if (query.format === "xlsx") {
    const book = await writeXlsx({ sheetName: "帳號", columns: ACCOUNT_COLUMNS, rows: sheetRows });
    return attachment(`${name}.xlsx`, "xlsx", book);
  }
  return attachment(`${name}.csv`, "csv", writeCsv(ACCOUNT_COLUMNS, sheetRows));
}
