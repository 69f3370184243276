// Builds what is built at all (the console). Turbo knows whether anything changed, so a second time costs a look.
import { spawn } from "node:child_process";
import { join } from "node:path";

const turbo = join(import.meta.dirname, "../../node_modules/turbo/bin/turbo");
const args = ["run", "build", "--output-logs=errors-only", "--no-update-notifier"];
// Its words go to stderr: stdout belongs to the task.
const child = spawn(process.execPath, [turbo, ...args], { stdio: ["ignore", "pipe", "pipe"] });
const said = [];
for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => said.push(chunk));
child.on("close", (code) => {
  if (code !== 0) process.stderr.write(Buffer.concat(said));
  process.exitCode = code ?? 1;
});
