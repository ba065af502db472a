import type { ImportKind } from "@/prisma/generated/enums";

export const KIND_LABELS: Record<ImportKind, string> = {
  units: "單位清冊",
  day_care_hours: "日照營運時間",
  name_notes: "名稱註記",
};

export interface ColumnSpec {
  key: string;
  label: string;
  /** Other headings that officials write for the same. */
  aliases?: readonly string[];
  required?: boolean;
  about: string;
}

const DISTRICT = { key: "district", label: "行政區", aliases: ["區", "行政區別", "鄉鎮市區"] };
const SERVICE = { key: "service", label: "服務類型", aliases: ["服務", "服務項目", "服務類別"] };
const NAME = { key: "name", label: "單位名稱", aliases: ["名稱", "單位", "機構名稱"], required: true };
const LINE = {
  key: "source_line",
  label: "來源行號",
  aliases: ["行號"],
  about: "原始文件中的行號，供核對，可空白",
};

/** The columns of each kind of file: the keys of the public files and the Chinese headings are both taken. */
export const IMPORT_COLUMNS: Record<ImportKind, readonly ColumnSpec[]> = {
  units: [
    { ...DISTRICT, required: true, about: "本市行政區全名，例如 大甲區" },
    { key: "tier", label: "層級", aliases: ["級別", "單位層級"], required: true, about: "A、B 或 C" },
    { ...SERVICE, required: true, about: "B 單位必填，中文名稱或英文代碼皆可；A、C 單位空白" },
    { ...NAME, about: "清冊所印的名稱，100 字以內" },
    { key: "dementia_type", label: "失智型", about: "有標示填 true 或 是，否則空白" },
    {
      key: "contract_type",
      label: "特約服務類型",
      aliases: ["特約類型"],
      about: "專業服務的類型，例如 護理機構",
    },
    {
      key: "vehicles_total",
      label: "車輛小計",
      aliases: ["小計", "車輛數"],
      about: "交通接送，0 以上的整數",
    },
    { key: "vehicles_dedicated", label: "專車", about: "0 以上的整數" },
    { key: "vehicles_shared", label: "共用", aliases: ["共用車"], about: "0 以上的整數" },
    { key: "vehicles_taxi", label: "計程車", about: "0 以上的整數" },
    LINE,
  ],
  day_care_hours: [
    { ...NAME, about: "須與清冊中日照中心或小規模多機能的名稱相同" },
    {
      key: "opens",
      label: "營運開始時間",
      aliases: ["開始時間", "營運開始"],
      required: true,
      about: "HH:MM",
    },
    {
      key: "closes",
      label: "營運結束時間",
      aliases: ["結束時間", "營運結束"],
      required: true,
      about: "HH:MM",
    },
    { key: "half_day_hours", label: "半日時數", aliases: ["半日服務時間"], about: "小時，可有小數" },
    { key: "full_day_hours", label: "全日時數", aliases: ["全日服務時間"], about: "小時，可有小數" },
    { key: "extended_hours", label: "延托時段", about: "HH:MM-HH:MM，多段以分號分隔" },
    { key: "extended_hours_text", label: "延托時段原文", about: "文件所印的文字" },
    { key: "fee_mode", label: "收費方式", about: "例如 每小時收費" },
    { key: "fee_standard", label: "收費標準", about: "例如 200元/小時；「無」照印保留" },
    LINE,
  ],
  name_notes: [
    { key: "file", label: "檔案", required: true, about: "註記所指的檔案，例如 units.csv" },
    { ...LINE, required: true, about: "原始文件中的行號" },
    { ...DISTRICT, about: "清冊的行政區" },
    { key: "tier", label: "層級", aliases: ["級別", "單位層級"], about: "A、B 或 C" },
    { ...SERVICE, about: "B 單位的服務類型" },
    {
      key: "kind",
      label: "註記種類",
      aliases: ["種類"],
      required: true,
      about: "修復、形近更正、重建、推定、損壞或存疑",
    },
    { key: "text_in_source", label: "原文", required: true, about: "文件中的文字" },
    { key: "reading", label: "判讀", about: "判讀後的名稱，可空白" },
    { key: "evidence", label: "依據", about: "判讀的依據" },
  ],
};

/** The Chinese heading of a column. */
export function columnLabel(kind: ImportKind, key: string): string {
  return IMPORT_COLUMNS[kind].find((column) => column.key === key)?.label ?? key;
}
