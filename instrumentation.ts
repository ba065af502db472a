import type { Instrumentation } from "next";

/** Every surprise on a page is logged with the id that the error page shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { log } = await import("./lib/platform/log");
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  log.error({ err: error, errorId: digest, path: request.path, route: context.routePath }, "page failed");
};
