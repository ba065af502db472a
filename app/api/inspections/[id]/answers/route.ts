import { saveAnswers } from "@/lib/features/inspections/visits/answers/service";
import { givenParts } from "@/lib/features/inspections/visits/form/schema";
import { formOf, partsOf } from "@/lib/features/inspections/visits/form/types";
import { inspectionById } from "@/lib/features/inspections/visits/queries";
import { saveAnswersSchema } from "@/lib/features/inspections/visits/schema";
import { currentActor } from "@/lib/platform/session";

// For the page on site, which also sends what was kept in the browser while there was no connection: an address that stays the
// same when a new version of the system is put into service meanwhile.

const SIGNED_OUT = {
  code: "signed_out",
  message: "登入已逾時；填寫的內容仍在本機，請重新登入後再回到本頁。",
};

const json = (body: unknown, status = 200) =>
  Response.json(body, { status, headers: { "Cache-Control": "private, no-store" } });

/** Another site cannot send for whoever is signed in: browsers name where a request comes from. */
function isForeign(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  return (
    (site !== null && site !== "same-origin") ||
    !/^application\/json/u.test(request.headers.get("content-type") ?? "")
  );
}

/** Keeps answers and says item by item how they were received. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/api/inspections/[id]/answers">,
): Promise<Response> {
  if (isForeign(request)) return json({ code: "forbidden", message: "" }, 403);
  const actor = await currentActor();
  if (!actor) return json(SIGNED_OUT, 401);
  const input = saveAnswersSchema.safeParse(await request.json().catch(() => null));
  if (!input.success) return json({ code: "invalid", message: "送出的內容無法讀取。" }, 400);
  const result = await saveAnswers(actor, (await params).id, input.data);
  return result.ok ? json(result.data) : json({ code: result.code, message: result.message }, 409);
}

/** The answers as they stand now, for a page that is open while another inspector fills in the same form. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/api/inspections/[id]/answers">,
): Promise<Response> {
  const actor = await currentActor();
  if (!actor) return json(SIGNED_OUT, 401);
  const found = await inspectionById(actor, (await params).id);
  if (!found) return json({ code: "not_found", message: "" }, 404);
  const scope = { services: found.header.services, caseIds: found.cases.map(({ id }) => id) };
  return json({
    state: found.state,
    given: givenParts(partsOf(formOf(found.template, scope)), found.answers),
  });
}
