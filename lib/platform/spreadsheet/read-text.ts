import { CsvError, parse } from "csv-parse/sync";
import type { Refused } from "../result";
import { LIMITS, problem, type Table, type TableRow, tooManyRows, withinLimits } from "./table";

type Encoding = Exclude<Table["encoding"], "XLSX">;

/** Reads a delimited text. The encoding is found from the bytes; Big5 is recognised and said. */
export function readText(bytes: Uint8Array): Refused | Table {
  const decoded = decodeText(bytes);
  if ("code" in decoded) return decoded;
  const rows = readCsv(decoded.text);
  if (!Array.isArray(rows)) return rows;
  const kept = withinLimits(rows);
  if (!Array.isArray(kept)) return kept;
  const notes =
    decoded.encoding === "UTF-8" ? [] : [`檔案編碼為 ${decoded.encoding}（非 UTF-8），已自動轉換。`];
  return { encoding: decoded.encoding, rows: kept, notes };
}

/** Whether bytes begin like a picture, a document or an archive that is no table. */
export function isForeignFormat(bytes: Uint8Array): boolean {
  const head = String.fromCharCode(...bytes.subarray(0, 8));
  return ["%PDF", "\x89PNG", "\xFF\xD8\xFF", "GIF8", "Rar!", "7z\xBC\xAF", "\x1F\x8B", "\x7FELF", "MZ"].some(
    (magic) => head.startsWith(magic),
  );
}

function decodeText(bytes: Uint8Array): Refused | { text: string; encoding: Encoding } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(bytes, "utf-16le");
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(bytes, "utf-16be");
  if (bytes.includes(0)) return notATable();
  const utf8 = decodeAs(bytes, "utf-8");
  if (utf8 !== null) return { text: utf8, encoding: "UTF-8" };
  const big5 = decodeAs(bytes, "big5");
  // The decoder gives these to bytes that Big5 does not use; the areas for a bureau's own characters are others.
  if (big5 !== null && !/[\u0080-\u009F\uF8F8]/u.test(big5)) return { text: big5, encoding: "Big5" };
  return problem(
    "unknown_encoding",
    "檔案的文字編碼不是 UTF-8、UTF-16 或 Big5，或內容已損壞；請在試算表軟體中另存為「CSV UTF-8」後再上傳。",
  );
}

function utf16(
  bytes: Uint8Array,
  label: "utf-16le" | "utf-16be",
): Refused | { text: string; encoding: Encoding } {
  const text = decodeAs(bytes, label);
  return text === null || text.includes("\0") ? notATable() : { text, encoding: "UTF-16" };
}

function decodeAs(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch (error) {
    // "fatal" throws a TypeError at the first byte that the encoding does not have.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** The refusal of a file that is neither text nor a workbook. */
export function notATable(): Refused {
  return problem("not_a_table", "這不是 CSV 或 XLSX 檔案；請上傳試算表軟體存出的 CSV 或 XLSX。");
}

function readCsv(text: string): Refused | TableRow[] {
  const rows: TableRow[] = [];
  let nextLine = 1;
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      // One more than the limit tells that there are more, and no more is held.
      to: LIMITS.rows * 2 + 2,
      max_record_size: LIMITS.columns * LIMITS.cellCharacters,
      on_record: (cells: string[], { lines }) => {
        rows.push({ line: nextLine, cells });
        nextLine = lines + 1;
        return null;
      },
    });
  } catch (error) {
    if (error instanceof CsvError) return brokenCsv(error, nextLine);
    throw error;
  }
  return rows.length > LIMITS.rows * 2 ? tooManyRows() : rows;
}

function brokenCsv(error: CsvError, line: number): Refused {
  if (error.code === "CSV_MAX_RECORD_SIZE") {
    return problem("broken_quote", `第 ${line} 列過長，多半是引號（"）沒有成對；請更正後再上傳。`);
  }
  return problem("broken_quote", `第 ${line} 列的引號（"）沒有成對或位置錯誤；請更正後再上傳。`);
}

/** Excel's "Unicode text" is separated by tabs. */
function delimiterOf(text: string): string {
  const end = text.search(/[\r\n]/u);
  const first = end < 0 ? text : text.slice(0, end);
  return first.includes("\t") && !first.includes(",") ? "\t" : ",";
}
