// Brings node_modules up to the lockfile, and only when something it depends on changed: asking the registry on every
// start would make the start need a network.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const stampPath = "node_modules/.aidc-installed";
const lockPath = ".cache/install.pid";
const workspaceFolders = ["apps", "packages"];

/** @param {string} root the repository; says on stderr what it does, and throws when it fails */
export async function installWhenChanged(root) {
  if (readText(join(root, stampPath)) === fingerprint(root)) return;
  const release = await takeLock(root);
  try {
    if (readText(join(root, stampPath)) === fingerprint(root)) return;
    install(root);
    writeFileSync(join(root, stampPath), fingerprint(root));
  } finally {
    release();
  }
}

/** Everything that decides what an installation contains. */
function fingerprint(root) {
  const hash = createHash("sha256").update(`${process.platform}-${process.arch}\n`);
  const manifests = workspaceFolders.flatMap((folder) =>
    listFolders(join(root, folder)).map((name) => `${folder}/${name}/package.json`),
  );
  const files = [
    "pnpm-lock.yaml",
    "pnpm-workspace.yaml",
    "package.json",
    "e2e/package.json",
    "bench/package.json",
  ];
  for (const file of [...files, ...manifests.sort()])
    hash.update(`${file}\n${readText(join(root, file)) ?? ""}\n`);
  return hash.digest("hex");
}

function install(root) {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  process.stderr.write(`Installing what the lockfile names (${packageManager}) ...\n`);
  const { command, args } = npmCommand([
    "exec",
    "--yes",
    packageManager,
    "--",
    "install",
    "--frozen-lockfile",
  ]);
  // CI keeps pnpm from asking questions; NODE_ENV=production would make it leave the build tools out.
  const env = { ...process.env, CI: "true", NODE_ENV: "development" };
  // stdout belongs to the task, so its words go to stderr.
  const { status, error } = spawnSync(command, args, { cwd: root, env, stdio: ["ignore", 2, 2] });
  if (error) throw new Error(`npm could not be run: ${error.message}`);
  if (status !== 0) throw new Error("The installation failed; the reason stands above. Nothing was started.");
}

/** Under npm the path of its own program is known, which spares the shell that `npm.cmd` needs on Windows. */
function npmCommand(args) {
  const npm = process.env.npm_execpath;
  if (npm?.endsWith(".js")) return { command: process.execPath, args: [npm, ...args] };
  return { command: "npm", args };
}

/** Two commands started at once in one folder must not install at once. */
async function takeLock(root) {
  const path = join(root, lockPath);
  mkdirSync(join(root, ".cache"), { recursive: true });
  for (let told = false; ; told = true) {
    try {
      writeFileSync(path, String(process.pid), { flag: "wx" });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const holder = Number(readText(path));
      if (!isAlive(holder)) rmSync(path, { force: true });
      else if (!told) process.stderr.write(`Waiting for the installation that process ${holder} runs ...\n`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}

function listFolders(path) {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

function readText(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
