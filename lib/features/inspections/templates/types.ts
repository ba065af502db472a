import type { PlainDate } from "@/lib/rules/plain-date";
import type { SampleKind } from "@/lib/rules/sampling";
import type { Service } from "@/prisma/generated/enums";

// A checklist template is data: what a form asks, in the words that are signed. A version that was used never changes.

export const JURISDICTION_KEYS = ["taichung", "taoyuan"] as const;
export type JurisdictionKey = (typeof JURISDICTION_KEYS)[number];

/** The form, whatever the city. The two cities' A-unit checks share a key: jurisdiction and key name one form. */
export const FORM_KEYS = [
  "a_unit_check",
  "b_quality_check",
  "home_visit",
  "spot_check",
  "c_station_check",
  "meal_check",
  "telephone_survey",
  "plan_audit",
] as const;
export type FormKey = (typeof FORM_KEYS)[number];

/** What a form is filled in about. */
export const TEMPLATE_SUBJECTS = [
  "a_unit",
  "b_unit",
  "c_station",
  "meal_provider",
  "case_home",
  "case_survey",
  "case_plan",
] as const;
export type TemplateSubject = (typeof TEMPLATE_SUBJECTS)[number];

/** Kinds that are answered by a box of `answers`. `choices` takes several boxes, the others one. */
export const CHOICE_KINDS = [
  "three_step",
  "two_step",
  "two_step_na",
  "yes_no",
  "yes_no_na",
  "five_step",
  "conform_anomaly",
  "choice",
  "choices",
] as const;
export type ChoiceKind = (typeof CHOICE_KINDS)[number];

/** Kinds that are written. `list` is one entry a line; `cases` and `codes` are lists of case names and of service codes. */
export const WRITTEN_KINDS = [
  "text",
  "count",
  "frequency",
  "percentage",
  "money",
  "date",
  "time",
  "date_time",
  "list",
  "cases",
  "codes",
  "photos",
] as const;
export type WrittenKind = (typeof WRITTEN_KINDS)[number];
export type ResultKind = ChoiceKind | WrittenKind;

/** What the registry or the case file fills in; the inspector may correct it. */
export const FILLED_BY = [
  "unit_name",
  "unit_district",
  "unit_address",
  "unit_phone",
  "unit_kind",
  "unit_services",
  "service_area",
  "representative",
  "person_in_charge",
  "main_zone",
  "secondary_zone",
  "contract_period",
  "contracted_services",
  "caseload_now",
  "clients_last_month",
  "case_managers_full_time",
  "case_managers_part_time",
  "care_workers",
  "counted_on",
  "visited_on",
  "visited_at",
  "visit_year",
  "visit_quarter",
  "inspector",
  "case_name",
  "case_number",
  "case_address",
  "assessed_on",
  "need_level",
  "copay_class",
  "case_a_unit",
  "case_manager",
  "services_in_use",
  "earlier_findings",
] as const;
export type FilledBy = (typeof FILLED_BY)[number];

/** What the system knows and shows beside an item, with a proposed result. */
export const EVIDENCE_KEYS = [
  "unit_address",
  "plan_clock",
  "plan_documents",
  "referral_clock",
  "first_service_clock",
  "monitoring_months",
  "plan_renewal",
  "plan_changes",
  "service_diversity",
  "outward_referrals",
  "dispatch_principles_published",
  "rotation_followed",
  "zone_followed",
  "dispatch_reasons",
  "monthly_table_filed",
  "inventory_renewed",
  "staff_registration",
  "training_dates",
  "caseload_cap",
  "related_party",
  "quota_allocated",
  "problems_answered",
  "goals_written",
  "plan_items",
  "complaints_handled",
] as const;
export type EvidenceKey = (typeof EVIDENCE_KEYS)[number];

/** Where it is said. `place` is the item, paragraph or line inside the annex. */
export interface Citation {
  document: string;
  annex: string;
  place: string;
}

/** A box, with the words printed beside it. */
export interface AnswerOption {
  value: string;
  label: string;
}

/** A blank of the form. `when` opens it only with one of these answers of the question that it belongs to. */
export interface Field {
  /** Unique in the template, stable over its versions. */
  key: string;
  label: string;
  kind: ResultKind;
  answers: AnswerOption[];
  unit: string | null;
  filledBy: FilledBy | null;
  when: string[] | null;
  isRequired: boolean;
}

/**
 * `finding` opens a finding with a correction, `incident` an abnormal-event report; `advice` is a matter to follow up
 * that opens neither by itself.
 */
export const FINDING_LEVELS = ["finding", "incident", "advice"] as const;
export type FindingLevel = (typeof FINDING_LEVELS)[number];

