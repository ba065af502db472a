import { spawn } from "node:child_process";
import { inProject } from "../setup/paths";

type Options = { env?: Record<string, string>; quiet?: boolean; signal: AbortSignal };

/** Runs one of the installed programs. A quiet one is heard only when it fails. */
export function runProgram(
  file: string,
  args: string[],
  { env, quiet, signal }: Options,
): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [inProject("node_modules", file), ...args], {
      cwd: inProject(),
      env: { ...process.env, ...env },
      stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
      signal,
    });
    const heard: Buffer[] = [];
    child.stdout?.on("data", (chunk) => heard.push(chunk));
    child.stderr?.on("data", (chunk) => heard.push(chunk));
    child.on("error", (error) => heard.push(Buffer.from(`${error.message}\n`)));
    child.on("close", (code) => {
      if (code !== 0) process.stdout.write(Buffer.concat(heard));
      resolve(code);
    });
  });
}
