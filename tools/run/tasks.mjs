// The tasks that tools/run.mjs knows, each a short recipe over the installed workspace.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installWhenChanged } from "./install.mjs";
import { pinnedToolchain } from "./pinned-node.mjs";
import { runForeground } from "./process.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** @type {Record<string, {script: string, build?: boolean}>} */
const tasks = {
  start: { script: "apps/api/src/main.ts", build: true },
  test: { script: "tools/test.ts" },
  bench: { script: "bench/main.ts" },
  aidc: { script: "apps/cli/src/main.ts" },
  "report-pages": { script: "e2e/report-pages.ts", build: true },
  screenshots: { script: "e2e/screenshots.ts", build: true },
};

/**
 * @param {string | undefined} name one of `tasks`
 * @param {readonly string[]} args handed to the task's script
 * @returns {Promise<number>} the exit code of the task
 */
export async function runTask(name, args) {
  const task = tasks[name ?? ""];
  if (!task) {
    process.stderr.write(`Use: node tools/run.mjs ${Object.keys(tasks).join("|")} [arguments]\n`);
    return 2;
  }
  await installWhenChanged(root);
  const { node, env } = pinnedToolchain(root);
  const run = (/** @type {readonly string[]} */ command) => runForeground(node, command, { cwd: root, env });

  if (!existsSync(join(root, task.script))) {
    process.stderr.write(`${task.script} is missing: this copy of the project is not complete.\n`);
    return 1;
  }
  if (task.build) {
    const built = await run([join(root, "tools/run/build.mjs")]);
    if (built !== 0) return built;
  }
  return run([join(root, task.script), ...args]);
}
