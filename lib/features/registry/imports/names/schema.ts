import { foldText } from "@/lib/platform/fold-text";
import type { Tier } from "@/prisma/generated/enums";
import type { Reason } from "../comparison/types";

const TRAILING_PARENTHESES = /^(.+?)\s*[（(]([^（）()]*)[）)]$/u;

/**
 * The name of the organisation that runs a unit: the unit's name without a place in parentheses at its end. A C station
 * carries its station there; A and B units only a district of the city. A kind of care (養護型) and a commission
 * (委託…經營管理) belong to the name. Take it from the printed or the corrected name; compare it folded.
 */
export function organisationName(unitName: string, tier: Tier, districtNames: readonly string[]): string {
  const match = TRAILING_PARENTHESES.exec(unitName.trim());
  const [, base = "", inside = ""] = match ?? [];
  return match && namesAPlace(inside.trim(), tier, districtNames) ? base : unitName.trim();
}

function namesAPlace(inside: string, tier: Tier, districtNames: readonly string[]): boolean {
  if (inside.endsWith("型") || inside.startsWith("委託")) return false;
  if (tier === "c") return inside !== "";
  const folded = foldText(inside);
  return districtNames.some((district) => folded.startsWith(foldText(district)));
}

// Simplified, Japanese and look-alike characters that recognised texts of the registry have shown.
const LOOK_ALIKE = /[爱龄関乗蔵贸长]|鳥日|福社發展/u;
const CUT_OFF = /(長照機|護理之|協|[、,，])$/u;

/** What makes a name look damaged by scanning, if anything. The row is kept as it is printed. */
export function nameDoubt(name: string): { reason: Reason; value: string } | null {
  const unreadable = /[\uFFFD\u25A1\uE000-\uF8FF]/u.exec(name);
  if (unreadable) return { reason: "replacement_character", value: unreadable[0] };
  const repeated = /(.)\1{3,}/u.exec(name);
  if (repeated) return { reason: "repeated_characters", value: repeated[0] };
  const alike = LOOK_ALIKE.exec(name);
  if (alike) return { reason: "look_alike", value: alike[0] };
  const cut = CUT_OFF.exec(name);
  return cut ? { reason: "cut_off", value: cut[0] } : null;
}
