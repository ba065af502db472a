import { existsSync, readFileSync } from "node:fs";

/** Ctrl-C, `kill`, a closed terminal, or a caller that is gone: somebody wants this program to end. */
export function askedToEnd(): AbortSignal {
  const asked = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => asked.abort());
  // A closed terminal takes its output along; that must not end us before everything is stopped.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  abortWithCaller(asked);
  return asked.signal;
}

/** npm passes signals on, but a killed npm cannot: when it called us and is gone, nobody could end us any more. */
function abortWithCaller(asked: AbortController): void {
  if (!process.env.npm_lifecycle_event) return;
  const callers = callerChain();
  const watch = setInterval(() => {
    if (callerChain() !== callers) asked.abort();
  }, 1000);
  watch.unref();
}

/** Our parent and its parent: npm calls through a shell, which outlives it. */
function callerChain(): string {
  return `${process.ppid} ${parentOf(process.ppid) ?? "?"}`;
}

function parentOf(pid: number): string | undefined {
  const file = `/proc/${pid}/status`;
  return existsSync(file) ? /^PPid:\s*(\d+)/m.exec(readFileSync(file, "utf8"))?.[1] : undefined;
}

export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
