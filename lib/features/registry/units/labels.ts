import type { CKind, ListingState, NameState, Service, Tier, UnitSource } from "@/prisma/generated/enums";

/** 層級, in full. */
export const TIER_LABELS: Record<Tier, string> = {
  a: "A 社區整合型服務中心",
  b: "B 特約服務單位",
  c: "C 巷弄長照站",
};

/** 層級, for a narrow column. */
export const TIER_SHORT_LABELS: Record<Tier, string> = { a: "A", b: "B", c: "C" };

export const SERVICE_LABELS: Record<Service, string> = {
  case_management: "個案管理",
  c_station: "巷弄長照站",
  home_care: "居家服務",
  day_care: "日照中心",
  small_multifunction: "小規模多機能",
  family_care_home: "家庭托顧",
  transport: "交通接送",
  meals: "營養餐飲",
  group_home: "失智症團體家屋",
  professional: "專業服務",
  respite: "喘息服務",
};

/** The services in the order in which officials list them. */
export const SERVICES = Object.keys(SERVICE_LABELS) as Service[];

/** What a unit of a tier may be listed for. */
export const SERVICES_OF_TIER: Record<Tier, readonly Service[]> = {
  a: ["case_management"],
  b: SERVICES.filter((service) => service !== "case_management" && service !== "c_station"),
  c: ["c_station"],
};

export const C_KIND_LABELS: Record<CKind, string> = {
  medical: "醫事 C",
  community: "社照據點 C",
  cultural: "文化健康站",
};

export const NAME_STATE_LABELS: Record<NameState, string> = {
  as_printed: "照清冊",
  repaired: "已依佐證修復",
  inferred: "名稱為推定",
  doubtful: "名稱存疑",
  damaged: "名稱損壞",
  corrected: "已由承辦人更正",
};

/** The states of a name that an official still has to look at. */
export const UNSURE_NAME_STATES = ["damaged", "doubtful", "inferred"] as const satisfies readonly NameState[];

export const SOURCE_LABELS: Record<UnitSource, string> = {
  registry: "公開清冊",
  manual: "人工建檔",
  demo: "示範資料",
};

export const LISTING_STATE_LABELS: Record<ListingState, string> = { listed: "在列", gone: "已不在列" };

/** What an audit entry of a unit says was done, as the end of "somebody … ". */
export const CHANGE_LABELS: Record<string, string> = {
  "unit.created": "建立單位",
  "unit.name_corrected": "更正名稱",
  "unit.name_confirmed": "確認名稱與清冊相符",
  "unit.details_changed": "變更基本資料",
  "unit.merged": "併入其他單位",
  "unit.absorbed": "併入另一筆單位資料",
};

/** What a reader of the printed registry did with a name (`kind` of the notes as imported). */
export const NOTE_KIND_LABELS: Record<string, string> = {
  completed: "補足缺字",
  "look-alike corrected": "更正形近字",
  reconstructed: "依其他表列重建",
  inferred: "推定",
  damaged: "損壞",
  doubtful: "存疑",
};

/** What a unit's page says after something was done; `{code}` is the code of another unit. */
export const DONE_MESSAGES: Record<string, string> = {
  created: "單位已建立。",
  changed: "基本資料已儲存。",
  renamed: "名稱已更正，更正前後均留有紀錄。",
  confirmed: "名稱已確認。",
  merged: "{code} 已併入本單位：登錄、特約、人員與帳號都移到這裡。",
  moved: "您開啟的單位 {code} 已併入本單位。",
};

/** The fields that the audit entries of units hold. */
export const UNIT_FIELD_LABELS: Record<string, string> = {
  name: "名稱",
  nameState: "名稱狀態",
  organisation: "機構",
  code: "代碼",
  tier: "層級",
  district: "行政區",
  services: "服務",
  cKind: "C 類型",
  address: "地址",
  phone: "電話",
  businessNumber: "統一編號",
  representative: "負責人",
  into: "併入單位",
  from: "被併入的單位",
  moved: "移入資料",
  listings: "清冊登錄",
  contracts: "特約",
  staff: "人員",
  accounts: "帳號",
  relatedParties: "關聯關係",
};
