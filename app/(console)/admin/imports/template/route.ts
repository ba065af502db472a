import { notFound } from "next/navigation";
import { KIND_LABELS } from "@/lib/features/registry/imports/columns/labels";
import { templateDocument } from "@/lib/features/registry/imports/documents";
import { mayImport } from "@/lib/features/registry/imports/policy";
import { requireActor } from "@/lib/platform/session";
import type { ImportKind } from "@/prisma/generated/enums";

/** An empty file with the headings of a kind. */
export async function GET(request: Request) {
  const actor = await requireActor();
  if (!mayImport(actor, "import.read")) notFound();
  const query = new URL(request.url).searchParams;
  const kind = (Object.keys(KIND_LABELS) as ImportKind[]).find((each) => each === query.get("kind"));
  if (!kind) notFound();
  return templateDocument(kind, query.get("format") === "xlsx" ? "xlsx" : "csv");
}