export interface FindingRule {
  answers: string[];
  level: FindingLevel;
}

/** Percentage = numerator ÷ denominator, both keys of `count` questions or fields of the same template. */
export interface Ratio {
  numerator: string;
  denominator: string;
}

/** What is answered. A plain item has one without number and label; a meal item has one a piece of evidence. */
export interface Question {
  key: string;
  number: string | null;
  /** As printed; null where the item's own label is the question. */
  label: string | null;
  kind: ResultKind;
  answers: AnswerOption[];
  unit: string | null;
  ratio: Ratio | null;
  findings: FindingRule[];
  fields: Field[];
  isRequired: boolean;
}

export interface Item {
  /** Unique in the template, stable over its versions. */
  key: string;
  /** As printed, without the stop. Null for a row that the form does not number. */
  number: string | null;
  /** The official text, whole; only damage of the scan is repaired. */
  label: string;
  /** `*` where the form marks the item. */
  mark: "*" | null;
  indicatorCodes: string[];
  /** 抽案: answered for each sampled case. */
  isPerCase: boolean;
  /** Only for units with one of these services; null for all. */
  appliesTo: Service[] | null;
  questions: Question[];
  /** Blanks of the whole item: 查核情形, 備註, papers to be supplied by a date, … */
  fields: Field[];
  evidence: EvidenceKey[];
  citation: Citation;
  /** What was mended in the label and why; null where it stands as scanned. */
  restored: string | null;
}

export interface Section {
  key: string;
  /** As printed: 一、 or (一). */
  number: string | null;
  label: string;
  /** The heading above several sections, where the form has two levels. */
  heading: string | null;
  items: Item[];
  /** Blanks of the whole section: 後續追蹤事項. */
  fields: Field[];
  restored: string | null;
}

export interface RevisionDate {
  /** As printed: 114年2月修訂. */
  roc: string;
  date: PlainDate;
  /** Of a month only, `date` is its first day. */
  precision: "day" | "month";
}

export interface TemplateVersion extends RevisionDate {
  /** 114-02 or 112-01-16. */
  id: string;
  /** `document` where the form prints no date and that of the plan stands for it. */
  datedBy: "form" | "document";
  earlier: RevisionDate[];
}

export type OutcomeLevel = "passed" | "correction" | "failed" | "not_done";

/** The result of the whole check, a box at the foot of the form. */
export interface OutcomeOption {
  value: string;
  label: string;
  level: OutcomeLevel;
  /** The form asks for the day by which it is mended. */
  needsDueDate: boolean;
}

/** Deadline and consequence as the form states them; `maxDays` null where the officer sets it freely. */
export interface CorrectionRule {
  maxDays: number | null;
  days: "calendar" | "working";
  ifMissed: { points: number; grantMonthsWithheld: number; endsContractAtPoints: number | null } | null;
  text: string;
  citation: Citation;
}

/** How the cases are found. `rule` names the kind of `sampling.size`; `perAuditor` stands for fixed numbers a month. */
export interface SamplingRule {
  rule: SampleKind | null;
  steps: { upTo: number | null; cases: number }[];
  perAuditor: {
    role: "care_supervisor" | "care_specialist";
    cases: number;
    of: "new" | "reassessed" | "suspected";
  }[];
  text: string;
  citation: Citation;
}

/** `staff`: a member of the unit's staff who confirms what they said; `client`: the person or family visited. */
export type SignatoryRole = "unit" | "inspector" | "client" | "staff";

export interface SignatureLine {
  key: string;
  role: SignatoryRole;
  label: string;
  isRequired: boolean;
  /** What is noted instead when the person refuses. */
  refusal: string | null;
}

export interface ChecklistTemplate {
  format: 1;
  /** jurisdiction-form-version, the name of the file. */
  id: string;
  jurisdiction: JurisdictionKey;
  form: FormKey;
  version: TemplateVersion;
  title: string;
  /** `own`: no form was published; the questions are made from what the plan says must be asked. */
  origin: "official" | "own";
  isRestored: boolean;
  restoration: string | null;
  subject: TemplateSubject;
  source: Citation;
  header: Field[];
  sections: Section[];
  /** Free text and boxes after the items. */
  closing: Field[];
  outcomes: OutcomeOption[];
  correction: CorrectionRule | null;
  sampling: SamplingRule | null;
  /** A survey that found nobody after so many calls ends as `not_done`. */
  callAttempts: number | null;
  signatures: SignatureLine[];
  /** What the signatures are set under. */
  statement: string | null;
  /** Notes printed at the foot. */
  notes: string[];
}
