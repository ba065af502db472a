/** A sound row of the operating hours. */
export interface HoursRow {
  line: number;
  name: string;
  opens: string | null;
  closes: string | null;
  halfDayHours: string | null;
  fullDayHours: string | null;
  extendedHours: string | null;
  extendedHoursText: string | null;
  feeMode: string | null;
  feeStandard: string | null;
}

export type HoursFields = Omit<HoursRow, "line" | "name">;
