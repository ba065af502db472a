import type { PlainDate } from "@/lib/rules/plain-date";
import type { DispatchBasis, DispatchState, Service } from "@/prisma/generated/enums";
import type { UnitName } from "../centre/types";

/** A dispatch in a list over all cases. */
export interface DispatchRow {
  id: string;
  caseId: string;
  /** The person and the case are there only while the actor may see them. */
  caseNumber: string | null;
  clientName: string | null;
  district: string | null;
  service: Service;
  basis: DispatchBasis;
  state: DispatchState;
  turn: number | null;
  /** Null where the centre sent it. */
  fromUnit: UnitName | null;
  toUnit: UnitName;
  dispatchedOn: PlainDate;
  answeredOn: PlainDate | null;
  answerReason: string | null;
  reason: string | null;
  plannedStartOn: PlainDate | null;
  firstServiceOn: PlainDate | null;
  endedOn: PlainDate | null;
}

export interface DispatchPage {
  rows: DispatchRow[];
  total: number;
  page: number;
}
