// Runs one command in front of the user and waits for it to end.
import { spawn } from "node:child_process";
import { constants } from "node:os";

/**
 * The child shares our terminal. Ctrl-C there reaches the whole process group, so it is not passed on a second time;
 * a signal that was sent to this process alone is. When npm itself is ended, nobody would tell the child: so it is
 * told when our parent is gone.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{cwd: string, env: NodeJS.ProcessEnv}} options
 * @returns {Promise<number>} the exit code; 128 + n when signal n ended it
 */
export function runForeground(command, args, { cwd, env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: "inherit" });
    const stop = stopWith(child);
    child.once("error", (error) => {
      stop();
      reject(error);
    });
    child.once("close", (code, signal) => {
      stop();
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

/** @returns {() => void} takes the listeners and the watch away again */
function stopWith(child) {
  const onInterrupt = () => {
    if (!process.stdin.isTTY) child.kill("SIGINT");
  };
  const onTerminate = () => child.kill("SIGTERM");
  process.on("SIGINT", onInterrupt);
  process.on("SIGTERM", onTerminate);
  const watch = process.env.npm_lifecycle_event ? watchParent(onTerminate) : undefined;
  return () => {
    clearInterval(watch);
    process.off("SIGINT", onInterrupt);
    process.off("SIGTERM", onTerminate);
  };
}

function watchParent(onGone) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    onGone();
  }, 500);
  watch.unref();
  return watch;
}
