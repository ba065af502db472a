import { databaseAnswers } from "@/lib/platform/db";

export const dynamic = "force-dynamic";

/** For load balancers and the start script: 200 when the database answers, else 503. Says nothing else. */
export async function GET() {
  const healthy = await databaseAnswers();
  return Response.json({ status: healthy ? "ok" : "unavailable" }, { status: healthy ? 200 : 503 });
}
