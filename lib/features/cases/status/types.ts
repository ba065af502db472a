import type { CaseStatus } from "@/prisma/generated/enums";

/** What may follow what. Every change of a case's status goes through this table (`moveCase`). */
export const CASE_TRANSITIONS: Record<CaseStatus, readonly CaseStatus[]> = {
  applied: ["assessed", "not_eligible", "closed"],
  not_eligible: ["applied", "closed"],
  assessed: ["dispatched", "not_eligible", "closed"],
  dispatched: ["assigned", "assessed", "not_eligible", "closed"],
  assigned: ["in_service", "dispatched", "assessed", "not_eligible", "closed"],
  in_service: ["dispatched", "assessed", "not_eligible", "closed"],
  closed: ["applied"],
};
