import type { ReportFile } from "@aidc/contract";

/** So small a file is ready that whoever waits sees no more than a button that was pressed. */
const watchMs = 700;
/** Each issue makes eight wait and what failed is tried each hour: a page that is merely open is in no hurry. */
const lookMs = 5_000;

/** @param mine ids of what this page asked for itself */
export function lookAgainMs(
  files: readonly Pick<ReportFile, "id" | "state">[] | undefined,
  mine: readonly string[],
): number {
  const isWatched = files?.some(
    ({ id, state }) => state === "running" || (state === "waiting" && mine.includes(id)),
  );
  return isWatched ? watchMs : lookMs;
}
