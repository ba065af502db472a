import { ROLE_LABELS, STATE_LABELS } from "@/lib/features/accounts/labels";
import { PLAN_KIND_LABELS } from "@/lib/features/care-plans/labels";
import { CASE_FIELDS } from "@/lib/features/cases/labels";
import { CASE_STATUS_LABELS } from "@/lib/features/cases/status/labels";
import { BASIS_LABELS } from "@/lib/features/dispatch/providers/labels";
import { FIELD_LABELS as CONTRACT_FIELDS, REPLY_LABELS } from "@/lib/features/registry/contracts/labels";
import {
  C_KIND_LABELS,
  NAME_STATE_LABELS,
  SERVICE_LABELS,
  TIER_LABELS,
} from "@/lib/features/registry/units/labels";
import { CLOCK_LABELS } from "@/lib/features/timeliness/labels";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";

/** One thing that an entry says: a value, or what it was before and after. */
export type DetailLine =
  | { kind: "value"; label: string; value: string }
  | { kind: "change"; label: string; before: string; after: string };

const FIELDS: Record<string, string> = {
  ...CONTRACT_FIELDS,
  ...CASE_FIELDS,
  action: "動作",
  address: "地址",
  after: "變更後",
  before: "變更前",
  businessNumber: "統一編號",
  cKind: "C 單位類別",
  changes: "變更",
  closedOn: "日期",
  closedReason: "停用或終止原因",
  code: "代碼",
  declaredFor: "原停班事由",
  districtId: "行政區",
  districtIds: "行政區",
  ended: "結束筆數",
  expiresAt: "有效至",
  failedAttempts: "連續錯誤次數",
  fileName: "檔名",
  filter: "篩選條件",
  from: "來源",
  id: "識別碼",
  into: "併入",
  kind: "種類",
  lastPossibleEnd: "最遲迄日",
  lockedUntil: "鎖定至",
  login: "帳號",
  moved: "移轉筆數",
  nationalIdAdded: "補登統一編號",
  name: "名稱",
  nameState: "名稱狀態",
  note: "備註",
  organisation: "機構",
  period: "期間",
  phone: "電話",
  reason: "原因",
  representative: "負責人",
  role: "角色",
  rows: "筆數",
  rule: "法規計算",
  serviceZoneId: "服務分區",
  state: "狀態",
  steps: "計算步驟",
  citations: "依據",
  terms: "內容",
  tier: "層級",
  to: "至",
  unit: "單位",
  unitId: "單位",
  unitName: "單位",
  version: "版次",
};

/** Names of the values of lists, by the field that holds them. */
const VALUES: Record<string, Readonly<Record<string, string>>> = {
  role: ROLE_LABELS,
  state: STATE_LABELS,
  nameState: NAME_STATE_LABELS,
  cKind: C_KIND_LABELS,
  tier: TIER_LABELS,
  services: SERVICE_LABELS,
  service: SERVICE_LABELS,
  renewalReply: REPLY_LABELS,
  caseStatus: CASE_STATUS_LABELS,
  basis: BASIS_LABELS,
  kind: { ...CLOCK_LABELS, ...PLAN_KIND_LABELS },
};

const NOTHING = "（無）";

type Json = Record<string, unknown>;
/** Names of units and districts by their id. */
type Names = ReadonlyMap<string, string>;

/** An entry's detail as lines that can be read: what was said, and for a change what it was before and after. */
export function detailLines(detail: unknown, names: Names): DetailLine[] {
  if (!isObject(detail)) return [];
  const { before, after, changes, ...rest } = detail;
  return [
    ...Object.entries(rest)
      .filter(([, value]) => !isEmpty(value))
      .map(([field, value]) => lineOf(field, value, names)),
    ...pairs(before, after, names),
    ...(isObject(changes)
      ? Object.entries(changes).map(([field, value]) => lineOf(field, value, names))
      : []),
  ];
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

function pairs(before: unknown, after: unknown, names: Names): DetailLine[] {
  const old = isObject(before) ? before : {};
  const fresh = isObject(after) ? after : {};
  const fields = [...new Set([...Object.keys(old), ...Object.keys(fresh)])];
  return fields
    .filter((field) => JSON.stringify(old[field]) !== JSON.stringify(fresh[field]))
    .map((field) => changeOf(field, old[field], fresh[field], names));
}

function changeOf(field: string, before: unknown, after: unknown, names: Names): DetailLine {
  return {
    kind: "change",
    label: fieldLabel(field),
    before: shown(field, before, names),
    after: shown(field, after, names),
  };
}

function lineOf(field: string, value: unknown, names: Names): DetailLine {
  const pair = isObject(value) ? asPair(value) : null;
  if (pair) return changeOf(field, pair.before, pair.after, names);
  return { kind: "value", label: fieldLabel(field), value: shown(field, value, names) };
}

/** `{from, to}` and `{before, after}` are changes of one field. */
function asPair(value: Json): { before: unknown; after: unknown } | null {
  const keys = Object.keys(value).sort().join();
  if (keys === "from,to") return { before: value.from, after: value.to };
  if (keys === "after,before") return { before: value.before, after: value.after };
  return null;
}

function fieldLabel(field: string): string {
  return FIELDS[field] ?? field;
}

function shown(field: string, value: unknown, names: Names): string {
  if (value === null || value === undefined || value === "") return NOTHING;
  if (typeof value === "boolean") return value ? "是" : "否";
  if (typeof value === "number") return value.toLocaleString("zh-TW");
  if (typeof value === "string") return VALUES[field]?.[value] ?? names.get(value) ?? dated(value);
  if (Array.isArray(value)) {
    return value.length === 0 ? NOTHING : value.map((each) => shown(field, each, names)).join("、");
  }
  if (!isObject(value)) return String(value);
  const parts = Object.entries(value).map(([key, each]) => `${fieldLabel(key)}：${shown(key, each, names)}`);
  return parts.length === 0 ? NOTHING : parts.join("；");
}

function dated(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return formatRocInstant(new Date(text));
  return text.replace(/\b\d{4}-\d{2}-\d{2}\b/gu, (date) => formatRocDate(date));
}

/** The ids of units and districts in a detail, so that their names can be looked up. */
export function idsIn(detail: unknown): string[] {
  const found = JSON.stringify(detail ?? null).match(
    /(?<=")(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{8})(?=")/gi,
  );
  return [...new Set(found ?? [])];
}
