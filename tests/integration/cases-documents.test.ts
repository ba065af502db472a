import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documentsOf } from "@/lib/features/cases/documents-kept/queries";
import { addDocumentSchema } from "@/lib/features/cases/documents-kept/schema";
import { addDocument, openDocument, storeDocument } from "@/lib/features/cases/documents-kept/service";
import type { Actor } from "@/lib/platform/actor";
import { withActor } from "@/lib/platform/db";
import { keepingFiles } from "@/lib/platform/files";
import { Refusal, refuse } from "@/lib/platform/result";
import { checkFile, cleanName } from "@/lib/platform/uploads";
import { actionsOn, code, done } from "../support/accounts";
import { aCase, type TestCase } from "../support/cases";
import { aCity, ownerSql, type TestCity } from "../support/fixtures";

let city: TestCity;
let manager: Actor;
let row: TestCase;
const folder = mkdtempSync(path.join(tmpdir(), "caretower-documents-"));

beforeAll(async () => {
  process.env.DOCUMENTS_DIR = folder;
  city = await aCity("taichung");
  manager = city.actors.a_unit_manager;
  row = await aCase(city).assigned();
});

afterAll(() => {
  delete process.env.DOCUMENTS_DIR;
  rmSync(folder, { recursive: true, force: true });
});

const PDF = Buffer.from("%PDF-1.7\n示範同意書");
const zip = (...parts: string[]) => Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.from(parts.join(" "))]);
const SAMPLES: [string, Buffer, string][] = [
  ["同意書.pdf", PDF, "application/pdf"],
  ["照片.jpeg", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2]), "image/jpeg"],
  ["圖.png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), "image/png"],
  ["圖.webp", Buffer.from("RIFF0000WEBPVP8 "), "image/webp"],
  ["手機.heic", Buffer.from("\0\0\0\x18ftypheic0000"), "image/heic"],
  ["紀錄.docx", zip("[Content_Types].xml", "word/document.xml"), "wordprocessingml"],
  ["表.xlsx", zip("[Content_Types].xml", "xl/workbook.xml"), "spreadsheetml"],
];

const file = (name: string, bytes: Buffer, type = "application/pdf") =>
  new File([new Uint8Array(bytes)], name, { type });
const filesOnDisk = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const rows = async () => (await ownerSql("SELECT 1 FROM document")).length;

describe("What may be uploaded", () => {
  it.each(SAMPLES)("%s is known by its content", async (name, bytes, mediaType) => {
    const checked = done(await checkFile(file(name, bytes, "text/html")));
    expect(checked.mediaType).toContain(mediaType);
    expect(checked.fileName).toBe(name);
  });

  it("is no text, program, page, old Office file or one with macros, whatever its name and type say", async () => {
    const wrong = [
      Buffer.from("hello"),
      Buffer.from("<html><script>alert(1)</script>"),
      Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"),
      Buffer.from("MZ\x90"),
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
      zip("anything"),
      zip("word/document.xml", "word/vbaProject.bin"),
    ];
    for (const bytes of wrong) {
      const refused = await addDocument(manager, { id: row.id, kind: "consent", file: file("a.pdf", bytes) });
      expect(refused).toMatchObject({ ok: false, code: "file" });
      expect(refused.ok || refused.fieldErrors.file?.[0]).toContain("檔案內容不是可接受的種類");
    }
    expect(await rows()).toBe(0);
    expect(filesOnDisk()).toEqual([]);
  });

  it("is neither empty nor beyond 10 MB, said at the field", async () => {
    const message = (given: File) =>
      addDocumentSchema.safeParse({ id: row.id, kind: "other", file: given }).error?.issues[0]?.message;
    expect(message(file("空.pdf", Buffer.alloc(0)))).toContain("空白檔案");
    const large = Buffer.concat([PDF, Buffer.alloc(10 * 1024 * 1024)]);
    expect(message(file("大.pdf", large))).toContain("超過 10 MB");
    expect(code(await checkFile(file("大.pdf", large)))).toBe("file");
  });

  it("gets a name without path, control characters or a wrong ending", () => {
    const pdf = { extension: "pdf" };
    expect(cleanName("../../etc/passwd", pdf)).toBe("passwd.pdf");
    expect(cleanName("C:\\scan\\同意書.PDF", pdf)).toBe("同意書.pdf");
    expect(cleanName("a\r\nSet-Cookie: x\u202Efdp.exe", pdf)).toBe("aSet-Cookie xfdp.exe.pdf");
    expect(cleanName("", pdf)).toBe("文件.pdf");
    expect(cleanName(`${"長".repeat(500)}.pdf`, pdf)).toHaveLength(104);
  });
});

describe("A document", () => {
  it("is kept encrypted outside the database and comes back as it was; both are in the audit log", async () => {
    const input = { id: row.id, kind: "consent" as const, file: file("同意書.pdf", PDF) };
    done(await addDocument(manager, input));
    const [kept] = await documentsOf(manager, row.id, "consent");
    expect(kept).toMatchObject({ fileName: "同意書.pdf", size: PDF.length, createdByName: manager.name });
    const [onDisk] = filesOnDisk();
    expect(readFileSync(path.join(onDisk?.parentPath ?? "", onDisk?.name ?? "")).includes("%PDF")).toBe(
      false,
    );
    const opened = done(await openDocument(manager, kept?.id ?? ""));
    expect(opened.bytes.equals(PDF)).toBe(true);
    expect(await actionsOn(row.id)).toEqual(["case.document_added", "case.document_opened"]);
    expect(await documentsOf(manager, row.id, "other")).toEqual([]);
  });

  it("leaves no bytes behind when the work around it is refused or fails", async () => {
    const before = [filesOnDisk().length, await rows()];
    const checked = done(await checkFile(file("同意書.pdf", PDF)));
    const store = (end: () => never) =>
      keepingFiles((files) =>
        withActor(manager, async (tx) => {
          const document = { caseId: row.id, aUnitId: city.aUnit.id, kind: "consent" as const };
          await storeDocument(tx, manager, files, { ...document, file: checked, now: new Date() });
          return end();
        }),
      );
    const refusal = () => {
      throw new Refusal(refuse("later", "後來被拒"));
    };
    expect(code(await store(refusal))).toBe("later");
    const failure = () => {
      throw new Error("broken");
    };
    await expect(store(failure)).rejects.toThrow("broken");
    expect([filesOnDisk().length, await rows()]).toEqual(before);
  });
});
