// npm does not pass every signal on: SIGTERM ends npm and the shell it started us in, SIGKILL ends npm alone, and
// what npm started would run on unseen. So a task that npm started ends when npm is gone.
import { readFileSync } from "node:fs";

const lookEveryMs = 500;
/** npm -> sh -> the shim of a package's binary -> us, with one to spare. */
const furthestAncestor = 4;

/**
 * @param {() => void} onGone called once, when the npm that started us has ended
 * @returns {() => void} stops the watch
 */
export function watchNpm(onGone) {
  if (!process.env.npm_lifecycle_event) return () => {};
  const isGone = npmGone();
  const watch = setInterval(() => {
    if (!isGone()) return;
    clearInterval(watch);
    onGone();
  }, lookEveryMs);
  watch.unref();
  return () => clearInterval(watch);
}

/** @returns {() => boolean} where processes cannot be looked up, our parent stands for npm */
function npmGone() {
  const npm = findNpm();
  if (npm !== undefined) return () => !isRunning(npm);
  const parent = process.ppid;
  return () => process.ppid !== parent;
}

function findNpm() {
  let pid = process.ppid;
  for (let step = 0; step < furthestAncestor; step++) {
    const facts = processFacts(pid);
    if (!facts) return undefined;
    if (facts.name.startsWith("npm")) return pid;
    pid = facts.parent;
  }
  return undefined;
}

function isRunning(pid) {
  const facts = processFacts(pid);
  return facts !== undefined && facts.state !== "Z";
}

/** Linux only: `pid (name) state parent ...`; the name may hold spaces and brackets. */
function processFacts(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const end = stat.lastIndexOf(")");
    const [state, parent] = stat.slice(end + 2).split(" ");
    return { name: stat.slice(stat.indexOf("(") + 1, end), state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}
