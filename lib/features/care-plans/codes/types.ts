import { foldText } from "@/lib/platform/fold-text";
import type { PlainDate } from "@/lib/rules/plain-date";

/** A code of the payment table with the prices of one span of time. */
export interface PaymentCode {
  code: string;
  name: string;
  groupName: string;
  unit: string;
  /** Whole NT$; null where the table gives none (cities set it, or the bill does). */
  price: number | null;
  /** In indigenous areas and on islands. */
  priceRemote: number | null;
  quota: string;
  /** Need levels, `2-8` or `5`. */
  cmsLevels: string;
  effectiveFrom: PlainDate;
  effectiveTo: PlainDate | null;
}

/** Whether a row of the table is in force on a day. */
export function isInForce({ effectiveFrom, effectiveTo }: PaymentCode, on: PlainDate): boolean {
  return effectiveFrom <= on && (effectiveTo === null || on <= effectiveTo);
}

/** The price in force; the second price of the table for the indigenous areas. Null: it must be typed. */
export function priceOf(code: PaymentCode, remote: boolean): number | null {
  return remote ? (code.priceRemote ?? code.price) : code.price;
}

/** Whether a person of this need level may have the code. */
export function suitsLevel({ cmsLevels }: PaymentCode, level: number): boolean {
  const [first, last = first] = cmsLevels.split("-").map(Number);
  return first !== undefined && last !== undefined && first <= level && level <= last;
}

export type Found =
  | { kind: "found"; code: PaymentCode }
  | { kind: "not_in_force"; code: PaymentCode }
  | { kind: "several"; codes: PaymentCode[] }
  | { kind: "unknown" };

const CODE = /^([a-z]{2}\d{2})([a-z]?\d?)(?![a-z0-9])/iu;

/**
 * What somebody means who types a code (`ba01`, `BA01 基本身體清潔`) or a name or a part of it, on a day. A name that fits
 * several codes is not guessed.
 */
export function findCode(codes: readonly PaymentCode[], typed: string, on: PlainDate): Found {
  const text = typed.normalize("NFKC").trim();
  const [, stem, tail] = CODE.exec(text) ?? [];
  if (stem !== undefined) {
    const wanted = `${stem.toUpperCase()}${(tail ?? "").toLowerCase()}`;
    return oneOf(
      codes.filter(({ code }) => code === wanted),
      on,
    );
  }
  const folded = foldText(text);
  const exact = codes.filter(({ name }) => foldText(name) === folded);
  if (exact.length > 0 || folded === "") return oneOf(exact, on);
  const inForce = codes.filter((each) => isInForce(each, on) && foldText(each.name).includes(folded));
  return inForce.length > 1 ? { kind: "several", codes: inForce } : oneOf(inForce, on);
}

function oneOf(rows: readonly PaymentCode[], on: PlainDate): Found {
  const standing = rows.filter((row) => isInForce(row, on));
  if (new Set(standing.map(({ code }) => code)).size > 1) return { kind: "several", codes: standing };
  if (standing[0]) return { kind: "found", code: standing[0] };
  const past = rows[0];
  return past ? { kind: "not_in_force", code: past } : { kind: "unknown" };
}
