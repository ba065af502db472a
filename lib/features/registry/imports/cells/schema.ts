import { foldText } from "@/lib/platform/fold-text";
import { looksLikeFormula } from "@/lib/platform/spreadsheet/formula-guard";
import type { ImportKind, Service, Tier } from "@/prisma/generated/enums";
import { SERVICE_LABELS } from "../../units/labels";
import { columnLabel } from "../columns/labels";
import type { RawRow } from "../columns/types";
import type { Finding, Reason } from "../comparison/types";

export interface District {
  id: string;
  name: string;
}

/** The districts of a city by their folded names. */
export type DistrictIndex = ReadonlyMap<string, District>;

/** Makes the index of a city's districts. */
export function indexDistricts(districts: readonly District[]): DistrictIndex {
  return new Map(districts.map((district) => [foldText(district.name), district]));
}

/**
 * Reads the cells of one row and collects what is wrong with them. A reader that finds a cell wrong answers with null
 * or a neutral value; the row counts only when `wrong` stayed empty.
 */
export class CellReader {
  readonly wrong: Finding[] = [];

  constructor(
    private readonly kind: ImportKind,
    private readonly row: RawRow,
    private readonly nameKey: string,
  ) {
    if (row.shape === "short") this.reject(null, "short_row", "");
    if (row.shape === "surplus") this.reject(null, "surplus_cells", "");
    for (const [key, value] of Object.entries(row.values)) this.checkText(key, value);
  }

  /** The row's finding on a column; null for the whole row. */
  finding(key: string | null, reason: Reason, value: string): Finding {
    return {
      line: this.row.line,
      column: key === null ? null : columnLabel(this.kind, key),
      reason,
      value: value.slice(0, 120),
      name: (this.row.values[this.nameKey] ?? "").slice(0, 120),
    };
  }

  reject(key: string | null, reason: Reason, value: string): void {
    this.wrong.push(this.finding(key, reason, value));
  }

  raw(key: string): string {
    return this.row.values[key] ?? "";
  }

  /** A text; too long a one is wrong. Empty is null. */
  text(key: string, max: number): string | null {
    const value = this.raw(key);
    if (value.length > max) this.reject(key, "too_long", value);
    return value === "" ? null : value;
  }

  /** A text that must be there. */
  required(key: string, max: number): string {
    const value = this.text(key, max);
    if (value === null) this.reject(key, "missing", "");
    return value ?? "";
  }

  /** A whole number from 0. */
  count(key: string, most = 1_000_000): number | null {
    const value = this.raw(key).normalize("NFKC");
    if (value === "") return null;
    if (/^\d{1,7}$/.test(value) && Number(value) <= most) return Number(value);
    this.reject(key, "not_a_count", value);
    return null;
  }

  flag(key: string): boolean {
    const value = foldText(this.raw(key));
    if (["", "false", "否", "0", "無"].includes(value)) return false;
    if (["true", "是", "1", "v", "✓", "○"].includes(value)) return true;
    this.reject(key, "not_yes_or_no", value);
    return false;
  }

  /** A time of the day, `8:00` or `08:00`; kept with two digits. */
  time(key: string): string | null {
    const value = this.raw(key).normalize("NFKC");
    if (value === "") return null;
    const [, hour = "", minute = ""] = /^(\d{1,2}):(\d{2})(?::00)?$/.exec(value) ?? [];
    if (hour !== "" && Number(hour) <= 24 && Number(minute) < 60) return `${hour.padStart(2, "0")}:${minute}`;
    this.reject(key, "not_a_time", value);
    return null;
  }

  /** A number of hours up to 24 with at most one decimal. */
  hours(key: string): string | null {
    const value = this.raw(key).normalize("NFKC");
    if (value === "") return null;
    if (/^\d{1,2}(\.\d)?$/.test(value) && Number(value) <= 24) return String(Number(value));
    this.reject(key, "not_hours", value);
    return null;
  }

  district(index: DistrictIndex, isRequired: boolean): District | null {
    const value = isRequired ? this.required("district", 20) : (this.text("district", 20) ?? "");
    if (value === "") return null;
    const district = index.get(foldText(value)) ?? null;
    if (!district) this.reject("district", "unknown_district", value);
    return district;
  }

  tier(isRequired: boolean): Tier | null {
    const value = isRequired ? this.required("tier", 20) : (this.text("tier", 20) ?? "");
    if (value === "") return null;
    const tier = TIERS.get(foldText(value).replace(/單位$|級$/u, "")) ?? null;
    if (!tier) this.reject("tier", "unknown_tier", value);
    return tier;
  }

  /** The service that a tier is listed for: A and C units have one of their own and name none. */
  service(tier: Tier | null): Service | null {
    const value = this.text("service", 40);
    if (tier === null) return null;
    if (tier !== "b") {
      if (value !== null) this.reject("service", "service_not_allowed", value);
      return tier === "a" ? "case_management" : "c_station";
    }
    if (value === null) return this.missingService();
    const service = SERVICES_OF_B.get(foldText(value)) ?? null;
    if (!service) this.reject("service", "unknown_service", value);
    return service;
  }

  private missingService(): null {
    this.reject("service", "missing", "");
    return null;
  }

  private checkText(key: string, value: string): void {
    if (hasControlCharacter(value)) this.reject(key, "control_character", value.replace(/\p{Cc}/gu, "�"));
    // A number column has its own reason for a leading sign.
    else if (looksLikeFormula(value) && !/^-\d+(\.\d+)?$/.test(value))
      this.reject(key, "formula_text", value);
  }
}

function hasControlCharacter(value: string): boolean {
  return /[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/u.test(value);
}

const TIERS = new Map<string, Tier>([
  ["a", "a"],
  ["b", "b"],
  ["c", "c"],
]);

const OTHER_NAMES: Partial<Record<Service, readonly string[]>> = {
  day_care: ["日間照顧", "日間照顧中心", "日照"],
  small_multifunction: ["小規機"],
  professional: ["專業"],
  respite: ["喘息"],
  group_home: ["團體家屋"],
};

const SERVICES_OF_B: ReadonlyMap<string, Service> = new Map(
  (Object.keys(SERVICE_LABELS) as Service[])
    .filter((service) => service !== "case_management" && service !== "c_station")
    .flatMap((service) =>
      [service, SERVICE_LABELS[service], ...(OTHER_NAMES[service] ?? [])].map((name): [string, Service] => [
        foldText(name),
        service,
      ]),
    ),
);
