import { notFound } from "next/navigation";
import { FINDING_LISTS } from "@/lib/features/registry/imports/comparison/types";
import { findingsDocument } from "@/lib/features/registry/imports/documents";
import { mayImport } from "@/lib/features/registry/imports/policy";
import { getImport } from "@/lib/features/registry/imports/queries";
import { isImportId } from "@/lib/features/registry/imports/schema";
import { requireActor } from "@/lib/platform/session";

/** What an import found as a file, all of it or one list. */
export async function GET(request: Request, { params }: RouteContext<"/admin/imports/[id]/export">) {
  const actor = await requireActor();
  const { id } = await params;
  if (!mayImport(actor, "import.read") || !isImportId(id)) notFound();
  const found = await getImport(actor, id);
  if (!found) notFound();
  const query = new URL(request.url).searchParams;
  const list = FINDING_LISTS.find((each) => each === query.get("list"));
  return findingsDocument(found, query.get("format") === "xlsx" ? "xlsx" : "csv", list);
}
