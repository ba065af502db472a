"use server";

import { defineAction } from "@/lib/platform/define-action";
import { mayCase } from "../policy";
import { addDocumentSchema } from "./schema";
import { addDocument } from "./service";

export const addDocumentAction = defineAction({
  name: "case.add_document",
  permit: (actor) => mayCase(actor, "case.add_document"),
  schema: addDocumentSchema,
  run: (actor, input) => addDocument(actor, input),
  revalidate: ({ id }) => [`/cases/${id}`, `/cases/${id}/documents`],
  redirectTo: ({ id }) => `/cases/${id}/documents?done=document_added`,
});
