import { SMALLEST_TOLD } from "./types";

/** The cities that publish, by the name in the address. */
export const CITY_LABELS: Record<string, string> = { taichung: "臺中市", taoyuan: "桃園市" };

/** A count as the public reads it. */
export function countText(count: number | null): string {
  return count === null ? `未滿 ${SMALLEST_TOLD} 件` : String(count);
}

/** Why some numbers are not told. */
export const SUPPRESSION_NOTE = `為避免辨識個人，單一 B 單位未滿 ${SMALLEST_TOLD} 件（含 0 件）者不揭露件數，並不公布含該等單位之總數與占比。`;
