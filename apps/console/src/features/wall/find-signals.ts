import type { WallState } from "@aidc/contract";
import { listNames } from "../../i18n/isolate.ts";
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

/** What does not report, and how many racks with servers and sources together do. */
export interface Reporting {
  readonly signals: readonly Signal[];
  readonly fresh: number;
  readonly total: number;
}

const names = 3;

/** The worst first: racks over their limit, silent sources, silent racks, late sources. */
export function judgeReporting(board: RackBoard | null, sources: WallState["sources"]): Reporting {
  const racks = board ? tallyRacks(board.table) : { heard: 0, total: 0, over: [], silent: [] };
  const named = (rows: readonly number[]) => rows.map((row) => board?.places[row]?.name ?? "");
  const sourcesHeard = sources.filter(({ freshness }) => freshness === "live" || freshness === "late").length;
  return {
    signals: [
      ...rackSignal("over", "critical", "wall.reporting.over", named(racks.over)),
      ...sourceSignals(sources, "stale", "wall.reporting.source.stale", "warning"),
      ...sourceSignals(sources.filter(isKnown), "none", "wall.reporting.source.none", "unknown"),
      ...sourceSignals(sources.filter(isUnkept), "none", "wall.reporting.source.unkept", "unknown"),
      ...rackSignal("silent", "warning", "wall.reporting.racks", named(racks.silent)),
      ...sourceSignals(sources, "late", "wall.reporting.source.late", "info"),
    ],
    fresh: racks.heard + sourcesHeard,
    total: racks.total + sources.length,
  };
}

const isUnkept = ({ isUnkept }: WallState["sources"][number]): boolean => isUnkept === true;
const isKnown = (source: WallState["sources"][number]): boolean => !isUnkept(source);

function rackSignal(key: string, mark: Mark, message: MessageId, racks: readonly string[]): Signal[] {
  if (racks.length === 0) return [];
  const detail = listNames(racks.slice(0, names)) + (racks.length > names ? ", \u2026" : "");
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
