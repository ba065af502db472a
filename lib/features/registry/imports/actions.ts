"use server";

import { defineAction } from "@/lib/platform/define-action";
import { mayImport } from "./policy";
import { applySchema, discardSchema, uploadSchema } from "./schema";
import { applyImport, discardImport, previewImport } from "./service";

/** Reads the file and shows what applying it would do. */
export const uploadRegistryAction = defineAction({
  name: "registry_import.preview",
  permit: (actor) => mayImport(actor, "import.preview"),
  schema: uploadSchema,
  run: async (actor, { file }) =>
    previewImport(actor, { fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }),
  revalidate: () => ["/admin/imports"],
  redirectTo: ({ id }) => `/admin/imports/${id}`,
});

export const applyImportAction = defineAction({
  name: "registry_import.apply",
  permit: (actor) => mayImport(actor, "import.apply"),
  schema: applySchema,
  run: (actor, input) => applyImport(actor, input),
  revalidate: () => ["/admin/imports", "/units", "/today"],
  redirectTo: ({ id }) => `/admin/imports/${id}?applied=1`,
});

export const discardImportAction = defineAction({
  name: "registry_import.discard",
  permit: (actor) => mayImport(actor, "import.discard"),
  schema: discardSchema,
  run: (actor, input) => discardImport(actor, input),
  revalidate: () => ["/admin/imports"],
  redirectTo: () => "/admin/imports?discarded=1",
});
