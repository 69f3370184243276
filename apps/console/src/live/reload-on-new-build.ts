const key = "aidc.reloads";
const guardMs = 10 * 60_000;
const remembered = 8;
const answerMs = 5_000;

/** Storage of this tab only: a guard that outlives the tab would keep a wall on an old build. */
type ReloadStore = Pick<Storage, "getItem" | "setItem">;

/**
 * Whether this tab may reload for a build: at most once in ten minutes for each, so that two servers of
 * different builds behind one address cannot make a wall reload for ever. Saying yes is written down.
 */
export function mayReloadFor(build: string, store: ReloadStore, nowMs: number): boolean {
  const lines = (store.getItem(key) ?? "").split("\n").filter((line) => line !== "");
  const recent = lines.filter((line) => nowMs - Number(line.split(" ")[0]) < guardMs);
  if (recent.some((line) => line.slice(line.indexOf(" ") + 1) === build)) return false;
  store.setItem(key, [...recent, `${nowMs} ${build}`].slice(-remembered).join("\n"));
  return true;
}

/**
 * Calls `reload` once the moment is quiet and the server answers.
 * @returns what calls it off
 */
export function reloadWhenQuiet(isQuiet: () => boolean, reload: () => void): () => void {
  const checkEveryMs = 2_000 + Math.random() * 3_000;
  let stopped = false;
  const timer = setInterval(async () => {
    if (!isQuiet() || !(await serverAnswers()) || stopped) return;
    clearInterval(timer);
    reload();
  }, checkEveryMs);
  return () => {
    stopped = true;
    clearInterval(timer);
  };
}

/** A reload into a server that is still starting would leave a wall on the browser's error page. */
export async function serverAnswers(): Promise<boolean> {
  try {
    return (await fetch("/livez", { cache: "no-store", signal: AbortSignal.timeout(answerMs) })).ok;
  } catch {
    return false;
  }
}
