"use server";

import { defineAction } from "@/lib/platform/define-action";
import { mayInCoverage } from "../../policy";
import { draftApplySchema, draftDiscardSchema, draftUploadSchema } from "./schema";
import { applyDraft, discardDraft, previewTables } from "./service";

const PATH = "/coverage/tables";

/** Reads the tables and shows what applying them would change. */
export const uploadTablesAction = defineAction({
  name: "plan_table.preview",
  permit: (actor) => mayInCoverage(actor, "plan_table.preview"),
  schema: draftUploadSchema,
  run: async (actor, { planYear, file }) =>
    previewTables(actor, {
      planYear,
      files: await Promise.all(
        file.map(async (each) => ({
          fileName: each.name,
          bytes: new Uint8Array(await each.arrayBuffer()),
        })),
      ),
    }),
  revalidate: () => [PATH],
  redirectTo: ({ id }) => `${PATH}/drafts/${id}`,
});

export const applyDraftAction = defineAction({
  name: "plan_table.apply",
  permit: (actor) => mayInCoverage(actor, "plan_table.apply"),
  schema: draftApplySchema,
  run: (actor, input) => applyDraft(actor, input),
  revalidate: () => [PATH, "/coverage", "/coverage/recompute"],
  redirectTo: ({ id }) => `${PATH}/drafts/${id}?applied=1`,
});

export const discardDraftAction = defineAction({
  name: "plan_table.discard",
  permit: (actor) => mayInCoverage(actor, "plan_table.discard"),
  schema: draftDiscardSchema,
  run: (actor, input) => discardDraft(actor, input),
  revalidate: () => [PATH],
  redirectTo: () => `${PATH}?discarded=1`,
});
