import type { Progress } from "@aidc/feeder";

/** Draws how far a replay is: one line redrawn on a terminal, a line every tenth elsewhere. */
export function progressBar(tell: (text: string) => void, isTerminal: boolean): (progress: Progress) => void {
  let shownTenth = -1;
  let shownAtMs = Number.NEGATIVE_INFINITY;
  return ({ sentSamples, allSamples, atMs }) => {
    const share = allSamples === 0 ? 1 : sentSamples / allSamples;
    const isDone = sentSamples === allSamples;
    const line = `${String(Math.floor(share * 100)).padStart(3)} %  ${sentSamples.toLocaleString("en")} of ${allSamples.toLocaleString("en")} samples, ${new Date(atMs).toISOString()}`;
    if (isTerminal) {
      if (!isDone && performance.now() - shownAtMs < 100) return;
      shownAtMs = performance.now();
      const filled = Math.round(share * 24);
      tell(`\r[${"#".repeat(filled)}${".".repeat(24 - filled)}] ${line}\u001b[K${isDone ? "\n" : ""}`);
    } else if (Math.floor(share * 10) > shownTenth) {
      shownTenth = Math.floor(share * 10);
      tell(`${line}\n`);
    }
  };
}
