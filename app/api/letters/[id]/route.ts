import { openLetter } from "@/lib/features/letters/service";
import { requireActor } from "@/lib/platform/session";

/** A letter as it was sent, byte by byte. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/api/letters/[id]">,
): Promise<Response> {
  const actor = await requireActor();
  const opened = await openLetter(actor, (await params).id);
  if (!opened.ok) return new Response(opened.message, { status: opened.code === "forbidden" ? 403 : 404 });
  const { fileName, bytes } = opened.data;
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="${fileName}"`,
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
