import type { PlainDate } from "@/lib/rules/plain-date";
import type { Service } from "@/prisma/generated/enums";

export type SuspensionStanding = "upcoming" | "running" | "over" | "lifted";

export interface SuspensionRow {
  id: string;
  unit: { id: string; code: string; name: string };
  /** Empty: every service. */
  services: Service[];
  fromOn: PlainDate;
  throughOn: PlainDate;
  reason: string;
  liftedAt: Date | null;
  liftedReason: string | null;
  standing: SuspensionStanding;
}
