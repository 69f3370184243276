/**
 * The two feeds of a rack: with one path lost, everything hangs on the other, from the outlet up to where the paths
 * part, and has to stay under what each breaker may carry all the time. Source: standards 2.3 (each side must carry
 * the whole rack; continuous limit 80 % of the breaker in North American practice).
 */
import type { Feed, redundancyStates } from "@aidc/contract";
import { branchOf } from "../topology/branches.ts";

export type Redundancy = (typeof redundancyStates)[number];

/** What the feed states; else breaker rating x voltage at a power factor of 1 x the continuous share. null: neither. */
export function continuousLimitW(feed: Feed): number | null {
  if (feed.limitW !== undefined) return feed.limitW;
  const { ratedA, volts, phases, continuousShare } = feed;
  if (ratedA === undefined || volts === undefined || phases === undefined) return null;
  return Math.round(ratedA * volts * (phases === 3 ? Math.sqrt(3) : 1) * continuousShare);
}

/** A rack's power at this moment, W: 0 for one with nothing in it, null where it is not known. */
export type RackPowerOf = (rackId: string) => number | null;

export interface FeedLoad {
  /** What is known of it. */
  readonly knownW: number;
  readonly isWhole: boolean;
}

/**
 * What a feed carries when the other path is lost: the whole of every rack on it. A rack with several outlets on
 * the same path shares between them as equals.
 */
export function loadAlone(feeds: readonly Feed[], feed: Feed, powerOf: RackPowerOf): FeedLoad {
  const all = outletsByRack(feeds);
  const below = outletsByRack(branchOf(feeds, feed.id));
  return sumAlone(partsOf(below, all), powerOf);
}

/** A rack that hangs on a feed, and how much of it. */
export interface PartAlone {
  readonly rack: string;
  readonly share: number;
}

export function sumAlone(parts: readonly PartAlone[], powerOf: RackPowerOf): FeedLoad {
  let knownW = 0;
  let isWhole = true;
  for (const { rack, share } of parts) {
    const powerW = powerOf(rack);
    if (powerW === null) isWhole = false;
    else knownW += powerW * share;
  }
  return { knownW, isWhole };
}

/** Of every feed with a path that serves a rack which has both: what hangs on it when the other path is lost. */
export function partsByFeed(feeds: readonly Feed[]): ReadonlyMap<Feed, readonly PartAlone[]> {
  const all = outletsByRack(feeds);
  const isDouble = (rack: string) =>
    new Set((all.get(rack) ?? []).flatMap(({ path }) => path ?? [])).size > 1;
  const byId = feedsById(feeds);
  const chains = feeds
    .filter(({ racks }) => racks.length > 0)
    .flatMap((outlet) => withAncestors(byId, [outlet]).map((above) => ({ above, outlet })));
  const outlets = Map.groupBy(chains, ({ above }) => above);
  const served = [...outlets]
    .map(([feed, links]) => [feed, links.map(({ outlet }) => outlet)] as const)
    .filter(([{ path }, below]) => path !== null && below.some(({ racks }) => racks.some(isDouble)));
  return new Map(served.map(([feed, below]) => [feed, partsOf(outletsByRack(below), all)]));
}

function partsOf(below: OutletsByRack, all: OutletsByRack): PartAlone[] {
  return [...below].map(([rack, own]) => ({ rack, share: shareOfPath(own, all.get(rack) ?? own) }));
}

type OutletsByRack = ReadonlyMap<string, readonly Feed[]>;

function outletsByRack(feeds: readonly Feed[]): ReadonlyMap<string, readonly Feed[]> {
  const outlets = new Map<string, Feed[]>();
  for (const feed of feeds)
    for (const rack of feed.racks) outlets.set(rack, [...(outlets.get(rack) ?? []), feed]);
  return outlets;
}

/** Of a busway on which one of two outlets hangs: half, as of that outlet. */
function shareOfPath(below: readonly Feed[], all: readonly Feed[]): number {
  const paths = new Set(below.map(({ path }) => path));
  return below.length / all.filter(({ path }) => paths.has(path)).length;
}

/** The outlets of a rack. */
export function feedsOfRack(feeds: readonly Feed[], rack: string): Feed[] {
  return feeds.filter((feed) => feed.racks.includes(rack));
}

/** Whether either path alone carries everything that would hang on it now. */
export function redundancyOf(feeds: readonly Feed[], rack: string, powerOf: RackPowerOf): Redundancy {
  const outlets = feedsOfRack(feeds, rack);
  if (outlets.length === 0) return "unknown";
  const paths = new Set(outlets.map(({ path }) => path));
  if (!paths.has("A") || !paths.has("B")) return "single";
  const verdicts = withAncestors(feedsById(feeds), outlets)
    .filter(({ path }) => path !== null)
    .map((feed) => carriesAlone(feeds, feed, powerOf));
  if (verdicts.includes(false)) return "not_redundant";
  return verdicts.includes(null) ? "unknown" : "redundant";
}

/** What is known may be too much already; too little is no proof while a part is not known. */
function carriesAlone(feeds: readonly Feed[], feed: Feed, powerOf: RackPowerOf): boolean | null {
  const limitW = continuousLimitW(feed);
  if (limitW === null) return null;
  const { knownW, isWhole } = loadAlone(feeds, feed, powerOf);
  if (knownW > limitW) return false;
  return isWhole ? true : null;
}

const feedsById = (feeds: readonly Feed[]) => new Map(feeds.map((feed) => [feed.id, feed]));

function withAncestors(byId: ReadonlyMap<string, Feed>, outlets: readonly Feed[]): Feed[] {
  const chain = new Set(outlets);
  // A set is walked in the order of insertion, with what is added on the way.
  for (const feed of chain) {
    const parent = feed.parent === null ? undefined : byId.get(feed.parent);
    if (parent) chain.add(parent);
  }
  return [...chain];
}
