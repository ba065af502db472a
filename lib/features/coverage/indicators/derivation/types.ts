import type { FigureKind } from "@/prisma/generated/enums";

/** A plan table as derivation reads it: header first. */
export interface StandingTable {
  readonly id: string;
  readonly planYear: number;
  readonly tableKey: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly enteredAt: Date;
}

/** A figure as it is stored; its value is a decimal text. */
export interface DerivedFigure {
  readonly indicatorKey: string;
  readonly year: number;
  readonly districtId: string | null;
  readonly division: string | null;
  readonly kind: FigureKind;
  readonly value: string | null;
  readonly absence: string | null;
  readonly source: string;
  readonly asOf: string | null;
  readonly planTableId: string;
  readonly enteredAt: Date;
}
