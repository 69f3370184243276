/**
 * When servers did not stand in a center: one that was put into an old rack later was not silent before. A history says so
 * from its beginning on; of the time before, what its first import found stood there. Source: decision 78.
 */
import type { WindowMs } from "@aidc/contract";
import { gapsIn, unionIntervals } from "../time/intervals.ts";

/** What an import left of a server. */
export interface ServerLine {
  readonly id: string;
  readonly atMs: number;
  readonly stands: boolean;
}

/** Without end where nothing ends it. */
export interface ServerAbsence extends WindowMs {
  readonly server: string;
}

/**
 * @param lines of each server oldest first
 * @param sinceMs when the history of servers begins
 */
export function absencesOf(lines: readonly ServerLine[], sinceMs: number): ServerAbsence[] {
  return [...Map.groupBy(lines, ({ id }) => id)].flatMap(([server, own]) => {
    const [first] = own;
    const cameMs = first && first.atMs > sinceMs ? first.atMs : Number.NEGATIVE_INFINITY;
    const gone = own.flatMap(({ atMs, stands }, at) =>
      stands ? [] : [{ fromMs: atMs, toMs: own[at + 1]?.atMs ?? Number.POSITIVE_INFINITY }],
    );
    const spans = unionIntervals([{ fromMs: Number.NEGATIVE_INFINITY, toMs: cameMs }, ...gone]);
    return spans.map((span) => ({ server, ...span }));
  });
}

/** Servers that stood at no time of the window. */
export function serversNotIn(absences: readonly ServerAbsence[], window: WindowMs): ReadonlySet<string> {
  const byServer = Map.groupBy(absences, ({ server }) => server);
  return new Set([...byServer].flatMap(([id, own]) => (gapsIn(window, own).length === 0 ? [id] : [])));
}
