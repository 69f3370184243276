/**
 * Rules about who tells us things, and who shows them: a lost source is one alarm, whatever hangs on it; a wall that
 * stands still is one. Judged on the server's clock, but for a replayed center, whose sources live in recorded time.
 */
import type { AlarmRule } from "@aidc/contract";
import { heardTime } from "../live/signals.ts";
import { frozenAfterS, screenAgeS, standingOfWall } from "./screen-state.ts";
import { hallOf, rackOf, serverOf } from "./subjects.ts";
import type { Watching } from "./watch-equipment.ts";
import type { AlarmMoment, AlarmPlan, ExpectedSource } from "./watched.ts";
import { atLeast } from "./watched.ts";

/** Signals by the source that feeds them, as rows of the plan's points. */
export function feedsBySource({ points }: AlarmPlan): ReadonlyMap<string, readonly number[]> {
  const feeds = new Map<string, number[]>();
  for (const [signal, { sourceId }] of points.entries()) {
    if (sourceId === null) continue;
    const signals = feeds.get(sourceId);
    if (signals) signals.push(signal);
    else feeds.set(sourceId, [signal]);
  }
  return feeds;
}

const isWorking = ({ isRevoked }: ExpectedSource): boolean => isRevoked !== true;

/**
 * Keys of one name are one source. Those that feed no point are nobody's loss, nor those that were revoked; but where
 * nobody else feeds a point, the center is as silent as if they had been lost.
 */
export function watchSources(
  plan: AlarmPlan,
  moment: Pick<AlarmMoment, "sources">,
  cadences: number,
): Watching {
  const feeds = feedsBySource(plan);
  const named = [...Map.groupBy(moment.sources ?? [], ({ name }) => name)];
  const feeding = named.filter(([, keys]) => keys.some(({ id }) => feeds.has(id)));
  const working = feeding.filter(([, keys]) => keys.some(isWorking));
  const names = (working.length > 0 ? working : feeding).map(([name]) => name);
  return {
    subjects: names.map((id) => ({ kind: "source", id })),
    limit: cadences,
    judge: atLeast(cadences),
    valueOf: (row, now) => {
      const own = (now.sources ?? []).filter(({ name }) => name === names[row]);
      const known = own.map(({ id }) => feeds.get(id) ?? []);
      const cadenceMs = quickestOf(plan, known, now);
      const newestMs = known.reduce(
        (newest, feed) => Math.max(newest, newestOf(plan, feed, now)),
        Number.NEGATIVE_INFINITY,
      );
      if (plan.index.center.origin === "replay") return (now.nowMs - newestMs) / cadenceMs;
      const heardMs = own.reduce((heard, { heardAtMs }) => Math.max(heard, heardAtMs ?? newestMs), newestMs);
      const silentMs = now.serverNowMs - heardMs;
      // What was sent while we were not there to hear it is nobody's silence; yet it is not heard either.
      const missedMs = now.serverNowMs - now.startedMs;
      if (heardMs < now.startedMs && missedMs < cadences * cadenceMs) return Number.NaN;
      return silentMs / cadenceMs;
    },
  };
}

/** Cadence of the quickest point that was heard; of all, where none was. */
function quickestOf(
  { index: { signals } }: AlarmPlan,
  feeds: readonly (readonly number[])[],
  { latest }: AlarmMoment,
): number {
  let [heard, any] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const feed of feeds)
    for (const signal of feed) {
      const cadenceMs = signals.intervalsMs[signal] as number;
      any = Math.min(any, cadenceMs);
      if (!Number.isNaN(heardTime(signals, latest, signal))) heard = Math.min(heard, cadenceMs);
    }
  return heard === Number.POSITIVE_INFINITY ? any : heard;
}

function newestOf({ index }: AlarmPlan, feed: readonly number[], { latest }: AlarmMoment): number {
  let newest = Number.NEGATIVE_INFINITY;
  for (const signal of feed) {
    const atMs = heardTime(index.signals, latest, signal);
    if (atMs > newest) newest = atMs;
  }
  return newest;
}

/**
 * Silence of devices, counted by what their source has sent since: a source that is lost takes none of them along, and
 * the time in which nobody listened counts for none. The liveliest point of a device speaks for it.
 */
export function watchSilence(
  plan: AlarmPlan,
  { subjectKind, cadences }: Extract<AlarmRule["condition"], { kind: "silent" }>,
): Watching {
  return subjectKind === "hall" ? watchHalls(plan, cadences) : watchDevices(plan, subjectKind, cadences);
}

/** Share of a hall's racks that makes the hall silent: the root of what would be an alarm a rack. */
const silentShare = 0.9;

