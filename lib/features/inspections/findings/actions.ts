"use server";

import { defineAction } from "@/lib/platform/define-action";
import { answerFinding } from "./answering/service";
import { sendCorrectionLetter } from "./notices/service";
import { mayFinding } from "./policy";
import {
  answerFindingSchema,
  closeFindingSchema,
  extendFindingSchema,
  failFindingSchema,
  returnFindingSchema,
  sendCorrectionLetterSchema,
  setReinspectionSchema,
} from "./schema";
import { closeFinding, extendFinding, failFinding, returnFinding, setReinspection } from "./settling/service";

const pagesOf = ({ id }: { id: string }) => [
  "/inspections/findings",
  `/inspections/findings/${id}`,
  "/today",
];

export const answerFindingAction = defineAction({
  name: "finding.answer",
  permit: (actor) => mayFinding(actor, "finding.answer") || mayFinding(actor, "finding.review"),
  schema: answerFindingSchema,
  run: (actor, input) => answerFinding(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id, onPaper }) => `/inspections/findings/${id}?done=${onPaper ? "recorded" : "answered"}`,
});

export const returnFindingAction = defineAction({
  name: "finding.return",
  permit: (actor) => mayFinding(actor, "finding.review"),
  schema: returnFindingSchema,
  run: (actor, input) => returnFinding(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/inspections/findings/${id}?done=returned`,
});

export const extendFindingAction = defineAction({
  name: "finding.extend",
  permit: (actor) => mayFinding(actor, "finding.review"),
  schema: extendFindingSchema,
  run: (actor, input) => extendFinding(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/inspections/findings/${id}?done=extended`,
});

export const setReinspectionAction = defineAction({
  name: "finding.set_re_inspection",
  permit: (actor) => mayFinding(actor, "finding.review"),
  schema: setReinspectionSchema,
  run: (actor, input) => setReinspection(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/inspections/findings/${id}?done=re_inspection`,
});

export const closeFindingAction = defineAction({
  name: "finding.close",
  permit: (actor) => mayFinding(actor, "finding.review"),
  schema: closeFindingSchema,
  run: (actor, input) => closeFinding(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/inspections/findings/${id}?done=closed`,
});

export const failFindingAction = defineAction({
  name: "finding.fail",
  permit: (actor) => mayFinding(actor, "finding.review"),
  schema: failFindingSchema,
  run: (actor, input) => failFinding(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/inspections/findings/${id}?done=failed`,
});

export const sendCorrectionLetterAction = defineAction({
  name: "finding.send_letter",
  permit: (actor) => mayFinding(actor, "finding.review"),
  schema: sendCorrectionLetterSchema,
  run: (actor, input) => sendCorrectionLetter(actor, input),
  revalidate: (data) => [...pagesOf(data), "/letters"],
  redirectTo: ({ id }) => `/inspections/findings/${id}?done=letter`,
});
