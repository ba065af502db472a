import { readFileSync } from "node:fs";
import path from "node:path";
import { configure, TextReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";
import ExcelJS from "exceljs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unguardFormula } from "@/lib/platform/spreadsheet/formula-guard";
import { readTable } from "@/lib/platform/spreadsheet/read";
import type { Table } from "@/lib/platform/spreadsheet/table";
import { attachment, writeCsv, writeXlsx } from "@/lib/platform/spreadsheet/write";

configure({ useWebWorkers: false });

const utf8 = (text: string) => new TextEncoder().encode(text);

async function tableOf(bytes: Uint8Array): Promise<Table> {
  const read = await readTable(bytes);
  if (!read.ok) throw new Error(`${read.code}: ${read.message}`);
  return read.data;
}

async function problemOf(bytes: Uint8Array): Promise<{ code: string; message: string }> {
  const read = await readTable(bytes);
  if (read.ok) throw new Error("the file was read");
  return { code: read.code, message: read.message };
}

async function workbook(fill: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  fill(book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

async function zip(parts: Record<string, string | ReadableStream<Uint8Array>>): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter());
  for (const [name, content] of Object.entries(parts))
    await writer.add(name, typeof content === "string" ? new TextReader(content) : content);
  return writer.close();
}

/** Zeros without end are what a bomb is made of. */
function zeros(bytes: number): ReadableStream<Uint8Array> {
  const chunk = new Uint8Array(1024 * 1024);
  let left = bytes;
  return new ReadableStream({
    pull(controller) {
      if (left <= 0) return controller.close();
      controller.enqueue(chunk);
      left -= chunk.length;
    },
  });
}

describe("A text file", () => {
  it("is read as UTF-8 with and without a byte order mark, with any line end", async () => {
    for (const text of ["a,b\n1,2", "\uFEFFa,b\r\n1,2\r\n", "a,b\r1,2\r"]) {
      const table = await tableOf(utf8(text));
      expect(table).toEqual({
        encoding: "UTF-8",
        notes: [],
        rows: [
          { line: 1, cells: ["a", "b"] },
          { line: 2, cells: ["1", "2"] },
        ],
      });
    }
  });

  it("is recognised as Big5 and says so", async () => {
    // 名稱,區 / 大甲,一 in Big5.
    const bytes = Uint8Array.from([
      0xa6, 0x57, 0xba, 0xd9, 0x2c, 0xb0, 0xcf, 0x0d, 0x0a, 0xa4, 0x6a, 0xa5, 0xd2, 0x2c, 0xa4, 0x40,
    ]);
    const table = await tableOf(bytes);
    expect(table.encoding).toBe("Big5");
    expect(table.rows.map((row) => row.cells)).toEqual([
      ["名稱", "區"],
      ["大甲", "一"],
    ]);
    expect(table.notes.join()).toContain("Big5");
  });

  it("is read as UTF-16 with a byte order mark, separated by tabs as Excel saves it", async () => {
    const table = await tableOf(new Uint8Array(Buffer.from("\uFEFF名稱\t數\r\n大甲\t1\r\n", "utf16le")));
    expect(table.encoding).toBe("UTF-16");
    expect(table.rows[1]?.cells).toEqual(["大甲", "1"]);
  });

  it("keeps quoted commas, quotes and line breaks, and numbers rows by the line where they begin", async () => {
    const table = await tableOf(utf8('a,b\n"x,\n""y""",2\n\n3,4\n'));
    expect(table.rows).toEqual([
      { line: 1, cells: ["a", "b"] },
      { line: 2, cells: ['x,\n"y"', "2"] },
      { line: 5, cells: ["3", "4"] },
    ]);
  });

  it("is refused by name when it is empty, blank, binary, of an unknown encoding or too large", async () => {
    expect((await problemOf(new Uint8Array())).code).toBe("empty_file");
    expect((await problemOf(utf8("\n ,\n"))).code).toBe("empty_file");
    expect((await problemOf(Uint8Array.from([1, 0, 2, 3]))).code).toBe("not_a_table");
    expect((await problemOf(utf8("%PDF-1.7\n%abc"))).code).toBe("not_a_table");
    expect((await problemOf(Uint8Array.from([0xff, 0x2c, 0xff, 0x0a]))).code).toBe("unknown_encoding");
    const large = await problemOf(new Uint8Array(50 * 1024 * 1024));
    expect(large.code).toBe("too_large");
    expect(large.message).toContain("50.0 MB");
  });

  it("is refused with the line of a broken quote", async () => {
    expect(await problemOf(utf8('a,b\n1,2\n"3,4\n5,6\n'))).toMatchObject({
      code: "broken_quote",
      message: expect.stringContaining("第 3 列"),
    });
    expect(await problemOf(utf8('a,b\n1,2\n3,x"y"\n'))).toMatchObject({
      code: "broken_quote",
      message: expect.stringContaining("第 3 列"),
    });
  });

  it("is refused when it has too many rows, columns or characters in a cell", async () => {
    const just = `a\n${"x\n".repeat(20_000)}`;
    expect((await tableOf(utf8(just))).rows).toHaveLength(20_001);
    expect((await problemOf(utf8(`${just}x`))).code).toBe("too_many_rows");
    expect((await problemOf(utf8("\n".repeat(5_000_000)))).code).toBe("too_many_rows");
    expect((await tableOf(utf8("a,".repeat(59)))).rows[0]?.cells).toHaveLength(60);
    expect((await problemOf(utf8("a,".repeat(60)))).code).toBe("too_many_columns");
    expect((await tableOf(utf8("字".repeat(2_000)))).rows).toHaveLength(1);
    expect(await problemOf(utf8(`a,b\n1,${"字".repeat(2_001)}`))).toMatchObject({
      code: "cell_too_long",
      message: expect.stringContaining("第 2 列 B 欄"),
    });
  });
});

describe("A workbook", () => {
  it("is read as texts: numbers, dates, times, rich texts, links and merged cells", async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet("單位");
      sheet.addRow(["區", "數", "日", "時", "名"]);
      sheet.addRow(["大甲區", 3, new Date("2025-03-05"), new Date("1899-12-30T08:30:00Z"), true]);
      sheet.addRow([null, 1.5, null, null, { richText: [{ text: "好" }, { text: "耆" }] }]);
      sheet.addRow(["x", null, null, null, { text: "連結", hyperlink: "https://example.org" }]);
      sheet.mergeCells("A2:A3");
    });
    const table = await tableOf(bytes);
    expect(table.encoding).toBe("XLSX");
    expect(table.rows.map((row) => row.cells).slice(1)).toEqual([
      ["大甲區", "3", "2025-03-05", "08:30", "true"],
      ["大甲區", "1.5", "", "", "好耆"],
      ["x", "", "", "", "連結"],
    ]);
  });

  it("says which sheet was read when it has several", async () => {
    const table = await tableOf(
      await workbook((book) => {
        book.addWorksheet("封面");
        book.addWorksheet("清冊").addRow(["a"]);
        book.addWorksheet("備註").addRow(["b"]);
      }),
    );
    expect(table.rows[0]?.cells).toEqual(["a"]);
    expect(table.notes).toEqual([expect.stringContaining("只讀取「清冊」")]);
  });

  it("is refused with the places of its formulas and error values", async () => {
    const withFormula = await workbook((book) => {
      const sheet = book.addWorksheet("單位");
      sheet.addRow(["a", "b"]);
      sheet.addRow([1, { formula: "A2+1", result: 2 }]);
    });
    expect(await problemOf(withFormula)).toMatchObject({
      code: "formula",
      message: expect.stringContaining("第 2 列 B 欄"),
    });
    const withError = await workbook((book) => {
      book.addWorksheet("單位").addRow(["a", { error: "#N/A" }]);
    });
    expect((await problemOf(withError)).code).toBe("cell_error");
  });

  it("is refused when it is a zip bomb, before its content is held in memory", async () => {
    const bomb = await zip({
      "xl/workbook.xml": "<x/>",
      "xl/worksheets/sheet1.xml": zeros(200 * 1024 * 1024),
    });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const before = process.memoryUsage().rss;
    const start = performance.now();
    expect((await problemOf(bomb)).code).toBe("zip_bomb");
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it("is refused when it has over a thousand parts", async () => {
    const parts = Object.fromEntries(Array.from({ length: 1_001 }, (_, at) => [`p${at}`, ""]));
    expect((await problemOf(await zip({ "xl/workbook.xml": "<x/>", ...parts }))).code).toBe("zip_bomb");
  });

  it("is refused when a few bytes stand for millions of cells", async () => {
    const sheet = (inner: string) => zip({ "xl/workbook.xml": "<x/>", "xl/worksheets/sheet1.xml": inner });
    const merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>';
    expect((await problemOf(await sheet(merged))).code).toBe("too_many_cells");
    const cells = Array.from({ length: 250_001 }, (_, at) => `<c r="A${at}"/>`);
    expect((await problemOf(await sheet(cells.join("")))).code).toBe("too_many_cells");
    expect((await problemOf(await sheet('<row r="999999999"/>'))).code).toBe("not_a_workbook");
    expect((await problemOf(await sheet('<col min="1" max="999999999"/>'))).code).toBe("not_a_workbook");
  });

  it("is refused when it is no workbook, broken, encrypted, or of before 2007", async () => {
    expect((await problemOf(await zip({ "a.txt": "a" }))).code).toBe("not_a_workbook");
    expect((await problemOf(utf8("PK\u0003\u0004 and then nothing"))).code).toBe("not_a_workbook");
    expect((await problemOf(await zip({ "xl/workbook.xml": "<not" }))).code).toMatch(
      /not_a_workbook|empty_file/,
    );
    const compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    const encrypted = Uint8Array.from([...compound, ...Buffer.from("EncryptedPackage", "utf16le")]);
    expect((await problemOf(encrypted)).code).toBe("password_protected");
    expect((await problemOf(Uint8Array.from(compound))).code).toBe("old_workbook");
  });
});

