import pino from "pino";

/** The server's log: JSON lines on standard output. Never log a national ID, a password or a link's secret. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
  redact: ["password", "*.password", "nationalId", "*.nationalId"],
});
