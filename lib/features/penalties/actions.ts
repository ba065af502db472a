"use server";

import { defineAction } from "@/lib/platform/define-action";
import { decideViolation } from "./deciding/service";
import { decideMeasure, dropMeasure, liftMeasure } from "./measures/service";
import { mayPenalise } from "./policy";
import { askReview, decideReview } from "./reviews/service";
import {
  askReviewSchema,
  decideMeasureSchema,
  decideReviewSchema,
  decideViolationSchema,
  dropMeasureSchema,
  dropViolationSchema,
  liftMeasureSchema,
  proposeViolationSchema,
  startHearingSchema,
  stateCaseSchema,
} from "./schema";
import { dropViolation, proposeViolation, startHearing, stateCase } from "./violations/service";

const pagesOf = ({ id }: { id: string }) => [
  "/penalties",
  `/penalties/violations/${id}`,
  "/letters",
  "/today",
];
const measurePages = ({ id }: { id: string }) => [
  ...["/penalties/measures", `/penalties/measures/${id}`],
  ...["/letters", "/today", "/dispatch/rotations"],
];

export const proposeViolationAction = defineAction({
  name: "violation.propose",
  permit: (actor) => mayPenalise(actor, "penalty.propose"),
  schema: proposeViolationSchema,
  run: (actor, input) => proposeViolation(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/penalties/violations/${id}?done=proposed`,
});

export const startHearingAction = defineAction({
  name: "violation.start_hearing",
  permit: (actor) => mayPenalise(actor, "penalty.decide"),
  schema: startHearingSchema,
  run: (actor, input) => startHearing(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/penalties/violations/${id}?done=hearing`,
});

export const stateCaseAction = defineAction({
  name: "violation.state_case",
  permit: (actor) => mayPenalise(actor, "penalty.answer") || mayPenalise(actor, "penalty.decide"),
  schema: stateCaseSchema,
  run: (actor, input) => stateCase(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/penalties/violations/${id}?done=stated`,
});

export const decideViolationAction = defineAction({
  name: "violation.decide",
  permit: (actor) => mayPenalise(actor, "penalty.decide"),
  schema: decideViolationSchema,
  run: (actor, input) => decideViolation(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id, points }) =>
    `/penalties/violations/${id}?done=${points > 0 ? "decided" : "decided_none"}`,
});

export const dropViolationAction = defineAction({
  name: "violation.drop",
  permit: (actor) => mayPenalise(actor, "penalty.decide"),
  schema: dropViolationSchema,
  run: (actor, input) => dropViolation(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/penalties/violations/${id}?done=dropped`,
});

export const askReviewAction = defineAction({
  name: "point_review.ask",
  permit: (actor) => mayPenalise(actor, "penalty.answer") || mayPenalise(actor, "penalty.decide"),
  schema: askReviewSchema,
  run: (actor, input) => askReview(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/penalties/violations/${id}?done=asked`,
});

export const decideReviewAction = defineAction({
  name: "point_review.decide",
  permit: (actor) => mayPenalise(actor, "penalty.decide"),
  schema: decideReviewSchema,
  run: (actor, input) => decideReview(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id, outcome }) => `/penalties/violations/${id}?done=${outcome}`,
});

export const decideMeasureAction = defineAction({
  name: "measure.decide",
  permit: (actor) => mayPenalise(actor, "penalty.decide"),
  schema: decideMeasureSchema,
  run: (actor, input) => decideMeasure(actor, input),
  revalidate: measurePages,
  redirectTo: ({ id }) => `/penalties/measures/${id}?done=measure`,
});

export const dropMeasureAction = defineAction({
  name: "measure.drop",
  permit: (actor) => mayPenalise(actor, "penalty.decide"),
  schema: dropMeasureSchema,
  run: (actor, input) => dropMeasure(actor, input),
  revalidate: measurePages,
  redirectTo: ({ id }) => `/penalties/measures/${id}?done=measure_dropped`,
});

export const liftMeasureAction = defineAction({
  name: "measure.lift",
  permit: (actor) => mayPenalise(actor, "penalty.decide"),
  schema: liftMeasureSchema,
  run: (actor, input) => liftMeasure(actor, input),
  revalidate: measurePages,
  redirectTo: ({ id }) => `/penalties/measures/${id}?done=lifted`,
});
