import type { PlainDate } from "@/lib/rules/plain-date";
import type { DispatchState, Service } from "@/prisma/generated/enums";
import type { RunningClock } from "../providers/types";

/** A case that waits for an A unit. */
export interface WithoutAUnit {
  caseId: string;
  number: string;
  name: string;
  district: string;
  since: PlainDate;
  last: { state: DispatchState; unit: string; reason: string | null } | null;
  /** Whether somebody in the district's order can take cases today. */
  order: "taking" | "exhausted" | "none";
}

/** A service of an approved plan that no B unit has. */
export interface WithoutBUnit {
  caseId: string;
  number: string;
  name: string;
  service: Service;
  since: PlainDate;
  last: { state: DispatchState; unit: string; reason: string | null } | null;
}

/** A referral that its A unit follows until the service has begun. */
export interface FollowedReferral {
  id: string;
  number: string;
  name: string;
  service: Service;
  unit: string;
  dispatchedOn: PlainDate;
  plannedStartOn: PlainDate | null;
  clock: RunningClock | null;
}

export interface Waiting<Item> {
  items: Item[];
  total: number;
}
