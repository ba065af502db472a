import { openPhoto } from "@/lib/features/inspections/visits/photos/service";
import { requireActor } from "@/lib/platform/session";

/** A photograph of an inspection, as a picture: only JPEG and PNG are kept, judged by their bytes. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/api/inspections/[id]/photos/[photoId]">,
): Promise<Response> {
  const actor = await requireActor();
  const { id, photoId } = await params;
  const photo = await openPhoto(actor, id, photoId);
  if (!photo) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(photo.bytes), {
    headers: {
      "Content-Type": photo.mediaType,
      "Content-Disposition": "inline",
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "Cache-Control": "private, max-age=3600",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
