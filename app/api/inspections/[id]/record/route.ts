import { printedAsPdf } from "@/lib/features/inspections/visits/record/documents";
import { printRecord } from "@/lib/features/inspections/visits/record/service";
import { requireActor } from "@/lib/platform/session";

/** The record as PDF like the paper form; the empty form while the visit has not begun. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/api/inspections/[id]/record">,
): Promise<Response> {
  const actor = await requireActor();
  const printed = await printRecord(actor, (await params).id);
  if (!printed) return new Response(null, { status: 404 });
  const name = `${printed.detail ? "查核紀錄" : "空白查核表"}_${printed.number ?? ""}.pdf`;
  return new Response(new Uint8Array(await printedAsPdf(printed)), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="inspection.pdf"; filename*=UTF-8''${encodeURIComponent(name)}`,
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
