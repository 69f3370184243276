import type { WallState } from "@aidc/contract";
import type { MessageId } from "../../i18n/messages/en.ts";
import type { RackBoard } from "../../live/rack-board.ts";
import { tallyRacks } from "../../live/rack-board.ts";
import type { Mark } from "../../ui/state-mark.tsx";

/** One thing that is not as it should be with the reporting or the limits. */
export interface Signal {
  readonly key: string;
  readonly mark: Mark;
  readonly message: MessageId;
  readonly count: number;
  /** Names of what it is about. */
  readonly detail: string;
  /** Since when, on the center's clock; null where that is not known. */
  readonly sinceMs: number | null;
}

const names = 3;

/** The worst first: racks over their limit, silent sources, silent racks, late sources. */
export function findSignals(board: RackBoard | null, sources: WallState["sources"]): Signal[] {
  const { over, silent } = unusualRacks(board);
  return [
    ...rackSignal("over", "critical", "wall.reporting.over", over),
    ...sourceSignals(sources, "stale", "wall.reporting.source.stale", "warning"),
    ...sourceSignals(sources, "none", "wall.reporting.source.none", "unknown"),
    ...rackSignal("silent", "warning", "wall.reporting.racks", silent),
    ...sourceSignals(sources, "late", "wall.reporting.source.late", "info"),
  ];
}

/** Racks with servers and sources together: how many of them are heard. */
export function countReporting(
  board: RackBoard | null,
  sources: WallState["sources"],
): { fresh: number; total: number } {
  const sourcesHeard = sources.filter(({ freshness }) => freshness === "live" || freshness === "late").length;
  const { heard, total } = board ? tallyRacks(board.table) : { heard: 0, total: 0 };
  return { fresh: heard + sourcesHeard, total: total + sources.length };
}

/** Names of racks. */
function unusualRacks(board: RackBoard | null): { over: string[]; silent: string[] } {
  if (!board) return { over: [], silent: [] };
  const { over, silent } = tallyRacks(board.table);
  const named = (rows: readonly number[]) => rows.map((row) => board.places[row]?.name ?? "");
  return { over: named(over), silent: named(silent) };
}

function rackSignal(key: string, mark: Mark, message: MessageId, racks: readonly string[]): Signal[] {
  if (racks.length === 0) return [];
  const detail = racks.slice(0, names).join(", ") + (racks.length > names ? ", \u2026" : "");
  return [{ key, mark, message, count: racks.length, detail, sinceMs: null }];
}

function sourceSignals(
  sources: WallState["sources"],
  freshness: WallState["sources"][number]["freshness"],
  message: MessageId,
  mark: Mark,
): Signal[] {
  return sources
    .filter((source) => source.freshness === freshness)
    .map(({ id, name, lastSampleAtMs }) => ({
      key: id,
      mark,
      message,
      count: 1,
      detail: name,
      sinceMs: lastSampleAtMs,
    }));
}
