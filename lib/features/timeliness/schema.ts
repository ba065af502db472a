import { z } from "zod";
import { type ListParams, listParams, one, oneOf, type SearchParams } from "@/lib/platform/list-params";
import { ClockKind } from "@/prisma/generated/enums";

export const CLOCK_SORTS = ["dueOn", "startedOn", "kind"] as const;
export type ClockSort = (typeof CLOCK_SORTS)[number];

/** What a list of clocks can be narrowed to. */
export const CLOCK_FILTERS = ["open", "overdue", "due_soon", "done_late", "excused", "all"] as const;
export type ClockFilter = (typeof CLOCK_FILTERS)[number];

export interface ClockListParams extends ListParams<ClockSort> {
  kind: ClockKind | undefined;
  filter: ClockFilter;
  /** Only what is due within so many days from today. */
  within: number | undefined;
}

/** Reads the parameters of the list of clocks; open ones by due date when nothing is asked for. */
export function clockListParams(params: SearchParams): ClockListParams {
  return {
    ...listParams(params, CLOCK_SORTS),
    kind: oneOf(params.kind, Object.values(ClockKind)),
    filter: oneOf(params.filter, CLOCK_FILTERS) ?? "open",
    within: withinDays(one(params.within)),
  };
}

function withinDays(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,3}$/.test(text) ? Number(text) : undefined;
}

export const excuseSchema = z.object({
  id: z.uuid({ error: "找不到這個時效。" }),
  excuse: z
    .string({ error: "請寫明事由。" })
    .trim()
    .min(4, { error: "請寫明事由（至少 4 個字），例如：個案住院，115/03/01 至 115/03/09。" })
    .max(500, { error: "事由最多 500 字。" }),
});

export type ExcuseInput = z.output<typeof excuseSchema>;
