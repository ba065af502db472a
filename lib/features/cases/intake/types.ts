import type { PlainDate } from "@/lib/rules/plain-date";
import type { CaseStatus } from "@/prisma/generated/enums";

/** A person who has a file already, as intake may tell of it. */
export interface KnownClient {
  clientId: string;
  caseId: string;
  name: string;
  number: string;
  status: CaseStatus;
  closedOn: PlainDate | null;
  district: { id: string; name: string };
  /** Whether the actor may open the file; else who covers the district says more. */
  mayOpen: boolean;
  mayReopen: boolean;
  version: number | null;
  specialists: string[];
}

/** What became of an application: a new file, or the one that was there. */
export interface Applied {
  id: string;
  number: string;
  /** The person had a file already; nothing was written. */
  known: boolean;
  /** The sealed person, for the page that offers the file. */
  person: string;
}
