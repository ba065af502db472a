import type { PlainDate } from "@/lib/rules/plain-date";
import type { ClockKind } from "@/prisma/generated/enums";

/** A limit that a closure moved, or that went back when it was withdrawn. */
export interface MovedClock {
  id: string;
  clockId: string;
  kind: ClockKind;
  caseId: string | null;
  /** Whose limit it is, in words: case number and name, or the unit. */
  name: string;
  unitName: string | null;
  fromOn: PlainDate;
  toOn: PlainDate;
}

export interface MovedByClosure {
  /** How many limits of the city moved. */
  total: number;
  /** The first of those that the actor may see. */
  rows: MovedClock[];
  /** How many the actor may see. */
  seen: number;
}
