"use server";

import { defineAction } from "@/lib/platform/define-action";
import { mayInspect } from "../policy";
import { saveSection } from "./answers/service";
import { addPhoto, removePhoto } from "./photos/service";
import {
  addendumSchema,
  cancelSchema,
  photoSchema,
  planSchema,
  removePhotoSchema,
  replanSchema,
  saveSectionSchema,
  signSchema,
  startSchema,
} from "./schema";
import { cancelInspection, planInspection, replanInspection, startInspection } from "./service";
import { addAddendum, signInspection } from "./signing/service";

const pagesOf = ({ id }: { id: string }) => ["/inspections", `/inspections/${id}`, `/inspections/${id}/form`];

export const planInspectionAction = defineAction({
  name: "inspection.plan",
  permit: (actor) => mayInspect(actor, "inspection.plan"),
  schema: planSchema,
  run: (actor, input) => planInspection(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/inspections/${id}?done=planned`,
});

export const replanInspectionAction = defineAction({
  name: "inspection.replan",
  permit: (actor) => mayInspect(actor, "inspection.plan"),
  schema: replanSchema,
  run: (actor, input) => replanInspection(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/inspections/${id}?done=replanned`,
});

export const startInspectionAction = defineAction({
  name: "inspection.start",
  permit: (actor) => mayInspect(actor, "inspection.carry_out"),
  schema: startSchema,
  run: (actor, input) => startInspection(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/inspections/${id}/form`,
});

export const cancelInspectionAction = defineAction({
  name: "inspection.cancel",
  permit: (actor) => mayInspect(actor, "inspection.plan"),
  schema: cancelSchema,
  run: (actor, input) => cancelInspection(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/inspections/${id}?done=cancelled`,
});

export const saveSectionAction = defineAction({
  name: "inspection.save_section",
  permit: (actor) => mayInspect(actor, "inspection.carry_out"),
  schema: saveSectionSchema,
  run: (actor, input) => saveSection(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id, section }) => `/inspections/${id}/form?done=saved#${section}`,
});

export const addPhotoAction = defineAction({
  name: "inspection.add_photo",
  permit: (actor) => mayInspect(actor, "inspection.carry_out"),
  schema: photoSchema,
  run: (actor, input) => addPhoto(actor, input),
  revalidate: (_data, { id }) => pagesOf({ id }),
  redirectTo: (_data, { id }) => `/inspections/${id}/form?done=photo#photos`,
});

export const removePhotoAction = defineAction({
  name: "inspection.remove_photo",
  permit: (actor) => mayInspect(actor, "inspection.carry_out"),
  schema: removePhotoSchema,
  run: (actor, input) => removePhoto(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/inspections/${id}/form?done=photo_removed#photos`,
});

export const signInspectionAction = defineAction({
  name: "inspection.sign",
  permit: (actor) => mayInspect(actor, "inspection.carry_out"),
  schema: signSchema,
  run: (actor, input) => signInspection(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/inspections/${id}?done=signed`,
});

export const addAddendumAction = defineAction({
  name: "inspection.add_addendum",
  permit: (actor) => mayInspect(actor, "inspection.carry_out"),
  schema: addendumSchema,
  run: (actor, input) => addAddendum(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/inspections/${id}?done=addendum`,
});
