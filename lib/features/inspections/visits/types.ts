import type { PlainDate } from "@/lib/rules/plain-date";
import type {
  InspectionPurpose,
  InspectionState,
  Service,
  SigningParty,
  Tier,
} from "@/prisma/generated/enums";
import type { ChecklistTemplate, FormKey, SignatoryRole } from "../templates/types";
import type { PartValue } from "./form/types";

/** What may follow what. Every change of an inspection's state goes through this table. */
export const INSPECTION_TRANSITIONS: Record<InspectionState, readonly InspectionState[]> = {
  planned: ["under_way", "cancelled"],
  under_way: ["signed", "cancelled"],
  signed: [],
  cancelled: [],
};

/** Who signs a line of the form. */
export const PARTY_OF_ROLE: Record<SignatoryRole, SigningParty> = {
  unit: "unit",
  inspector: "officer",
  client: "client",
  staff: "staff",
};

/** A signature without strokes: name and confirmation by the keyboard. */
export const TYPED = "typed";

/** The head of a form as the registry filled it in when the visit began. */
export interface FilledHeader {
  values: PartValue;
  /** The unit's services on that day: they decide which items stand on the form. */
  services: Service[];
}

/** The draw of the cases, with all that it takes to draw again. */
export interface Sample {
  seed: string;
  /** The numbers of all cases that could be drawn. */
  population: string[];
  size: number;
  drawn: string[];
  /** Outcomes of `sampling.size` and `sampling.draw`. */
  sizing: unknown;
  drawing: unknown;
}

export interface UnitName {
  id: string;
  code: string;
  name: string;
  tier: Tier;
}

export interface InspectionRow {
  id: string;
  number: string;
  formKey: FormKey;
  formTitle: string;
  unit: UnitName & { district: string };
  purpose: InspectionPurpose;
  announced: boolean;
  state: InspectionState;
  plannedWeek: PlainDate | null;
  visitedOn: PlainDate | null;
  signedAt: Date | null;
  /** In the words of the form. */
  outcome: string | null;
  inspectors: { id: string; name: string }[];
  findings: { all: number; open: number };
}

export interface InspectedCase {
  id: string;
  position: number;
  number: string;
  name: string;
}

export interface GivenAnswer {
  itemKey: string;
  caseId: string | null;
  value: PartValue;
  version: number;
  answeredAt: Date;
  by: string;
  proposal: unknown;
  /** How often it was overwritten. */
  changes: number;
}

export interface PhotoRow {
  id: string;
  itemKey: string | null;
  caseId: string | null;
  caption: string | null;
  fileName: string;
  size: number;
  takenAt: Date;
}

export interface SignatureRow {
  party: SigningParty;
  name: string;
  strokes: string | null;
  refusedReason: string | null;
  signedAt: Date;
}

export interface AddendumRow {
  id: string;
  text: string;
  createdAt: Date;
  createdByName: string;
}

export interface FindingOfVisit {
  id: string;
  number: string;
  itemKey: string;
  state: string;
  dueOn: PlainDate;
}

/** An inspection with everything that was entered. */
export interface InspectionDetail extends InspectionRow {
  jurisdictionId: string;
  caseId: string | null;
  templateVersion: string;
  template: ChecklistTemplate;
  header: FilledHeader;
  sample: Sample | null;
  correctionDueOn: PlainDate | null;
  cancelReason: string | null;
  startedAt: Date | null;
  cases: InspectedCase[];
  answers: GivenAnswer[];
  photos: PhotoRow[];
  signatures: SignatureRow[];
  addenda: AddendumRow[];
  findingRows: FindingOfVisit[];
  version: number;
  /** Whether the actor fills in this form. */
  mayCarryOut: boolean;
}

/** What a signature is given under: it changes with every answer and photograph. */
export function standingOf(answers: readonly { version: number }[], photos: readonly unknown[]): string {
  const versions = answers.reduce((sum, { version }) => sum + version, 0);
  return `${answers.length}.${versions}.${photos.length}`;
}

/** How an answer that is sent was received. */
export interface SavedPart {
  partId: string;
  version: number;
}

/** Somebody else's newer answer to what was sent. */
export interface Conflict extends SavedPart {
  raw: Readonly<Record<string, readonly string[]>>;
  by: string;
  at: string;
}

export interface SavedAnswers {
  saved: SavedPart[];
  conflicts: Conflict[];
  errors: { partId: string; key: string; message: string }[];
}

export interface InspectionRef {
  id: string;
  number: string;
}
