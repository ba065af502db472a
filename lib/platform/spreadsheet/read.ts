import { ok, type Refused, type Result } from "../result";
import { isForeignFormat, notATable, readText } from "./read-text";
import { readWorkbook } from "./read-workbook";
import { LIMITS, problem, type Table } from "./table";
import { passwordProtected } from "./unpack-guard";

/**
 * Reads an uploaded table by what its bytes are, not by what its name says: an XLSX workbook, or a text separated by
 * commas or tabs in UTF-8, UTF-16 or Big5. What cannot be read is a refusal whose code is a `ReadProblem`.
 */
export async function readTable(bytes: Uint8Array): Promise<Result<Table>> {
  const refused = refuseSize(bytes);
  if (refused) return refused;
  const read = await readByContent(bytes);
  return "rows" in read ? ok(read) : read;
}

function refuseSize(bytes: Uint8Array): Refused | null {
  if (bytes.length === 0) return problem("empty_file", "檔案是空的（0 位元組），請確認選取的檔案。");
  return bytes.length > LIMITS.fileBytes ? tooLarge(bytes.length) : null;
}

/** The refusal of a file over the limit, also for those that never reached the server whole. */
export function tooLarge(bytes?: number): Refused {
  const size = bytes === undefined ? "" : `（${(bytes / 1024 / 1024).toFixed(1)} MB）`;
  return problem("too_large", `檔案${size}超過 10 MB 的上限，未予讀取；請只保留需要的欄列，或分成數個檔案。`);
}

async function readByContent(bytes: Uint8Array): Promise<Refused | Table> {
  if (startsWith(bytes, [0x50, 0x4b])) return readWorkbook(bytes);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return refuseCompoundFile(bytes);
  if (isForeignFormat(bytes)) return notATable();
  return readText(bytes);
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}

/** Office's compound file: an encrypted workbook of today, or a workbook of before 2007. */
function refuseCompoundFile(bytes: Uint8Array): Refused {
  if (Buffer.from(bytes).includes(Buffer.from("EncryptedPackage", "utf16le"))) return passwordProtected();
  return problem("old_workbook", "這是舊版 Office 檔案（例如 .xls）；請在試算表軟體中另存為 XLSX 後再上傳。");
}
