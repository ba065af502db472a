import { z } from "zod";
import { type ListParams, listParams, one, oneOf, type SearchParams } from "@/lib/platform/list-params";
import { DUTY_KINDS, type DutyKind } from "@/lib/rules/inspection-duty";
import { inspectorsInput, weekInput } from "../visits/schema";
import { PLAN_FILTERS, type PlanFilter } from "./types";

export interface PlanParams extends ListParams<"rank"> {
  kind: DutyKind | undefined;
  show: PlanFilter;
  district: string;
}

/** Reads the parameters of the year's plan: what is to be planned, the most pressing first, when nothing is asked for. */
export function planParams(params: SearchParams): PlanParams {
  return {
    ...listParams(params, ["rank"]),
    kind: oneOf(params.kind, DUTY_KINDS),
    show: oneOf(params.show, PLAN_FILTERS) ?? "to_plan",
    district: (one(params.district) ?? "").slice(0, 12),
  };
}

const MOST_AT_ONCE = 100;
const units = z.preprocess(
  (value) => (value === undefined || value === "" ? [] : [value].flat()),
  z
    .array(z.uuid("單位編號不正確，請重新開啟本頁。"))
    .min(1, "請至少勾選一個單位。")
    .max(MOST_AT_ONCE, `一次最多指派 ${MOST_AT_ONCE} 個單位。`),
);

export const assignSchema = z.object({
  kind: z.enum(DUTY_KINDS, { error: "請選擇查核種類。" }),
  unitIds: units,
  plannedWeek: weekInput,
  inspectorIds: inspectorsInput,
  announced: z.preprocess((value) => value === "on", z.boolean()),
});

export type AssignInspections = z.output<typeof assignSchema>;
