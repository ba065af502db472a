"use server";

import { defineAction } from "@/lib/platform/define-action";
import { mayTemplate } from "../policy";
import {
  addItemSchema,
  addSectionSchema,
  changeItemSchema,
  changeSectionSchema,
  type DraftEdit,
  detailsSchema,
  stepSchema,
} from "./schema";
import { type EditedDraft, editDraft } from "./service";

type Actor = Parameters<typeof mayTemplate>[0];

const common = {
  permit: (actor: Actor) => mayTemplate(actor, "template.keep"),
  run: (actor: Actor, input: DraftEdit) => editDraft(actor, input),
  revalidate: ({ id }: EditedDraft) => [`/inspections/templates/${id}`, `/inspections/templates/${id}/edit`],
};
const toDraft = ({ id }: EditedDraft) => `/inspections/templates/${id}/edit?done=saved`;

export const stepAction = defineAction({ ...common, name: "template.step", schema: stepSchema });
export const detailsAction = defineAction({
  ...common,
  name: "template.details",
  schema: detailsSchema,
  redirectTo: toDraft,
});
export const addSectionAction = defineAction({
  ...common,
  name: "template.add_section",
  schema: addSectionSchema,
  redirectTo: toDraft,
});
export const changeSectionAction = defineAction({
  ...common,
  name: "template.change_section",
  schema: changeSectionSchema,
  redirectTo: toDraft,
});
export const addItemAction = defineAction({
  ...common,
  name: "template.add_item",
  schema: addItemSchema,
  redirectTo: toDraft,
});
export const changeItemAction = defineAction({
  ...common,
  name: "template.change_item",
  schema: changeItemSchema,
  redirectTo: toDraft,
});
