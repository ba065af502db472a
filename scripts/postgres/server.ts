import { existsSync, mkdirSync, readFileSync, renameSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../setup/free-port";
import { done, type Outcome, refused } from "../setup/outcome";
import { type Binaries, postgresBinaries } from "./binaries";
import { clusterExists, createCluster, noSpace } from "./cluster";
import { findLiveServer, isAlive } from "./live-server";
import { type Identity, identityFor, runAs } from "./run-as";

export type ServerOptions = {
  folder: string;
  password: string;
  /** Settings over PostgreSQL's own defaults, as `name=value`. */
  settings?: string[];
  log: (line: string) => void;
};

export type RunningServer = {
  /** Connection of PostgreSQL's superuser, to the database `postgres`. */
  adminUrl: string;
  attached: boolean;
  isAlive: () => boolean;
  stop: () => Promise<void>;
};

type Prepared = ServerOptions & { binaries: Binaries; identity: Identity };

const LOG_LIMIT = 10 * 1024 * 1024;

/** Starts the server of a folder, makes its cluster first when there is none, or attaches to it when it runs. */
export async function startServer(options: ServerOptions): Promise<Outcome<RunningServer>> {
  const binaries = await postgresBinaries();
  if (!binaries.ok) return binaries;
  const parent = path.dirname(options.folder);
  mkdirSync(parent, { recursive: true, mode: 0o711 });
  const identity = identityFor(options.folder, binaries.data.home);
  if (!identity.ok) return identity;
  const prepared = { ...options, binaries: binaries.data, identity: identity.data };
  if (!clusterExists(options.folder)) {
    options.log("建立內嵌資料庫 · creating the embedded PostgreSQL");
    const created = await createCluster({ ...prepared });
    if (!created.ok) return created;
  }
  const live = await findLiveServer(options.folder, options.password);
  if (!live.ok) return live;
  if (live.data) return done(running(prepared, live.data.port, true));
  const launched = await launch(prepared);
  if (!launched.ok) return launched;
  // Asked once more, to learn of a password that is not this server's before anything else is tried with it.
  const answers = await findLiveServer(options.folder, options.password);
  if (answers.ok && answers.data) return launched;
  await launched.data.stop();
  return answers.ok ? launchProblem("", options.folder) : answers;
}

async function launch(prepared: Prepared): Promise<Outcome<RunningServer>> {
  let last: Outcome<RunningServer> = refused("資料庫無法啟動", "PostgreSQL did not start");
  for (let attempt = 0; attempt < 5; attempt++) {
    const port = await freePort(attempt === 0 ? rememberedPort(prepared.folder) : undefined);
    const started = await runPgCtl(prepared, port);
    if (started.code === 0) return done(running(prepared, port, false));
    const reason = newestLog(prepared.folder);
    last = launchProblem(reason, prepared.folder);
    // Children of a killed server need a moment to notice; a port can be taken between the look and the use.
    if (!/shared memory block|Address already in use|could not bind/i.test(reason)) return last;
    await pause(700);
  }
  return last;
}

function runPgCtl({ binaries, identity, folder, settings = [] }: Prepared, port: number) {
  const logFile = path.join(folder, "server.log");
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT) renameSync(logFile, `${logFile}.old`);
  const all = [
    `port=${port}`,
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=60",
    ...settings,
  ];
  const flags = all.map((each) => `-c ${each}`).join(" ");
  return runAs(identity, binaries.pgCtl, [
    "start",
    "-D",
    folder,
    "-w",
    "-t",
    "60",
    "-l",
    logFile,
    "-o",
    flags,
  ]);
}

function running({ binaries, identity, folder, password, log }: Prepared, port: number, attached: boolean) {
  const stop = async () => {
    const stopped = await runAs(identity, binaries.pgCtl, [
      "stop",
      "-D",
      folder,
      "-m",
      "fast",
      "-w",
      "-t",
      "30",
    ]);
    if (stopped.code !== 0 && existsSync(path.join(folder, "postmaster.pid"))) log(stopped.output.trim());
  };
  const adminUrl = `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
  return { adminUrl, attached, isAlive: () => isAlive(folder), stop };
}

/** The port of the last time, from the options that PostgreSQL itself wrote down. */
function rememberedPort(folder: string): number | undefined {
  const file = path.join(folder, "postmaster.opts");
  const port = existsSync(file) ? /port=(\d+)/.exec(readFileSync(file, "utf8"))?.[1] : undefined;
  return port ? Number(port) : undefined;
}

function newestLog(folder: string): string {
  const file = path.join(folder, "server.log");
  return existsSync(file) ? readFileSync(file, "utf8").slice(-3000) : "";
}

function launchProblem(reason: string, folder: string): Outcome<never> {
  if (/No space left/i.test(reason)) return noSpace();
  if (/incompatible with server/i.test(reason)) {
    return refused(
      `${folder} 是較舊主版本的 PostgreSQL 資料,請以原版本匯出後再匯入`,
      "the data folder was made by another major version of PostgreSQL: dump it with that version and load it here",
    );
  }
  return refused(
    `資料庫無法啟動,原因見 ${path.join(folder, "server.log")}`,
    "PostgreSQL did not start, see its log",
  );
}
