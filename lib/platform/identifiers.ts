// Check digits of Taiwan's identifiers. Sources: schema.gov.tw 國民身分證統一編號, 內政部移民署 外來人口統一證號 (new form since
// 2021-01-02, old form until 2030-12-31), 財政部財政資訊中心 營利事業統一編號 (rule of 2023-04-01).

const LETTER_VALUES: Record<string, number> = {
  A: 10,
  B: 11,
  C: 12,
  D: 13,
  E: 14,
  F: 15,
  G: 16,
  H: 17,
  I: 34,
  J: 18,
  K: 19,
  L: 20,
  M: 21,
  N: 22,
  O: 35,
  P: 23,
  Q: 24,
  R: 25,
  S: 26,
  T: 27,
  U: 28,
  V: 29,
  W: 32,
  X: 30,
  Y: 31,
  Z: 33,
};
const ID_WEIGHTS = [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1];
const BUSINESS_WEIGHTS = [1, 2, 1, 2, 1, 2, 4, 1];

export type PersonIdKind = "national_id" | "resident" | "resident_old";
export type PersonIdCheck =
  | { valid: true; kind: PersonIdKind }
  | { valid: false; reason: "format" | "checksum" };

/** Upper case, narrow, no spaces: the form in which an identifier is kept and compared. */
export function normaliseId(text: string): string {
  return text.normalize("NFKC").toUpperCase().replace(/[\s-]/gu, "");
}

/** Checks a national ID or a resident's UI number, old and new form. Takes the normalised text. */
export function checkPersonId(id: string): PersonIdCheck {
  const kind = personIdKind(id);
  if (!kind) return { valid: false, reason: "format" };
  const letters = kind === "resident_old" ? 2 : 1;
  const first = LETTER_VALUES[id.charAt(0)] ?? 0;
  const second = letters === 2 ? [(LETTER_VALUES[id.charAt(1)] ?? 0) % 10] : [];
  const digits = [Math.floor(first / 10), first % 10, ...second, ...[...id.slice(letters)].map(Number)];
  const total = digits.reduce((sum, digit, place) => sum + digit * (ID_WEIGHTS[place] ?? 0), 0);
  return total % 10 === 0 ? { valid: true, kind } : { valid: false, reason: "checksum" };
}

function personIdKind(id: string): PersonIdKind | null {
  if (/^[A-Z][12]\d{8}$/.test(id)) return "national_id";
  if (/^[A-Z][89]\d{8}$/.test(id)) return "resident";
  if (/^[A-Z][A-D]\d{8}$/.test(id)) return "resident_old";
  return null;
}

/** Checks a business number (8 digits kept as text). */
export function isBusinessNumber(text: string): boolean {
  if (!/^\d{8}$/.test(text) || text === "00000000") return false;
  const total = [...text].reduce((sum, digit, place) => {
    const product = Number(digit) * (BUSINESS_WEIGHTS[place] ?? 0);
    return sum + Math.floor(product / 10) + (product % 10);
  }, 0);
  return total % 5 === 0 || (text[6] === "7" && (total + 1) % 5 === 0);
}

/** Shows an identifier with its middle hidden: `A12****789`. */
export function maskId(id: string): string {
  return id.length < 7
    ? "*".repeat(id.length)
    : `${id.slice(0, 3)}${"*".repeat(id.length - 6)}${id.slice(-3)}`;
}
