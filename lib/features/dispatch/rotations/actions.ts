"use server";

import { defineAction } from "@/lib/platform/define-action";
import { discardRotation } from "./discarding/service";
import { keepRotation, startRotation, submitRotation } from "./keeping/service";
import { mayRotation } from "./policy";
import { approveRotation, returnRotation } from "./review/service";
import {
  approveRotationSchema,
  discardRotationSchema,
  keepRotationSchema,
  returnRotationSchema,
  startRotationSchema,
  submitRotationSchema,
} from "./schema";

const pagesOf = ({ id }: { id: string }) => ["/dispatch/rotations", `/dispatch/rotations/${id}`, "/today"];

export const startRotationAction = defineAction({
  name: "rotation.start",
  permit: (actor) => mayRotation(actor, "rotation.keep"),
  schema: startRotationSchema,
  run: (actor, input) => startRotation(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id, source }) => `/dispatch/rotations/${id}?done=${source}`,
});

export const keepRotationAction = defineAction({
  name: "rotation.keep",
  permit: (actor) => mayRotation(actor, "rotation.keep"),
  schema: keepRotationSchema,
  run: (actor, input) => keepRotation(actor, input),
  revalidate: pagesOf,
});

export const submitRotationAction = defineAction({
  name: "rotation.submit",
  permit: (actor) => mayRotation(actor, "rotation.submit"),
  schema: submitRotationSchema,
  run: (actor, input) => submitRotation(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/dispatch/rotations/${id}?done=submitted`,
});

export const discardRotationAction = defineAction({
  name: "rotation.discard",
  permit: (actor) => mayRotation(actor, "rotation.discard"),
  schema: discardRotationSchema,
  run: (actor, input) => discardRotation(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/dispatch/rotations/${id}?done=discarded`,
});

export const approveRotationAction = defineAction({
  name: "rotation.approve",
  permit: (actor) => mayRotation(actor, "rotation.review"),
  schema: approveRotationSchema,
  run: (actor, input) => approveRotation(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/dispatch/rotations/${id}?done=approved`,
});

export const returnRotationAction = defineAction({
  name: "rotation.return",
  permit: (actor) => mayRotation(actor, "rotation.review"),
  schema: returnRotationSchema,
  run: (actor, input) => returnRotation(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/dispatch/rotations/${id}?done=returned`,
});
