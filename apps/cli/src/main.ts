import { readCliConfig } from "./config.ts";
import { runCli } from "./run.ts";

// Whoever reads our output may have seen enough of it (`| head`).
process.stdout.on("error", (error) => {
  if ("code" in error && error.code === "EPIPE") process.exit();
  throw error;
});

process.exitCode = await runCli(process.argv.slice(2), readCliConfig(), {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
});
