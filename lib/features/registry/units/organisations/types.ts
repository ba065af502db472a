import type { SiblingUnit } from "../types";

/** One legal body with its units over tiers, districts and services. */
export interface OrganisationPage {
  id: string;
  name: string;
  businessNumber: string | null;
  representative: string | null;
  units: (SiblingUnit & { zone: string | null; gone: boolean })[];
  /** Units that merged into the one named. */
  merged: { id: string; code: string; name: string; into: { id: string; code: string } | null }[];
}
