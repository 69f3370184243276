import { readCliConfig } from "./config.ts";
import { runCli } from "./run.ts";

process.exitCode = await runCli(process.argv.slice(2), readCliConfig(), {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
});
