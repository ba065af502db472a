import type { Outcome } from "@/lib/rules/outcome";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { ClockState } from "@/lib/rules/timeliness";
import type { Duty, Employment } from "@/prisma/generated/enums";
import type { LaterChange } from "../contracts/types";

/** A person who works in a unit, without the national ID. */
export interface StaffRow {
  id: string;
  unit: { id: string; code: string; name: string };
  name: string;
  duty: Duty;
  employment: Employment;
  qualification: string | null;
  startedOn: PlainDate;
  registeredOn: PlainDate | null;
  endedOn: PlainDate | null;
  version: number;
}

/** How the registration of a person stands: by the city's clock, or why the city has none. */
export type Registration =
  | { kind: "clock"; outcome: Outcome<{ state: ClockState; dueOn: PlainDate; daysLeft: number }> }
  | { kind: "no_rule"; message: string };

export interface StaffStanding extends StaffRow {
  registration: Registration;
}

/** That a person also works elsewhere in the city; `units` only for those who may know which. */
export interface OtherPostings {
  count: number;
  units: { id: string; code: string; name: string }[] | null;
}

/** A person's file as it is opened. */
export interface StaffFile extends StaffStanding {
  maskedNationalId: string;
  elsewhere: OtherPostings;
  history: LaterChange[];
}
