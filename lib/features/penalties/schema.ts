import { z } from "zod";
import { dateInput, idInput, versionInput } from "@/lib/features/registry/closures/schema";
import { SERVICES } from "@/lib/features/registry/units/labels";
import { listParams, one, oneOf, type SearchParams } from "@/lib/platform/list-params";
import type {
  MeasureKind,
  MeasureState,
  PointScheme,
  Service,
  Tier,
  ViolationState,
} from "@/prisma/generated/enums";
import {
  MEASURE_KIND_LABELS,
  MEASURE_STATE_LABELS,
  SCHEME_LABELS,
  VIOLATION_FILTERS,
  VIOLATION_STATE_LABELS,
  type ViolationFilter,
} from "./labels";

const longText = (what: string) =>
  z
    .string({ error: `請填寫${what}。` })
    .trim()
    .min(5, `請填寫${what}（至少 5 字）。`)
    .max(2000, `${what}最多 2000 字。`);

const optional = (value: unknown): unknown => (value === "" ? undefined : value);
const several = (value: unknown): unknown => (value === undefined ? [] : [value].flat());
const base = { id: idInput, version: versionInput };

export const proposeViolationSchema = z.object({
  unitId: idInput,
  findingId: z.preprocess(optional, z.uuid().optional()).transform((id) => id ?? null),
  contractId: z.preprocess(optional, z.uuid().optional()).transform((id) => id ?? null),
  clause: z
    .preprocess(optional, z.coerce.number({ error: "請選擇違約款次。" }).int().min(1).max(99).optional())
    .transform((clause) => clause ?? null),
  happenedOn: dateInput,
  corrected: z
    .preprocess(optional, z.enum(["yes", "no"], { error: "請選擇是否已於期限內改善。" }).optional())
    .transform((answer) => (answer === undefined ? null : answer === "yes")),
  facts: longText("違約事實"),
});

export const startHearingSchema = z.object({ ...base, hearingDueOn: dateInput });
export const stateCaseSchema = z.object({ ...base, statement: longText("陳述意見") });
export const decideViolationSchema = z.object({
  ...base,
  points: z.coerce
    .number({ error: "請填點數。" })
    .int("點數為整數。")
    .min(0, "點數不得為負。")
    .max(20, "點數最多 20 點。"),
  article: z.string().trim().max(100, "條款最多 100 字。").optional().default(""),
  grounds: longText("決定理由"),
});
export const dropViolationSchema = z.object({ ...base, grounds: longText("不予記點之理由") });

export const askReviewSchema = z.object({
  violationId: idInput,
  grounds: longText("申請複核之理由"),
  /** Of a request on paper: the day on which it came. */
  askedOn: z.preprocess(optional, dateInput.optional()).transform((day) => day ?? null),
});
export const decideReviewSchema = z.object({
  violationId: idInput,
  version: versionInput,
  outcome: z.enum(["upheld", "taken_back"], { error: "請選擇維持或撤銷。" }),
  decision: longText("複核決定之理由"),
});

export const decideMeasureSchema = z.object({
  ...base,
  kind: z.enum(["suspension", "termination"], { error: "請選擇處分。" }),
  fromOn: dateInput,
  throughOn: z.preprocess(optional, dateInput.optional()).transform((day) => day ?? null),
  services: z.preprocess(several, z.array(z.enum(SERVICES as [Service, ...Service[]]))),
  grounds: longText("處分理由"),
});
export const dropMeasureSchema = z.object({ ...base, grounds: longText("不予處分之理由") });
export const liftMeasureSchema = z.object({ ...base, reason: longText("解除理由") });

export type ProposeViolation = z.output<typeof proposeViolationSchema>;
export type StartHearing = z.output<typeof startHearingSchema>;
export type StateCase = z.output<typeof stateCaseSchema>;
export type DecideViolation = z.output<typeof decideViolationSchema>;
export type DropViolation = z.output<typeof dropViolationSchema>;
export type AskReview = z.output<typeof askReviewSchema>;
export type DecideReview = z.output<typeof decideReviewSchema>;
export type DecideMeasure = z.output<typeof decideMeasureSchema>;
export type DropMeasure = z.output<typeof dropMeasureSchema>;
export type LiftMeasure = z.output<typeof liftMeasureSchema>;

const keysOf = <T extends string>(labels: Record<T, string>) => Object.keys(labels) as T[];
const uuidOrNone = (value: string | string[] | undefined) => z.uuid().safeParse(one(value)).data;

export const VIOLATION_SORTS = ["happenedOn", "number", "unit", "hearingDueOn"] as const;
export type ViolationListParams = ReturnType<typeof violationListParams>;

/** Reads the parameters of the list of violations; what is not understood falls back. */
export function violationListParams(params: SearchParams) {
  return {
    ...listParams(params, VIOLATION_SORTS, "desc"),
    state: oneOf<ViolationState>(params.state, keysOf(VIOLATION_STATE_LABELS)),
    filter: oneOf<ViolationFilter>(params.filter, VIOLATION_FILTERS),
    scheme: oneOf<PointScheme>(params.scheme, keysOf(SCHEME_LABELS)),
    tier: oneOf<Tier>(params.tier, ["a", "b", "c"]),
    unit: uuidOrNone(params.unit),
  };
}

export const MEASURE_SORTS = ["number", "fromOn", "unit"] as const;
export type MeasureListParams = ReturnType<typeof measureListParams>;

/** Reads the parameters of the list of measures; what is not understood falls back. */
export function measureListParams(params: SearchParams) {
  return {
    ...listParams(params, MEASURE_SORTS, "desc"),
    kind: oneOf<MeasureKind>(params.kind, keysOf(MEASURE_KIND_LABELS)),
    state: oneOf<MeasureState>(params.state, keysOf(MEASURE_STATE_LABELS)),
    unit: uuidOrNone(params.unit),
  };
}
