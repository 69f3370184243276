// Runs one command in front of the user and waits for it to end.
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { watchNpm } from "./npm-watch.mjs";

/**
 * The child shares our terminal: Ctrl-C there reaches the whole process group, so it is not passed on a second time.
 * Without a terminal a signal may have been sent to us alone, and is passed on; the server takes a repeated one calmly.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{cwd: string, env: NodeJS.ProcessEnv}} options
 * @returns {Promise<number>} the exit code; 128 + n when signal n ended it
 */
export function runForeground(command, args, { cwd, env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: "inherit" });
    const stopListening = passSignalsTo(child);
    child.once("error", (error) => {
      stopListening();
      reject(error);
    });
    child.once("close", (code, signal) => {
      stopListening();
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

/** @returns {() => void} takes the listeners away again */
function passSignalsTo(child) {
  const onInterrupt = () => {
    if (!process.stdin.isTTY) child.kill("SIGINT");
  };
  const onTerminate = () => child.kill("SIGTERM");
  process.on("SIGINT", onInterrupt);
  process.on("SIGTERM", onTerminate);
  const stopWatching = watchNpm(onTerminate);
  return () => {
    stopWatching();
    process.off("SIGINT", onInterrupt);
    process.off("SIGTERM", onTerminate);
  };
}