describe("Writing", () => {
  const columns = [
    { key: "text", label: "文字" },
    { key: "number", label: "數", kind: "number" as const },
    { key: "date", label: "日期", kind: "date" as const },
  ];

  it("guards texts that a spreadsheet would run and leaves numbers and dates as they are", () => {
    expect(writeCsv(columns, [{ text: "=1+1", number: -3, date: "2025-03-05" }])).toBe(
      "\uFEFF文字,數,日期\r\n'=1+1,-3,114/03/05\r\n",
    );
  });

  it("writes CSV that reads back as it was, whatever the texts", async () => {
    const text = fc.string({ unit: "binary", maxLength: 40 }).filter((value) => !value.includes("\0"));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ text, number: fc.integer() }), { maxLength: 20 }),
        async (rows) => {
          const table = await tableOf(utf8(writeCsv(columns, rows)));
          const cleaned = rows.map((row) => [legal(row.text), String(row.number), ""]);
          expect(table.rows.slice(1).map((row) => row.cells.map(unguardFormula))).toEqual(cleaned);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("writes workbooks whose cells read back as texts, never as formulas", async () => {
    const bytes = await writeXlsx({
      sheetName: "單位[1]",
      columns,
      rows: [
        { text: "=1+1", number: 2, date: "2025-03-05" },
        { text: "臺中\u0001市", number: null, date: null },
      ],
      notes: ["資料時間：114/03/05"],
    });
    const table = await tableOf(bytes);
    expect(table.rows.map((row) => row.cells)).toEqual([
      ["文字", "數", "日期"],
      ["=1+1", "2", "114/03/05"],
      ["臺中市", "", ""],
      ["資料時間：114/03/05", "", ""],
    ]);
  });

  it("names a download in Chinese without breaking the header", () => {
    const header = attachment('單位"清冊\r\n.csv', "csv", "x").headers.get("content-disposition");
    expect(header).toMatch(
      /^attachment; filename="[\w. _-]+"; filename\*=UTF-8''%E5%96%AE%E4%BD%8D[\w%.-]+$/,
    );
  });
});

describe("The real registry", () => {
  it("is read whole", async () => {
    const folder = path.resolve(import.meta.dirname, "../../prisma/reference-data/taichung-114");
    const table = await tableOf(readFileSync(path.join(folder, "units.csv")));
    expect(table.rows).toHaveLength(1_795);
  });
});

function legal(text: string): string {
  return [...text].filter((char) => char >= " " || "\t\n\r".includes(char)).join("");
}
