import { openEvidence } from "@/lib/features/inspections/findings/answering/service";
import { requireActor } from "@/lib/platform/session";

/** Evidence of a correction, always as a download: nothing that somebody uploaded is shown as a page of this site. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/api/findings/evidence/[id]">,
): Promise<Response> {
  const actor = await requireActor();
  const opened = await openEvidence(actor, (await params).id);
  if (!opened.ok) return new Response(opened.message, { status: opened.code === "forbidden" ? 403 : 404 });
  const { fileName, mediaType, bytes } = opened.data;
  const ascii = fileName.replace(/[^\w. -]/gu, "_");
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": mediaType,
      "Content-Disposition": `attachment; filename="${ascii}"; filename*=UTF-8''${encoded(fileName)}`,
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}

function encoded(name: string): string {
  const percent = (char: string) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(name).replace(/['()*]/gu, percent);
}
