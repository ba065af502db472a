import type { PlainDate } from "@/lib/rules/plain-date";
import type { Service } from "@/prisma/generated/enums";

/** What a B unit says it can still take of a service in a district. */
export interface CapacityRow {
  unit: { id: string; code: string; name: string };
  service: Service;
  district: { id: string; name: string };
  capacity: number | null;
  earliestStart: PlainDate | null;
  updatedAt: Date;
}
