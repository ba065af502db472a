import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inData, inProject } from "../setup/paths";

/** The browser of the end-to-end tests: its program, what it needs around it, and what Playwright must not pass. */
export type BrowserProgram = {
  executablePath: string;
  env: Record<string, string>;
  ignoreDefaultArgs: string[];
};

/**
 * The one that CHROMIUM_PATH names, else Debian's, else the one that comes as an npm package, so that a machine
 * with nothing but the npm registry can run the tests.
 */
export function findBrowser(): BrowserProgram {
  const installed = [process.env.CHROMIUM_PATH, "/usr/bin/chromium"].find((file) => file && existsSync(file));
  if (installed) return { executablePath: installed, env: {}, ignoreDefaultArgs: [] };
  const folder = inData("browser");
  if (!existsSync(folder)) unpack(folder);
  return {
    executablePath: path.join(folder, "chromium"),
    env: {
      LD_LIBRARY_PATH: path.join(folder, "al2023", "lib"),
      FONTCONFIG_FILE: writeFontConfig(folder),
    },
    // The package holds the shell of Chromium only, which knows no other mode and no switch for it.
    ignoreDefaultArgs: ["--headless"],
  };
}

/** What the package unpacks outside of a cloud function only when it is told that it runs in one: its libraries. */
const AS_IN_THE_CLOUD = { AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" };

/** Unpacked beside and moved into place when whole; the package itself would take half a file for a browser. */
function unpack(folder: string): void {
  const making = `${folder}.making-${process.pid}`;
  mkdirSync(making, { recursive: true });
  const program = 'import("@sparticuz/chromium").then((found) => found.default.executablePath())';
  const run = spawnSync(process.execPath, ["-e", program], {
    cwd: inProject(),
    stdio: "inherit",
    env: { ...process.env, ...AS_IN_THE_CLOUD, TMPDIR: making, NODE_OPTIONS: "" },
  });
  if (run.status !== 0) throw new Error("the browser of @sparticuz/chromium could not be unpacked");
  if (existsSync(folder)) rmSync(making, { recursive: true });
  else renameSync(making, folder);
}

/** The machine's own fonts too, when it has any: the package's have no Chinese. */
function writeFontConfig(folder: string): string {
  const file = path.join(folder, "fonts.conf");
  if (existsSync(file)) return file;
  const folders = [path.join(folder, "fonts"), "/usr/share/fonts", "/usr/local/share/fonts"];
  const lines = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    "<fontconfig>",
    ...folders.map((each) => `  <dir>${each}</dir>`),
    `  <cachedir>${path.join(folder, "font-cache")}</cachedir>`,
    "</fontconfig>",
  ];
  writeFileSync(file, `${lines.join("\n")}\n`);
  return file;
}
