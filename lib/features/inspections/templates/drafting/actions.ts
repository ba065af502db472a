"use server";

import { defineAction } from "@/lib/platform/define-action";
import { mayTemplate } from "../policy";
import { discardSchema, draftSchema, publishSchema } from "./schema";
import { discardDraft, draftTemplate, publishTemplate } from "./service";

const PAGES = "/inspections/templates";

export const draftTemplateAction = defineAction({
  name: "template.draft",
  permit: (actor) => mayTemplate(actor, "template.keep"),
  schema: draftSchema,
  run: (actor, input) => draftTemplate(actor, input),
  revalidate: () => [PAGES],
  redirectTo: ({ id }) => `${PAGES}/${id}/edit?done=drafted`,
});

export const publishTemplateAction = defineAction({
  name: "template.publish",
  permit: (actor) => mayTemplate(actor, "template.keep"),
  schema: publishSchema,
  run: (actor, input) => publishTemplate(actor, input),
  revalidate: ({ id }) => [PAGES, `${PAGES}/${id}`],
  redirectTo: ({ id }) => `${PAGES}/${id}?done=published`,
});

export const discardDraftAction = defineAction({
  name: "template.discard",
  permit: (actor) => mayTemplate(actor, "template.keep"),
  schema: discardSchema,
  run: (actor, input) => discardDraft(actor, input),
  revalidate: () => [PAGES],
  redirectTo: () => `${PAGES}?done=discarded`,
});
