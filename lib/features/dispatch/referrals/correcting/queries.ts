import { fromDbDate } from "@/lib/platform/clock";
import type { FirstServiceCorrection } from "@/prisma/generated/client";
import type { Correction } from "../types";

/** What stood as the first service of a dispatch before, as it was read with the dispatch. */
export function correctionsOf({
  corrections,
}: {
  corrections: readonly FirstServiceCorrection[];
}): Correction[] {
  return corrections.map(({ id, reason, correctedAt, correctedByName, beforeOn, afterOn }) => ({
    ...{ id, reason, correctedAt, correctedByName },
    beforeOn: fromDbDate(beforeOn),
    afterOn: fromDbDate(afterOn),
  }));
}
