"use server";

import { defineAction } from "@/lib/platform/define-action";
import { mayRelatedParty } from "./policy";
import { addRelatedPartySchema, endRelatedPartySchema } from "./schema";
import { addRelatedParty, endRelatedParty } from "./service";

export const addRelatedPartyAction = defineAction({
  name: "related_party.add",
  permit: (actor) => mayRelatedParty(actor, "related_party.keep"),
  schema: addRelatedPartySchema,
  run: (actor, input) => addRelatedParty(actor, input),
  revalidate: ({ unitIds }) => unitIds.map((id) => `/units/${id}/related`),
  redirectTo: (_pair, { unitId }) => `/units/${unitId}/related?done=added`,
});

export const endRelatedPartyAction = defineAction({
  name: "related_party.end",
  permit: (actor) => mayRelatedParty(actor, "related_party.keep"),
  schema: endRelatedPartySchema,
  run: (actor, input) => endRelatedParty(actor, input),
  revalidate: ({ unitIds }) => unitIds.map((id) => `/units/${id}/related`),
  redirectTo: (_pair, { unitId }) => `/units/${unitId}/related?done=ended`,
});