/** Of racks that were ever heard; few racks are no hall. */
function watchHalls(plan: AlarmPlan, cadences: number): Watching {
  const racks = watchDevices(plan, "rack", cadences);
  const rows = Map.groupBy(racks.subjects.keys(), (row) => hallOf(plan.index, racks.subjects[row]?.id ?? ""));
  const halls = [...rows].flatMap(([hall, own]) => (hall === null || own.length < 2 ? [] : [{ hall, own }]));
  return {
    subjects: halls.map(({ hall }) => ({ kind: "hall", id: hall })),
    limit: silentShare,
    judge: atLeast(silentShare),
    valueOf: (row, moment) => {
      const lags = (halls[row]?.own ?? []).map((rack) => racks.valueOf(rack, moment));
      const heard = lags.filter((lag) => !Number.isNaN(lag));
      return heard.filter((lag) => lag >= cadences).length / heard.length;
    },
  };
}

function watchDevices(plan: AlarmPlan, subjectKind: "rack" | "server" | "meter", cadences: number): Watching {
  const devices = Map.groupBy(plan.points.keys(), (signal) => deviceOf(plan, signal, subjectKind));
  devices.delete(null);
  const rows = [...devices.values()];
  const newestOf = newestBySource(plan);
  const { signals } = plan.index;
  return {
    subjects: [...devices.keys()].flatMap((id) => (id === null ? [] : [{ kind: subjectKind, id }])),
    limit: cadences,
    judge: atLeast(cadences),
    valueOf: (row, moment) => {
      const newest = newestOf(moment);
      let least = Number.NaN;
      for (const signal of rows[row] ?? []) {
        const sourceMs = newest.get(plan.points[signal]?.sourceId ?? "") ?? Number.NaN;
        const gone =
          (sourceMs - heardTime(signals, moment.latest, signal)) / (signals.intervalsMs[signal] as number);
        if (!(gone >= least) && !Number.isNaN(gone)) least = gone;
      }
      return least;
    },
  };
}

function deviceOf(
  { index, points }: AlarmPlan,
  signal: number,
  kind: "rack" | "server" | "meter",
): string | null {
  const subject = points[signal]?.subject;
  if (!subject) return null;
  if (kind === "rack") return rackOf(index, subject);
  if (kind === "server" && subject.kind === "accelerator") return serverOf(subject.id);
  return subject.kind === kind ? subject.id : null;
}

/**
 * Newest sample of each source, at most now: one clock that runs ahead makes the others no older. What is still a
 * revoked key's has no source that could be lost, so it is as late as what the other sources sent since. Once a tick.
 */
function newestBySource(plan: AlarmPlan): (moment: AlarmMoment) => ReadonlyMap<string, number> {
  const feeds = feedsBySource(plan);
  let of: AlarmMoment | null = null;
  let newest: ReadonlyMap<string, number> = new Map();
  return (moment) => {
    if (of === moment) return newest;
    of = moment;
    const own = [...feeds].map(
      ([source, feed]) => [source, Math.min(moment.nowMs, newestOf(plan, feed, moment))] as const,
    );
    const gone = revokedIn(moment);
    const others = own.reduce((most, [id, atMs]) => (gone.has(id) ? most : Math.max(most, atMs)), never);
    newest = new Map(own.map(([id, atMs]) => [id, gone.has(id) ? Math.max(atMs, others) : atMs] as const));
    return newest;
  };
}

const never = Number.NEGATIVE_INFINITY;

/** Keys of names of which none works. */
function revokedIn({ sources }: AlarmMoment): ReadonlySet<string> {
  const working = new Set((sources ?? []).filter(isWorking).map(({ name }) => name));
  return new Set((sources ?? []).flatMap(({ id, name }) => (working.has(name) ? [] : [id])));
}

/**
 * The worst of a wall's screens. A wall whose screens were all closed is not frozen: nobody looks at an old picture.
 * Of one of which nothing is known, as of one that no screen came back to after a start of the server, nothing is told.
 */
export function watchWalls({ walls }: Pick<AlarmMoment, "walls">): Watching {
  const list = walls ?? [];
  return {
    subjects: list.map(({ id }) => ({ kind: "wall", id })),
    limit: frozenAfterS,
    judge: atLeast(frozenAfterS),
    valueOf: (row, { screens, serverNowMs: nowMs, startedMs: listeningSinceMs }) => {
      const own = screens.filter(({ wallId }) => wallId === list[row]?.id);
      const state = standingOfWall(own, { nowMs, listeningSinceMs });
      if (state === "waiting" || state === "unheard") return Number.NaN;
      const there = own.filter(({ leftAtMs }) => leftAtMs === null);
      return Math.max(0, ...there.map((report) => screenAgeS(report, nowMs)));
    },
  };
}
