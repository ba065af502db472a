import { z } from "zod";
import { sha256Of } from "./files";
import { ok, type Result, refuse } from "./result";

// Uploaded files: what is let in, judged by the bytes and never by the name.

export const MOST_BYTES = 10 * 1024 * 1024;

/** What may be uploaded, as an input's `accept`. */
export const ACCEPTED = ".pdf,.jpg,.jpeg,.png,.webp,.heic,.docx,.xlsx";

/** A file whose content was looked at: what it is, under which name, and its bytes. */
export interface CheckedFile {
  fileName: string;
  mediaType: string;
  bytes: Buffer;
  sha256: string;
}

/** An uploaded file as a form sends it; what it holds is judged by `checkFile`. */
export const fileInput = z
  .instanceof(File, { message: "請選擇檔案。" })
  .refine((file) => file.size > 0, { message: "請選擇檔案；空白檔案不能上傳。" })
  .refine((file) => file.size <= MOST_BYTES, { message: "檔案超過 10 MB，請壓縮或分次上傳。" });

interface Format {
  extension: string;
  mediaType: string;
  /** Other endings that mean the same. */
  also?: readonly string[];
  fits: (bytes: Buffer) => boolean;
}

const starts = (bytes: Buffer, ...head: number[]) => head.every((byte, place) => bytes[place] === byte);
const textAt = (bytes: Buffer, from: number, to: number) => bytes.toString("latin1", from, to);
const isZip = (bytes: Buffer) => starts(bytes, 0x50, 0x4b, 0x03, 0x04);

/** An Office file is a ZIP with a named part; one with macros is none that is kept. */
function holdsPart(bytes: Buffer, part: string): boolean {
  return isZip(bytes) && bytes.includes(part) && !bytes.includes("vbaProject.bin");
}

const HEIC_BRANDS = ["heic", "heix", "heim", "heis", "hevc", "mif1", "msf1"];

const FORMATS: readonly Format[] = [
  {
    extension: "pdf",
    mediaType: "application/pdf",
    fits: (bytes) => bytes.subarray(0, 1024).includes("%PDF-"),
  },
  {
    extension: "jpg",
    also: ["jpeg"],
    mediaType: "image/jpeg",
    fits: (bytes) => starts(bytes, 0xff, 0xd8, 0xff),
  },
  {
    extension: "png",
    mediaType: "image/png",
    fits: (bytes) => starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  },
  {
    extension: "webp",
    mediaType: "image/webp",
    fits: (bytes) => textAt(bytes, 0, 4) === "RIFF" && textAt(bytes, 8, 12) === "WEBP",
  },
  {
    extension: "heic",
    also: ["heif"],
    mediaType: "image/heic",
    fits: (bytes) => textAt(bytes, 4, 8) === "ftyp" && HEIC_BRANDS.includes(textAt(bytes, 8, 12)),
  },
  {
    extension: "docx",
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    fits: (bytes) => holdsPart(bytes, "word/document.xml"),
  },
  {
    extension: "xlsx",
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    fits: (bytes) => holdsPart(bytes, "xl/workbook.xml"),
  },
];

const WRONG_KIND =
  "檔案內容不是可接受的種類：請上傳 PDF、JPEG、PNG、WebP、HEIC 圖檔，或不含巨集的 DOCX、XLSX。";

/** Looks at an uploaded file: size, content by its bytes, not by its name. Codes: `file`, with the message at `file`. */
export async function checkFile(file: File): Promise<Result<CheckedFile>> {
  const refusal = (message: string) => refuse("file", "檔案不能上傳，資料尚未儲存。", { file: message });
  if (file.size === 0) return refusal("請選擇檔案；空白檔案不能上傳。");
  if (file.size > MOST_BYTES) return refusal("檔案超過 10 MB，請壓縮或分次上傳。");
  const bytes = Buffer.from(await file.arrayBuffer());
  const format = FORMATS.find((each) => each.fits(bytes));
  if (!format) return refusal(WRONG_KIND);
  return ok({
    fileName: cleanName(file.name, format),
    mediaType: format.mediaType,
    bytes,
    sha256: sha256Of(bytes),
  });
}

// Control characters, marks that turn the direction of writing, and what means something to a file system.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"*/:<>?\\|]/gu;

/** A file's name without its path and without anything that a name may not hold, ending as its content says. */
export function cleanName(name: string, format: Pick<Format, "extension" | "also">): string {
  const last = name.normalize("NFC").split(/[/\\]/u).at(-1) ?? "";
  const clean = last
    .replace(UNSAFE, "")
    .replace(/\s+/gu, " ")
    .replace(/^[\s.]+/u, "")
    .trim();
  const ending = /\.([^.]*)$/u.exec(clean)?.[1]?.toLowerCase() ?? "";
  const fits = [format.extension, ...(format.also ?? [])].includes(ending);
  const base = (fits ? clean.slice(0, -(ending.length + 1)) : clean).slice(0, 100).trim();
  return `${base || "文件"}.${fits ? ending : format.extension}`;
}
