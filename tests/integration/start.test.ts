import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isAlive, readPidFile } from "@/scripts/postgres/live-server";
import { freePort, tryPort } from "@/scripts/setup/free-port";
import { testDatabase } from "@/tests/support/database";
import { type Installation, makeInstallation, type Start } from "@/tests/support/installation";

let installation: Installation;
let port: number;

beforeAll(async () => {
  installation = makeInstallation();
  port = await freePort();
});
afterAll(() => installation.remove(), 60_000);

const start = (env: Record<string, string> = {}) => installation.start({ PORT: String(port), ...env });
const inFolder = (...parts: string[]) => path.join(installation.folder, ...parts);
const postgres = () => inFolder(".data/postgres");

async function running(started: Start) {
  expect(await started.settled, started.output()).toBe("running");
  return started;
}

async function refused(env: Record<string, string>) {
  const started = start(env);
  expect(await started.ended, started.output()).toBe(1);
  return started.output().trim().split("\n").at(-1);
}

async function ask(): Promise<{ pid: number; env: Record<string, string> }> {
  return (await fetch(`http://127.0.0.1:${port}/api/health`)).json();
}

async function stop(started: Start) {
  started.process.kill("SIGINT");
  expect(await started.ended, started.output()).toBe(0);
}

/** The web server follows its parent within a moment. */
async function untilPortIsFree() {
  for (let attempt = 0; attempt < 60 && typeof (await tryPort(port)) !== "number"; attempt++)
    await pause(100);
}

describe.sequential("npm start", { timeout: 60_000 }, () => {
  test("from nothing it comes up, says where, and names a demo account", async () => {
    const started = await running(start());
    expect(started.output()).toContain(`http://127.0.0.1:${port}`);
    expect(started.output()).toMatch(/示範市 +局管理者 +demo +invented/);
    await stop(started);
  });

  test("what it keeps secret is readable by its user only", () => {
    const file = inFolder(".data/secrets.json");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(Object.keys(JSON.parse(readFileSync(file, "utf8")))).toContain("DATA_KEY");
  });

  test("the second start is ready within ten seconds, and stopping it stops everything", async () => {
    const began = performance.now();
    const started = await running(start());
    expect(performance.now() - began).toBeLessThan(10_000);
    await stop(started);
    expect(isAlive(postgres())).toBe(false);
    expect(await tryPort(port)).toBe(port);
  });

  test("the web server has the application's login and not the owner's", async () => {
    const started = await running(start());
    const { env } = await ask();
    expect(env.APP_DATABASE_URL).toContain("//caretower_app:");
    expect(env.DATABASE_URL).toBeUndefined();
    expect(env.POSTGRES_OWNER_PASSWORD).toBeUndefined();
    expect(env.NODE_ENV).toBe("production");
    await stop(started);
  });

  test("DEMO=0 leaves the demo out", async () => {
    const started = await running(start({ DEMO: "0" }));
    expect(started.output()).not.toContain("demo accounts");
    await stop(started);
  });

  test("a second one in the same folder says that one runs already", async () => {
    const first = await running(start());
    expect(await refused({ PORT: String(await freePort()) })).toContain(`process ${first.process.pid}`);
    await stop(first);
  });

  test("after kill -9 of the program the web server leaves, and the next start takes over the database", async () => {
    const first = await running(start());
    const database = readPidFile(postgres())?.pid;
    first.process.kill("SIGKILL");
    await first.ended;
    await untilPortIsFree();
    const second = await running(start());
    expect(second.output()).toContain("attached");
    expect(readPidFile(postgres())?.pid).toBe(database);
    await stop(second);
    expect(isAlive(postgres())).toBe(false);
  });

  test("after kill -9 of PostgreSQL it is brought back, at the same place", async () => {
    const started = await running(start());
    const before = readPidFile(postgres());
    process.kill(before?.pid ?? 0, "SIGKILL");
    for (let attempt = 0; attempt < 100 && !started.output().includes("starting it again"); attempt++)
      await pause(100);
    for (let attempt = 0; attempt < 100 && !isAlive(postgres()); attempt++) await pause(100);
    expect(readPidFile(postgres())?.port).toBe(before?.port);
    await stop(started);
  });

  test("a pid file that another process has inherited is cleared", async () => {
    writeFileSync(path.join(postgres(), "postmaster.pid"), `${process.pid}\n/elsewhere\n1\n5432\n\n\n\n`);
    await stop(await running(start()));
  });

  test("a web server that ends takes everything along, with a sentence", async () => {
    const started = await running(start());
    process.kill((await ask()).pid, "SIGKILL");
    expect(await started.ended).toBe(1);
    expect(started.output()).toContain("the web server ended unexpectedly");
    expect(isAlive(postgres())).toBe(false);
  });

  test("new passwords in secrets.json are given to the database's logins", async () => {
    const file = inFolder(".data/secrets.json");
    const secrets = JSON.parse(readFileSync(file, "utf8"));
    writeFileSync(
      file,
      JSON.stringify({ ...secrets, POSTGRES_APP_PASSWORD: "changed", POSTGRES_OWNER_PASSWORD: "too" }),
    );
    const started = await running(start());
    expect((await ask()).env.APP_DATABASE_URL).toContain("caretower_app:changed@");
    await stop(started);
  });

  test("secrets of another installation are refused", async () => {
    const file = inFolder(".data/secrets.json");
    const secrets = readFileSync(file, "utf8");
    writeFileSync(file, JSON.stringify({ ...JSON.parse(secrets), POSTGRES_ADMIN_PASSWORD: "another" }));
    expect(await refused({})).toContain("secrets.json does not belong to this database");
    rmSync(file);
    expect(await refused({})).toContain("secrets.json is gone");
    writeFileSync(file, secrets, { mode: 0o600 });
  });
});

describe.sequential("a sentence instead of a stack", { timeout: 30_000 }, () => {
  test("the port is in use", async () => {
    const other = net.createServer().listen(port, "127.0.0.1");
    expect(await refused({})).toContain(`port ${port} is in use`);
    await new Promise((resolve) => other.close(resolve));
  });

  test.each(["abc", "70000"])("PORT=%s is no port", async (value) => {
    expect(await refused({ PORT: value })).toContain(`PORT=${value} is no port`);
  });

  test("DATA_KEY is not 32 bytes", async () => {
    expect(await refused({ DATA_KEY: "short" })).toContain("DATA_KEY must be 32 bytes");
  });

  test("DATABASE_URL is wrong", async () => {
    const { ownerUrl } = await testDatabase();
    const changed = (part: Partial<Pick<URL, "password" | "pathname" | "port" | "hostname">>) => ({
      DATABASE_URL: Object.assign(new URL(ownerUrl), part).toString(),
    });
    expect(await refused({ DATABASE_URL: "nonsense" })).toContain("must look like postgresql://");
    expect(await refused(changed({ password: "wrong" }))).toContain("wrong password for");
    expect(await refused(changed({ pathname: "/nowhere" }))).toContain("nowhere does not exist");
    expect(await refused(changed({ port: "1" }))).toContain("no PostgreSQL answers at");
    expect(await refused(changed({ hostname: "no-such-host.invalid" }))).toContain("is not known");
  });

  test("APP_DATABASE_URL owns the tables", async () => {
    const { ownerUrl } = await testDatabase();
    const answer = await refused({ DATABASE_URL: ownerUrl, APP_DATABASE_URL: ownerUrl });
    expect(answer).toContain("the application's login owns tables");
  });
});
