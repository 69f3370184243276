import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { findBrowser, installBrowser, installCommand } from "./browser.ts";
import { ownChecks } from "./checks/run-checks.ts";
import { describeFault, root } from "./checks/source-files.ts";
import type { Totals } from "./test-totals.ts";
import { addTotals, describeTotals, noTotals, readVitestReport } from "./test-totals.ts";

/** A static check: silent when it holds, else what is wrong, ready to print. */
type Check = () => Promise<string | undefined>;

const bin = (name: string): string => join(root, "node_modules/.bin", name);
const reportPath = join(root, ".cache/vitest.json");

const checks: Readonly<Record<string, Check>> = {
  lint: () => runQuietly(bin("biome"), ["check", "--colors=off", "--diagnostic-level=error", "."]),
  ...Object.fromEntries(
    Object.entries(ownChecks).map(([name, check]) => [name, async () => faultsOf(check)]),
  ),
  "unused code": () => runQuietly(bin("knip"), ["--no-progress"]),
  "types of the tools": () => runQuietly(bin("tsc"), ["-p", "tools"]),
  // One checker a room: rooms run beside each other, and each further checker works out shared types once more.
  "types of the workspaces": () =>
    runQuietly(bin("turbo"), [
      ...["run", "types", "--continue", "--concurrency=3", "--output-logs=errors-only"],
      ...["--", "--checkers", "1"],
    ]),
  "console build": () => runQuietly(bin("turbo"), ["run", "build", "--output-logs=errors-only"]),
  browser: findOrInstallBrowser,
};

/** Everything, or with arguments only the tests that vitest finds by them. */
async function test(args: readonly string[]): Promise<Totals> {
  mkdirSync(join(root, ".cache"), { recursive: true });
  if (args.length > 0) return runTests(args);
  const checked = await runChecks();
  const tested = await runTests(process.env.CHROMIUM_PATH ? [] : ["--project=!e2e*"]);
  return addTotals(checked, tested);
}

async function runChecks(): Promise<Totals> {
  const totals = noTotals();
  for (const [name, check] of Object.entries(checks)) {
    const startedAt = performance.now();
    const fault = await check();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(`${fault === undefined ? "ok  " : "FAIL"} ${name} (${seconds} s)`);
    if (fault === undefined) totals.passed++;
    else {
      console.log(indent(fault));
      totals.failures.push(`check: ${name}`);
    }
  }
  return totals;
}

async function runTests(args: readonly string[]): Promise<Totals> {
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportPath}`];
  const startedAtMs = Date.now();
  const exitCode = await new Promise<number>((resolve) => {
    const child = spawn(process.execPath, [vitest, "run", ...reporters, ...args], {
      cwd: root,
      stdio: "inherit",
    });
    child.once("close", (code) => resolve(code ?? 1));
  });
  return readVitestReport(reportPath, { exitCode, startedAtMs });
}

async function findOrInstallBrowser(): Promise<string | undefined> {
  if (!findBrowser()) installBrowser(console.log);
  const browser = findBrowser();
  if (!browser) return `The browser tests need a Chromium. Install one:\n${installCommand}`;
  process.env.CHROMIUM_PATH = browser;
  return undefined;
}

function faultsOf(check: () => Parameters<typeof describeFault>[0][]): string | undefined {
  const faults = check();
  return faults.length === 0 ? undefined : faults.map(describeFault).join("\n");
}

function runQuietly(command: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const said: Buffer[] = [];
    const child = spawn(command, args, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    child.stdout.on("data", (chunk: Buffer) => said.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code) =>
      resolve(code === 0 ? undefined : Buffer.concat(said).toString().trim() || `exit ${code}`),
    );
  });
}

const indent = (text: string): string => text.replace(/^/gm, "     ");

const totals = await test(process.argv.slice(2));
console.log(describeTotals(totals));
process.exitCode = totals.failures.length === 0 ? 0 : 1;
