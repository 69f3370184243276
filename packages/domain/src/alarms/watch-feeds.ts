/**
 * Feeds: dead ones, and what they carry beside what they may. Dead is one through which nothing flows although servers
 * hang on it: a feed of empty racks carries nothing and is well; of two paths each is judged by itself, for the other
 * one may carry all of the load now.
 */
import type { AlarmCondition, CenterDocument, Quantity, Subject } from "@aidc/contract";
import { rackStates } from "@aidc/contract";
import { freshValue, noSignal } from "../live/signals.ts";
import type { RackPowerOf } from "../rack/feeds.ts";
import { continuousLimitW, partsByFeed, sumAlone } from "../rack/feeds.ts";
import { racksServedBy } from "../topology/branches.ts";
import type { Reading } from "./condition.ts";
import { readLimit } from "./condition.ts";
import type { Watching } from "./watch-equipment.ts";
import type { AlarmMoment, AlarmPlan } from "./watched.ts";

type FeedShare = Extract<AlarmCondition, { kind: "feed_share" }>;
type FeedCondition = FeedShare | Extract<AlarmCondition, { kind: "feed_dead" }>;
type Points = readonly { readonly subject: Subject; readonly quantity: Quantity }[];

/** A feed with the row of the point that tells its power, in W. */
export interface FeedReader {
  readonly id: string;
  readonly row: number;
  readonly limitW: number | null;
  readonly read: (watts: number) => Reading;
}

/** Below what any server draws that is plugged in and switched off. */
const deadW = 1;
const readDead = (watts: number) => readLimit(watts, { side: "below", raiseAt: deadW, deadBand: deadW });

/** @returns null where the condition is about something else, or about more than a feed's own power */
export function feedReaders(
  condition: AlarmCondition,
  document: Pick<CenterDocument, "feeds" | "servers">,
  points: Points,
): FeedReader[] | null {
  if (condition.kind === "feed_dead") return loadedFeeds(document, points);
  return condition.kind === "feed_share" && condition.of === "own"
    ? ratedFeeds(condition, document, points)
    : null;
}

function loadedFeeds(
  { feeds, servers }: Pick<CenterDocument, "feeds" | "servers">,
  points: Points,
): FeedReader[] {
  const used = new Set(servers.map(({ rack }) => rack));
  const own = rowsOfPower(points);
  return feeds.flatMap(({ id, meter }) => {
    const row = own.get(`feed/${id}`) ?? own.get(`meter/${meter}`);
    const isLoaded = racksServedBy(feeds, id).some((rack) => used.has(rack));
    return row !== undefined && isLoaded ? [{ id, row, limitW: null, read: readDead }] : [];
  });
}

/** A meter behind which several feeds are tells of none of them how much it carries. */
function ratedFeeds(
  condition: FeedShare,
  { feeds }: Pick<CenterDocument, "feeds">,
  points: Points,
): FeedReader[] {
  const own = rowsOfPower(points);
  const behind = Map.groupBy(feeds, ({ meter }) => meter);
  const limit = { ...condition, side: "above" } as const;
  return feeds.flatMap((feed) => {
    const isSole = behind.get(feed.meter)?.length === 1;
    const row = own.get(`feed/${feed.id}`) ?? (isSole ? own.get(`meter/${feed.meter}`) : undefined);
    const limitW = continuousLimitW(feed);
    if (row === undefined || limitW === null) return [];
    return [{ id: feed.id, row, limitW, read: (watts: number) => readLimit(watts / limitW, limit) }];
  });
}

function rowsOfPower(points: Points): ReadonlyMap<string, number> {
  const own = new Map<string, number>();
  for (const [row, { subject, quantity }] of points.entries())
    if (quantity === "power") own.set(`${subject.kind}/${subject.id}`, row);
  return own;
}

export function watchFeeds(plan: AlarmPlan, condition: FeedCondition): Watching {
  if (condition.kind === "feed_share" && condition.of === "alone") return watchAlone(plan, condition);
  const { index, points } = plan;
  const readers = feedReaders(condition, index.document, points) ?? [];
  const share = condition.kind === "feed_share" ? ({ ...condition, side: "above" } as const) : null;
  return {
    subjects: readers.map(({ id }) => ({ kind: "feed", id })),
    limit: share?.raiseAt ?? deadW,
    judge: share ? (value) => readLimit(value, share) : readDead,
    valueOf(row, { latest, nowMs }) {
      const reader = readers[row];
      const watts = freshValue(index.signals, latest, reader?.row ?? noSignal, nowMs);
      return watts / (reader?.limitW ?? 1);
    },
  };
}

/** Redundancy as the page of a rack tells it. What is known may be too much already; too little is no proof. */
function watchAlone({ index }: AlarmPlan, condition: FeedShare): Watching {
  const limit = { ...condition, side: "above" } as const;
  const rated = [...partsByFeed(index.document.feeds)].flatMap(([feed, parts]) => {
    const limitW = continuousLimitW(feed);
    return limitW === null ? [] : [{ id: feed.id, parts, limitW }];
  });
  return {
    subjects: rated.map(({ id }) => ({ kind: "feed", id })),
    limit: condition.raiseAt,
    judge: (value) => readLimit(value, limit),
    valueOf(row, moment) {
      const feed = rated[row];
      if (!feed) return Number.NaN;
      const { knownW, isWhole } = sumAlone(feed.parts, powerIn(index, moment));
      const share = knownW / feed.limitW;
      return isWhole || share >= condition.raiseAt ? share : Number.NaN;
    },
  };
}

const empty = rackStates.indexOf("empty");

/** As the rack's page: nothing in it draws nothing, an incomplete sum is not known. */
function powerIn({ racks }: AlarmPlan["index"], { readings }: AlarmMoment): RackPowerOf {
  return (rackId) => {
    const row = racks.rowById.get(rackId);
    if (row === undefined) return null;
    if (readings.states[row] === empty) return 0;
    return readings.powerKnown[row] === 1 ? (readings.powerW[row] ?? null) : null;
  };
}
