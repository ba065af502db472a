import { z } from "zod";
import { idInput, reasonInput, versionInput } from "@/lib/features/registry/closures/schema";
import { listParams, one, oneOf, type SearchParams } from "@/lib/platform/list-params";
import { IncidentState } from "@/prisma/generated/enums";
import { INCIDENT_KINDS } from "./types";

export const takeUpIncidentSchema = z.object({ id: idInput, version: versionInput });
export const closeIncidentSchema = z.object({ id: idInput, version: versionInput, remark: reasonInput });

export type TakeUpIncident = z.output<typeof takeUpIncidentSchema>;
export type CloseIncident = z.output<typeof closeIncidentSchema>;

export const INCIDENT_SORTS = ["happenedOn", "number", "kind", "state", "closedOn"] as const;

/** What the list of incidents can be narrowed to; `open` stands for all that are not closed. */
export function incidentListParams(params: SearchParams) {
  const [unit, month] = [one(params.unit) ?? "", one(params.month) ?? ""];
  return {
    ...listParams(params, INCIDENT_SORTS, "desc"),
    kind: oneOf(params.kind, INCIDENT_KINDS),
    state: oneOf(params.state, [...Object.values(IncidentState), "unsettled"] as const),
    unit: z.uuid().safeParse(unit).success ? unit : undefined,
    month: /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : undefined,
  };
}

export type IncidentListParams = ReturnType<typeof incidentListParams>;
