import { spawn } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { contentHash, stampOf, writeStamp } from "./content-hash";
import { done, messageOf, type Outcome, refused } from "./outcome";
import { inData, inProject } from "./paths";

const STAMP = "next-build";

/** Everything that can change what `next build` makes. */
const SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema",
  "prisma/reference-data",
  "instrumentation.ts",
  "instrumentation-client.ts",
  "proxy.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];

/** The lines by which the build tells how far it is; its long table of pages is of no use here. */
const STEP = /^\s*(✓|Creating|Running|Collecting|Generating|Finalizing)/;

export const nextProgram = inProject("node_modules/next/dist/bin/next");

/** Builds for production when the sources are not those of the last build. Says whether it built. */
export async function buildIfChanged(
  env: NodeJS.ProcessEnv,
  log: (line: string) => void,
  signal: AbortSignal,
): Promise<Outcome<"built" | "unchanged">> {
  const hash = contentHash(SOURCES);
  if (existsSync(inProject(".next/BUILD_ID")) && stampOf(STAMP) === hash) return done("unchanged");
  log("建置網頁程式,約一分鐘 · building the web program, about a minute");
  // An interrupted build must not pass for the last one.
  rmSync(inData("stamps", STAMP), { force: true });
  const buildEnv = { ...env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  const { code, output } = await runNext(["build"], buildEnv, signal, (line) => {
    if (STEP.test(line)) log(line.trim());
  });
  if (/ENOSPC|No space left/i.test(output))
    return refused("磁碟空間不足,無法建置", "no disk space left to build");
  if (code !== 0) return refused(`${output}\n網頁程式建置失敗,原因見上`, "next build failed, see above");
  writeStamp(STAMP, hash);
  return done("built");
}

function runNext(
  args: string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
  hear: (line: string) => void,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [nextProgram, ...args], {
      cwd: inProject(),
      env,
      signal,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk;
      for (const line of chunk.toString().split("\n")) hear(line);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => resolve({ code: 1, output: messageOf(error) }));
    child.on("close", (code) => resolve({ code, output }));
  });
}
