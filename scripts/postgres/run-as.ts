import { spawn } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { done, messageOf, type Outcome, refused } from "../setup/outcome";

/** As whom the PostgreSQL programs run. Nobody special, unless we are root: PostgreSQL refuses to run as root. */
export type Identity = { uid?: number; gid?: number; prefix: string[] };

const CAP_DAC_READ_SEARCH = 2n;

export function identityFor(dataFolder: string, programHome: string): Outcome<Identity> {
  if (process.getuid?.() !== 0) return done({ prefix: [] });
  const user = ownerOf(dataFolder) ?? passwdEntry("postgres") ?? passwdEntry("nobody");
  if (!user) {
    return refused(
      "PostgreSQL 不能以 root 執行,而本機沒有 postgres 或 nobody 帳號;請改用一般使用者執行 npm start",
      "PostgreSQL cannot run as root and there is no user postgres or nobody: run npm start as an ordinary user",
    );
  }
  const reachable = [path.dirname(dataFolder), path.join(programHome, "bin"), path.join(programHome, "lib")];
  if (reachable.every((folder) => mayEnter(folder, user))) return done({ ...user, prefix: [] });
  return throughClosedFolders(user);
}

/** A cluster that exists already belongs to whoever made it. */
function ownerOf(folder: string): { uid: number; gid: number } | undefined {
  if (!existsSync(folder)) return undefined;
  const { uid, gid } = statSync(folder);
  return uid === 0 ? undefined : { uid, gid };
}

function passwdEntry(name: string): { uid: number; gid: number } | undefined {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((each) => each.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

function mayEnter(folder: string, user: { uid: number; gid: number }): boolean {
  const { mode, uid, gid } = statSync(folder);
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  const parent = path.dirname(folder);
  return (mode & bit) !== 0 && (parent === folder || mayEnter(parent, user));
}

/**
 * A project under /root lies behind a folder that only root may enter. Rather than open that folder to everybody,
 * the server is given the one right to pass it, and every other right of root is taken away.
 */
function throughClosedFolders(user: { uid: number; gid: number }): Outcome<Identity> {
  const setpriv = ["/usr/bin/setpriv", "/bin/setpriv"].find(existsSync);
  if (!setpriv) {
    return refused(
      "以 root 執行時,PostgreSQL 的帳號無法進入此資料夾;請把專案移到其他使用者可進入的資料夾(例如 /srv),或改用一般使用者執行",
      "as root, PostgreSQL's own user cannot enter this folder: move the project, for example to /srv, or run as an ordinary user",
    );
  }
  const right = boundingSet() & (1n << CAP_DAC_READ_SEARCH) ? "dac_read_search" : "dac_override";
  const only = `-all,+${right}`;
  const prefix = [
    setpriv,
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    "--clear-groups",
    `--inh-caps=${only}`,
    `--ambient-caps=${only}`,
    `--bounding-set=${only}`,
    // Without this, access(2), by which the programs look at their own files, would not count the right.
    "--securebits=+no_setuid_fixup",
  ];
  return done({ ...user, prefix });
}

function boundingSet(): bigint {
  const status = existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : "";
  const hex = /^CapBnd:\s*([0-9a-f]+)/m.exec(status)?.[1];
  return hex ? BigInt(`0x${hex}`) : 0n;
}

export type Finished = { code: number | null; output: string };

/** Runs a program to its end and gives back what it said. */
export function runAs(identity: Identity, program: string, args: string[]): Promise<Finished> {
  const [command, ...rest] = [...identity.prefix, program, ...args];
  const drop = identity.prefix.length > 0 ? {} : { uid: identity.uid, gid: identity.gid };
  return new Promise((resolve) => {
    const child = spawn(command ?? program, rest, {
      ...drop,
      // Messages are read by this program; a translated one would not be understood.
      env: { ...process.env, LC_ALL: undefined, LC_MESSAGES: "C" },
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr.on("data", (chunk) => {
      output += chunk;
    });
    child.on("error", (error) => resolve({ code: -1, output: `${output}${messageOf(error)}` }));
    child.on("close", (code) => resolve({ code, output }));
  });
}
