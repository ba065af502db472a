import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { inData, inProject } from "@/scripts/setup/paths";

/** A copy of the product in a folder of its own, in which a small web server stands in for Next.js. */
export type Installation = {
  folder: string;
  start: (env?: Record<string, string>) => Start;
  remove: () => Promise<void>;
};

export type Start = {
  process: ChildProcess;
  output: () => string;
  /** When it says that it runs, or when it ended, whichever comes first. */
  settled: Promise<"running" | number | null>;
  ended: Promise<number | null>;
};

/** What the product needs of Next.js: it builds, it serves, and it answers for its health. */
const STAND_IN = `
import fs from "node:fs"; import http from "node:http";
const [mode, , host, , port] = process.argv.slice(2);
if (mode === "build") { fs.mkdirSync(".next", { recursive: true }); fs.writeFileSync(".next/BUILD_ID", "stand-in"); }
else http.createServer((request, response) => response.end(JSON.stringify({ pid: process.pid, env: process.env }))).listen(Number(port), host);
`;

const SEED = `
export async function seed({ demo, log }) {
  log("seed");
  const account = { city: "示範市", role: "局管理者", login: "demo", password: "invented" };
  return { accounts: demo ? [account] : [], firstAdmins: [] };
}
`;

export function makeInstallation(): Installation {
  const folder = mkdtempSync(path.join(tmpdir(), "caretower-start-"));
  // Under root the database's own user must be able to pass.
  chmodSync(folder, 0o755);
  for (const name of ["scripts", "prisma/schema", "prisma/migrations", "prisma/generated"]) {
    cpSync(inProject(name), path.join(folder, name), { recursive: true });
  }
  for (const name of ["package.json", "package-lock.json", "tsconfig.json", "prisma.config.ts"]) {
    cpSync(inProject(name), path.join(folder, name));
  }
  write(folder, "prisma/seed/index.ts", SEED);
  write(folder, "app/page.tsx", "export default () => null;");
  linkPackages(folder);
  mkdirSync(path.join(folder, ".data"), { mode: 0o711 });
  // The database's client is made already; making it takes longer than all the rest.
  cpSync(inData("stamps", "prisma-client"), path.join(folder, ".data/stamps/prisma-client"));
  const running: Start[] = [];
  return {
    folder,
    start: (env) => {
      const started = start(folder, env);
      running.push(started);
      return started;
    },
    remove: async () => {
      for (const each of running) each.process.kill("SIGTERM");
      await Promise.all(running.map((each) => each.ended));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function write(folder: string, name: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
}

function linkPackages(folder: string): void {
  mkdirSync(path.join(folder, "node_modules"));
  for (const name of readdirSync(inProject("node_modules"))) {
    if (name !== "next")
      symlinkSync(inProject("node_modules", name), path.join(folder, "node_modules", name));
  }
  write(folder, "node_modules/next/dist/bin/next", STAND_IN);
  write(folder, "node_modules/next/package.json", '{ "type": "module" }');
}

const KEPT = ["PATH", "HOME", "USER", "LANG", "TMPDIR"];

/** Only what a person's shell would hold: no settings of the tests, which would change what start does. */
function shell(env: Record<string, string>): NodeJS.ProcessEnv {
  const all: NodeJS.ProcessEnv = { ...process.env };
  for (const name of Object.keys(all)) if (!KEPT.includes(name)) delete all[name];
  return Object.assign(all, env);
}

function start(folder: string, env: Record<string, string> = {}): Start {
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: folder,
    env: shell(env),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output += chunk;
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const running = (async () => {
    while (!output.includes("Ctrl-C")) await pause(50, undefined, { ref: false });
    return "running" as const;
  })();
  return { process: child, output: () => output, ended, settled: Promise.race([running, ended]) };
}
