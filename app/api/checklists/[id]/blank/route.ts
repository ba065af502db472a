import { printedAsPdf } from "@/lib/features/inspections/visits/record/documents";
import { printEmptyForm } from "@/lib/features/inspections/visits/record/service";
import { requireActor } from "@/lib/platform/session";

/** A version of a form as empty PDF, to take along on paper. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/api/checklists/[id]/blank">,
): Promise<Response> {
  const actor = await requireActor();
  const printed = await printEmptyForm(actor, (await params).id);
  if (!printed) return new Response(null, { status: 404 });
  const name = `空白_${printed.template.title}_${printed.template.version.id}.pdf`;
  return new Response(new Uint8Array(await printedAsPdf(printed)), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="form.pdf"; filename*=UTF-8''${encodeURIComponent(name)}`,
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
