import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

/** A repository with the real entry script around stand-ins for what it starts; npm is a script that keeps count. */
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "aidc-run-"));
  cpSync(join(import.meta.dirname, "../run.mjs"), join(root, "tools/run.mjs"));
  cpSync(import.meta.dirname, join(root, "tools/run"), { recursive: true });
  write("package.json", '{ "packageManager": "pnpm@1.2.3" }');
  write("pnpm-lock.yaml", "one");
  write(
    "npm.js",
    'require("node:fs").appendFileSync("npm.log", process.argv.slice(2).join(" ") + " in " + process.env.NODE_ENV + "\\n"); require("node:fs").mkdirSync("node_modules", {recursive: true});',
  );
  write("node_modules/turbo/bin/turbo", "");
  write("apps/cli/src/main.ts", "console.log(JSON.stringify(process.argv.slice(2)));");
  mkdirSync(join(root, "packages"));
  const node = join(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  mkdirSync(dirname(node), { recursive: true });
  symlinkSync(process.execPath, node);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const installs = (): string[] =>
  existsSync(join(root, "npm.log")) ? readFileSync(join(root, "npm.log"), "utf8").trim().split("\n") : [];

function start(...args: string[]): {
  child: ChildProcess;
  ended: Promise<{ code: number | null; out: string; err: string }>;
} {
  const env = { ...process.env, npm_execpath: join(root, "npm.js"), npm_lifecycle_event: "" };
  const child = spawn(process.execPath, ["tools/run.mjs", ...args], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk) => {
    out += chunk;
    child.emit("said", out);
  });
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  return {
    child,
    ended: new Promise((resolve) => child.once("close", (code) => resolve({ code, out, err }))),
  };
}

describe("installation", () => {
  it("happens once, then only when the lockfile or a manifest changed", async () => {
    await start("aidc").ended;
    await start("aidc").ended;
    expect(installs()).toEqual(["exec --yes pnpm@1.2.3 -- install --frozen-lockfile in development"]);
    write("pnpm-lock.yaml", "two");
    await start("aidc").ended;
    write("packages/new/package.json", "{}");
    await start("aidc").ended;
    await start("aidc").ended;
    expect(installs()).toHaveLength(3);
  });

  it("stops with a sentence when it fails, and is tried again the next time", async () => {
    write("npm.js", "process.exit(7)");
    const { code, err } = await start("aidc").ended;
    expect(code).toBe(1);
    expect(err).toContain("The installation failed");
    expect(existsSync(join(root, ".cache/install.pid"))).toBe(false);
    write("npm.js", 'require("node:fs").appendFileSync("npm.log", "again\\n")');
    expect((await start("aidc").ended).code).toBe(0);
    expect(installs()).toEqual(["again"]);
  });

  it("is done by one of two that start together", async () => {
    const both = [start("aidc").ended, start("aidc").ended];
    expect((await Promise.all(both)).map(({ code }) => code)).toEqual([0, 0]);
    expect(installs()).toHaveLength(1);
  });

  it("is not held up by the lock of a process that is gone", async () => {
    const { child, ended } = start("nothing");
    await ended;
    write(".cache/install.pid", String(child.pid));
    expect((await start("aidc").ended).code).toBe(0);
  });
});

describe("tasks", () => {
  it("leaves stdout to the task and hands the arguments on", async () => {
    const { code, out } = await start("aidc", "center", "list", "--json").ended;
    expect(code).toBe(0);
    expect(out).toBe('["center","list","--json"]\n');
  });

  it("passes the exit code of the task on", async () => {
    write("apps/cli/src/main.ts", "process.exitCode = 2;");
    expect((await start("aidc").ended).code).toBe(2);
  });

  it("puts the pinned Node first on the path", async () => {
    write("apps/cli/src/main.ts", 'console.log(process.env.PATH.split(":")[0]);');
    expect((await start("aidc").ended).out.trim()).toMatch(/node_modules\/node-[a-z0-9-]+\/bin$/);
  });

  it("names the tasks to who asks for none of them", async () => {
    const { code, err } = await start("dance").ended;
    expect(code).toBe(2);
    expect(err).toContain("start|test|bench|aidc");
  });

  it("refuses an old Node in a sentence", async () => {
    write("old.mjs", 'Object.defineProperty(process.versions, "node", { value: "18.19.0" });');
    const child = spawn(process.execPath, ["--import", "./old.mjs", "tools/run.mjs", "aidc"], { cwd: root });
    let err = "";
    child.stderr.on("data", (chunk) => {
      err += chunk;
    });
    const code = await new Promise((resolve) => child.once("close", resolve));
    expect(code).toBe(1);
    expect(err).toContain("needs Node 20 or newer to start; this is Node 18.19.0");
  });
});

describe("a running server", () => {
  const server =
    'process.on("SIGTERM", () => { console.log("stopping"); process.exitCode = 3; clearInterval(timer); });' +
    'const timer = setInterval(() => {}, 1000); console.log("listening");';

  it("is told to stop, waited for, and its exit code passed on", async () => {
    write("apps/api/src/main.ts", server);
    const { child, ended } = start("start");
    child.once("said", () => child.kill("SIGTERM"));
    expect(await ended).toMatchObject({ code: 3, out: "listening\nstopping\n" });
  });

  it("is not started when the build fails, and the build's words are shown", async () => {
    write("apps/api/src/main.ts", server);
    write("node_modules/turbo/bin/turbo", 'console.log("no such colour"); process.exit(4);');
    const { code, out, err } = await start("start").ended;
    expect({ code, out }).toEqual({ code: 4, out: "" });
    expect(err).toContain("no such colour");
  });
});

describe.skipIf(process.platform === "win32")("npm", () => {
  const server =
    'process.on("SIGTERM", () => { fs.writeFileSync("stopped", ""); process.exit(0); });' +
    'const fs = require("node:fs"); setInterval(() => {}, 1000); fs.writeFileSync("started", "");';
  const waitFor = async (path: string) => {
    const deadline = Date.now() + 60_000;
    while (!existsSync(join(root, path)) && Date.now() < deadline)
      await new Promise((done) => setTimeout(done, 50));
    return existsSync(join(root, path));
  };

  it.each(["SIGTERM", "SIGKILL"] as const)("takes the server along when %s ends it", async (signal) => {
    write("apps/api/src/main.ts", server);
    write(
      "package.json",
      '{ "packageManager": "pnpm@1.2.3", "scripts": { "start": "node tools/run.mjs start" } }',
    );
    // npm sets npm_execpath for what it starts, so here the installation has to be done before.
    write("apps/cli/src/main.ts", "");
    await start("aidc").ended;
    const npm = spawn("npm", ["start"], { cwd: root, stdio: "ignore" });
    expect(await waitFor("started")).toBe(true);
    npm.kill(signal);
    expect(await waitFor("stopped")).toBe(true);
  });
});
