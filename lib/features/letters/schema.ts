import { z } from "zod";
import { dateInput, idInput } from "@/lib/features/registry/closures/schema";
import { listParams, one, oneOf, type SearchParams } from "@/lib/platform/list-params";
import type { LetterKind } from "@/prisma/generated/enums";
import { LETTER_KIND_LABELS } from "./labels";

export const enterArrivalSchema = z.object({ id: idInput, arrivedOn: dateInput });
export type EnterArrival = z.output<typeof enterArrivalSchema>;

export const LETTER_SORTS = ["issuedOn", "number", "unit"] as const;
export type LetterListParams = ReturnType<typeof letterListParams>;

/** Reads the parameters of the list of letters; what is not understood falls back. */
export function letterListParams(params: SearchParams) {
  return {
    ...listParams(params, LETTER_SORTS, "desc"),
    kind: oneOf<LetterKind>(params.kind, Object.keys(LETTER_KIND_LABELS) as LetterKind[]),
    arrival: oneOf(params.arrival, ["open", "entered"] as const),
    unit: z.uuid().safeParse(one(params.unit)).data,
  };
}
