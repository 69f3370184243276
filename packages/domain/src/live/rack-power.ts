/**
 * The four powers of a rack, side by side: contracted, allocated, measured, limit; and the feeds that bring it.
 * Sources: standards 2.3, product "rack power as contracted / allocated / measured / limit".
 */
import type { Feed, LiveValue, Rack, RackState, Server } from "@aidc/contract";
import { worstGrade } from "../figure/figure.ts";
import type { RackPowerOf } from "../rack/feeds.ts";
import { continuousLimitW, feedsOfRack, loadAlone, redundancyOf } from "../rack/feeds.ts";
import { intervalOf } from "../tenancy/leases.ts";
import { holdsAt } from "../time/intervals.ts";
import type { CenterIndex } from "./index-center.ts";
import { recordedLive } from "./live-value.ts";
import { sumRackPower } from "./reduce-racks.ts";
import type { LatestLookup } from "./signals.ts";
import { clearSum, liveSignal, noSignal, unknownLive } from "./signals.ts";

/** Leases of power in force, each shared out equally over the racks that it holds now. */
export function contractedPower({ document }: CenterIndex, rackId: string, nowMs: number): LiveValue {
  const method = "rack_power_contracted";
  const held = document.assignments.filter((each) => holdsAt(intervalOf(each), nowMs));
  const own = new Set(held.filter(({ rack }) => rack === rackId).map(({ lease }) => lease));
  const leases = document.leases.filter(
    (lease) => lease.resource === "power_w" && own.has(lease.id) && holdsAt(intervalOf(lease), nowMs),
  );
  if (leases.length === 0) return unknownLive("W", method, "no_lease");
  let powerW = 0;
  let isShared = false;
  for (const { id, amount } of leases) {
    const racks = held.filter(({ lease, rack }) => lease === id && rack !== undefined).length;
    powerW += amount / racks;
    isShared ||= racks > 1;
  }
  const grades = leases.map(({ grade }) => grade);
  return recordedLive(powerW, "W", method, worstGrade(isShared ? ["derived", ...grades] : grades));
}

/** Rated power of what stands in the rack; servers without a rating lower the coverage. */
export function allocatedPower(rack: Rack, servers: readonly Server[]): LiveValue {
  const method = "rack_power_allocated";
  const grade = worstGrade(["derived", rack.placementGrade]);
  const rated = servers.flatMap(({ ratedPowerW }) => (ratedPowerW === undefined ? [] : [ratedPowerW]));
  if (servers.length > 0 && rated.length === 0) return unknownLive("W", method, "not_stated");
  const powerW = rated.reduce((sum, each) => sum + each, 0);
  const coverage = servers.length === 0 ? 1 : rated.length / servers.length;
  return { ...recordedLive(powerW, "W", method, grade), coverage };
}

export function powerLimit({ powerLimitW, limitGrade }: Rack): LiveValue {
  const method = "rack_power_limit";
  if (powerLimitW === undefined) return unknownLive("W", method, "no_limit");
  return recordedLive(powerLimitW, "W", method, limitGrade);
}

/** The feeds of a rack, and whether it lives through the loss of one path at this moment. */
export function rackFeeds(
  index: CenterIndex,
  latest: LatestLookup,
  nowMs: number,
  rackId: string,
): Pick<RackState, "feeds" | "redundancy"> {
  const { feeds } = index.document;
  const powerOf = powerReader(index, latest, nowMs);
  const outlets = feedsOfRack(feeds, rackId);
  return {
    redundancy: redundancyOf(feeds, rackId, powerOf),
    feeds: outlets.map((feed) => feedState(index, latest, nowMs, feed, powerOf)),
  };
}

/** One feed at this moment: its own series, else that of its meter. */
export function feedState(
  index: CenterIndex,
  latest: LatestLookup,
  nowMs: number,
  feed: Feed,
  powerOf: RackPowerOf,
): RackState["feeds"][number] {
  const own = index.find("feed", feed.id, "power");
  const signal = own === noSignal && feed.meter !== null ? index.find("meter", feed.meter, "power") : own;
  const alone = loadAlone(index.document.feeds, feed, powerOf);
  return {
    id: feed.id,
    name: feed.name,
    path: feed.path,
    limitW: continuousLimitW(feed),
    power: liveSignal(index.signals, latest, signal, nowMs, {
      unit: "W",
      method: "power_sum",
      noneExpected: "no_meter" as const,
    }),
    powerAloneW: alone.isWhole ? alone.knownW : null,
  };
}

/** Measured power of any rack; one with nothing in it draws nothing, an incomplete sum is not known. */
export function powerReader(index: CenterIndex, latest: LatestLookup, nowMs: number): RackPowerOf {
  const sum = clearSum();
  return (rackId) => {
    const row = index.racks.rowById.get(rackId);
    if (row === undefined) return null;
    const { expected, fresh, sum: powerW } = sumRackPower(index, latest, nowMs, row, sum);
    if (expected === 0) return 0;
    return fresh === expected ? powerW : null;
  };
}
