import { addPhoto } from "@/lib/features/inspections/visits/photos/service";
import { photoSchema } from "@/lib/features/inspections/visits/schema";
import { formObject } from "@/lib/platform/define-action";
import { currentActor } from "@/lib/platform/session";

const json = (body: unknown, status = 200) =>
  Response.json(body, { status, headers: { "Cache-Control": "private, no-store" } });

/** Takes a photograph that the browser has made small, also one that waited there for a connection. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/api/inspections/[id]/photos">,
): Promise<Response> {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return json({ code: "forbidden", message: "" }, 403);
  const actor = await currentActor();
  if (!actor) return json({ code: "signed_out", message: "登入已逾時；照片仍在本機，請重新登入。" }, 401);
  const form = await request.formData().catch(() => new FormData());
  const input = photoSchema.safeParse({ ...formObject(form), id: (await params).id });
  if (!input.success) {
    return json(
      { code: "invalid", message: input.error.issues.map(({ message }) => message).join("；") },
      400,
    );
  }
  const result = await addPhoto(actor, input.data);
  return result.ok ? json(result.data) : json({ code: result.code, message: result.message }, 409);
}
