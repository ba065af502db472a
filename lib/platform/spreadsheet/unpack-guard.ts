import { configure, type Entry, Uint8ArrayReader, ZipReader } from "@zip.js/zip.js";
import type { Refused } from "../result";
import { LIMITS, problem } from "./table";

// A workbook is a ZIP, and what a ZIP says of its own size may be a lie. Every part is unpacked once into nothing
// but a counter, so that a bomb is named before any parser holds it in memory.

configure({ useWebWorkers: false });

const BOMB = "檔案解壓縮後異常龐大（疑為壓縮炸彈），已拒絕讀取；請重新由試算表軟體存檔。";

/** Null when the archive is a workbook of bearable size, else why not. */
export async function refuseDangerousWorkbook(bytes: Uint8Array): Promise<Refused | null> {
  const reader = new ZipReader(new Uint8ArrayReader(bytes));
  try {
    const entries = await entriesOf(reader);
    if (entries.length > LIMITS.entries) return problem("zip_bomb", BOMB);
    if (entries.some((entry) => entry.encrypted)) return passwordProtected();
    if (!entries.some((entry) => entry.filename.replace(/^\//u, "") === "xl/workbook.xml"))
      return notAWorkbook();
    return await measure(entries);
  } catch (error) {
    return error instanceof TooMuch ? error.refused : notAWorkbook();
  } finally {
    await reader.close();
  }
}

async function entriesOf(reader: ZipReader<Uint8Array>): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of reader.getEntriesGenerator()) {
    entries.push(entry);
    if (entries.length > LIMITS.entries) break;
  }
  return entries;
}

class TooMuch extends Error {
  constructor(readonly refused: Refused) {
    super(refused.code);
    this.name = "TooMuch";
  }
}

async function measure(entries: readonly Entry[]): Promise<null> {
  let total = 0;
  for (const entry of entries) {
    if (entry.directory) continue;
    let size = 0;
    const look = contentWatcher(entry.filename);
    const counter = new WritableStream<Uint8Array>({
      write(chunk) {
        size += chunk.length;
        total += chunk.length;
        const isBomb = size > 4 * 1024 * 1024 && size > entry.compressedSize * LIMITS.ratio;
        if (total > LIMITS.unpackedBytes || isBomb) throw new TooMuch(problem("zip_bomb", BOMB));
        look(chunk);
      },
    });
    await entry.getData(counter, { checkOverlappingEntry: true });
  }
  return null;
}

const MERGE_LIMIT = 200_000;

/** Counts rows, cells and merged areas in the parts that hold sheets; a parser would make an object of each. */
function contentWatcher(fileName: string): (chunk: Uint8Array) => void {
  if (!/worksheets\/[^/]+\.xml$/u.test(fileName)) return () => undefined;
  const text = new TextDecoder("latin1");
  let rest = "";
  let cells = 0;
  let merged = 0;
  return (chunk) => {
    const all = rest + text.decode(chunk, { stream: true });
    const end = all.lastIndexOf(">") + 1;
    const whole = all.slice(0, end);
    rest = all.slice(end).slice(-4_096);
    cells += whole.match(/<c[\s/>]/gu)?.length ?? 0;
    for (const match of whole.matchAll(/<mergeCell\s[^>]*ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/gu))
      merged += areaOf(match);
    if (cells > LIMITS.cells || merged > MERGE_LIMIT) throw new TooMuch(tooManyCells());
    if (isOffTheSheet(whole)) throw new TooMuch(notAWorkbook());
  };
}

/** A row or column that no spreadsheet has; a parser would count up to it. */
function isOffTheSheet(text: string): boolean {
  const rows = [...text.matchAll(/<row\s[^>]*?\br="(\d+)"/gu)].map((match) => Number(match[1]));
  const columns = [...text.matchAll(/<col\s[^>]*?\bmax="(\d+)"/gu)].map((match) => Number(match[1]));
  const farCell = /<c\s[^>]*?\br="(?:[A-Z]{4,}\d*|[A-Z]+\d{8,})"/u.test(text);
  return farCell || rows.some((row) => row > 1_048_576) || columns.some((column) => column > 16_384);
}

function areaOf([, left = "A", top = "1", right = "A", bottom = "1"]: RegExpMatchArray): number {
  const columns = columnNumber(right) - columnNumber(left) + 1;
  return Math.abs(columns * (Number(bottom) - Number(top) + 1));
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function tooManyCells(): Refused {
  return problem(
    "too_many_cells",
    `工作表的儲存格超過 ${LIMITS.cells.toLocaleString("en")} 格（含僅有格式的空白格）；請將資料複製到新的活頁簿後再上傳。`,
  );
}

/** The refusal of a workbook that nobody can read without its password. */
export function passwordProtected(): Refused {
  return problem("password_protected", "活頁簿有密碼保護，無法讀取；請移除密碼另存新檔後再上傳。");
}

/** The refusal of an archive that is no XLSX workbook, or a broken one. */
export function notAWorkbook(): Refused {
  return problem(
    "not_a_workbook",
    "這個壓縮檔不是 XLSX 活頁簿，或檔案已損壞；請在試算表軟體中另存為 XLSX 後再上傳。",
  );
}
