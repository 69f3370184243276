/**
 * Accelerators that could not be scheduled: recorded incidents and maintenance at their places, united, so that one
 * inside the other counts once. An event that names no place and touches everybody is of the whole center; one that
 * names tenants alone takes no accelerator down. Source: standards 2.2 "Schedulable".
 */
import type { ServiceEvent, WindowMs } from "@aidc/contract";
import { reachOf } from "../service/event-reach.ts";
import { intersectIntervals, overlapMs, unionIntervals } from "../time/intervals.ts";
import type { ReportInputs } from "./inputs.ts";

/** A server as a whole, or single accelerators of it. */
interface Down {
  readonly cards: number;
  readonly spans: readonly WindowMs[];
}

/** Of the accelerators of the inventory the share of each window that was down, 0..1. */
export function downShares(inputs: ReportInputs, windows: readonly WindowMs[]): number[] {
  const { servers } = inputs.document;
  const cards = servers.reduce((sum, { accelerators }) => sum + (accelerators?.count ?? 0), 0);
  const sums = windows.map(() => 0);
  for (const { cards: own, spans } of downOf(inputs))
    for (const span of spans)
      for (const [at, window] of windows.entries())
        sums[at] = (sums[at] ?? 0) + own * overlapMs(span, window);
  return windows.map(({ fromMs, toMs }, at) => (cards > 0 ? (sums[at] ?? 0) / cards / (toMs - fromMs) : 0));
}

function downOf(inputs: ReportInputs): Down[] {
  const { document, events, periods } = inputs;
  const fromMs = Math.min(...Object.values(periods).map(({ window }) => window.fromMs));
  const reach = { fromMs, toMs: periods.current.window.toMs };
  const byServer = new Map<string, WindowMs[]>();
  const bySlot = new Map<string, { readonly server: string; readonly spans: WindowMs[] }>();
  for (const event of events) {
    const [span] = intersectIntervals([reach], [spanOf(event, reach)]);
    if (!span) continue;
    const { servers, slots } = reachOf(document, event);
    for (const id of servers) byServer.set(id, [...(byServer.get(id) ?? []), span]);
    for (const [id, server] of slots)
      bySlot.set(id, { server, spans: [...(bySlot.get(id)?.spans ?? []), span] });
  }
  return [...downServers(document.servers, byServer), ...downSlots(byServer, bySlot)];
}

/** Servers that went down and came back together are one. */
function downServers(
  servers: ReportInputs["document"]["servers"],
  byServer: ReadonlyMap<string, readonly WindowMs[]>,
): Down[] {
  const together = new Map<string, Down>();
  for (const { id, accelerators } of servers) {
    const spans = unionIntervals(byServer.get(id) ?? []);
    if (!accelerators || spans.length === 0) continue;
    const key = spans.map(({ fromMs, toMs }) => `${fromMs}-${toMs}`).join();
    together.set(key, { cards: (together.get(key)?.cards ?? 0) + accelerators.count, spans });
  }
  return [...together.values()];
}

/** Single accelerators; what their server was down for is counted there. */
function downSlots(
  byServer: ReadonlyMap<string, readonly WindowMs[]>,
  bySlot: ReadonlyMap<string, { readonly server: string; readonly spans: readonly WindowMs[] }>,
): Down[] {
  return [...bySlot.values()].flatMap(({ server, spans }): Down[] => {
    const own = unionIntervals(spans);
    const shared = intersectIntervals(own, unionIntervals(byServer.get(server) ?? []));
    return [
      { cards: 1, spans: own },
      { cards: -1, spans: shared },
    ];
  });
}

const spanOf = ({ from, to }: ServiceEvent, reach: WindowMs): WindowMs => ({
  fromMs: Date.parse(from),
  toMs: to === null ? reach.toMs : Date.parse(to),
});
