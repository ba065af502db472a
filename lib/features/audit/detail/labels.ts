import { ROLE_LABELS, STATE_LABELS } from "@/lib/features/accounts/labels";
import { PLAN_KIND_LABELS } from "@/lib/features/care-plans/labels";
import { CASE_FIELDS } from "@/lib/features/cases/labels";
import { CASE_STATUS_LABELS } from "@/lib/features/cases/status/labels";
import { CENTRE_VIEW_LABELS } from "@/lib/features/dispatch/centre/labels";
import { BASIS_LABELS } from "@/lib/features/dispatch/providers/labels";
import { ANSWER_CHANNEL_LABELS } from "@/lib/features/dispatch/referrals/labels";
import { DUTY_LABELS } from "@/lib/features/inspections/planning/labels";
import { FORM_LABELS } from "@/lib/features/inspections/templates/labels";
import { FIELD_LABELS as CONTRACT_FIELDS, REPLY_LABELS } from "@/lib/features/registry/contracts/labels";
import {
  C_KIND_LABELS,
  NAME_STATE_LABELS,
  SERVICE_LABELS,
  TIER_LABELS,
} from "@/lib/features/registry/units/labels";
import { CLOCK_LABELS } from "@/lib/features/timeliness/labels";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { FIELD_NAMES } from "./fields/labels";

/** One thing that an entry says: a value, or what it was before and after. */
export type DetailLine =
  | { kind: "value"; label: string; value: string }
  | { kind: "change"; label: string; before: string; after: string };

const FIELDS: Record<string, string> = { ...CONTRACT_FIELDS, ...CASE_FIELDS, ...FIELD_NAMES };

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
  kind: { ...CLOCK_LABELS, ...PLAN_KIND_LABELS, ...DUTY_LABELS },
  formKey: FORM_LABELS,
  toldHow: ANSWER_CHANNEL_LABELS,
  answer: { accepted: "承接", declined: "婉拒" },
  view: CENTRE_VIEW_LABELS,
  source: { contracts: "特約資料", listings: "公開清冊", former: "前一張輪序表" },
  step: { up: "上移", down: "下移", add: "加入", remove: "移出", save: "儲存" },
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

/** The Chinese name of a field of a detail; the field itself where it has none. */
export function fieldLabel(field: string): string {
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
