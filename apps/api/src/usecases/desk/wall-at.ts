import type { TenantStanding, WallState } from "@aidc/contract";
import { emptyRackTable } from "@aidc/contract";
import type { CenterIndex } from "@aidc/domain";
import {
  dayNameAt,
  emptyRackReadings,
  freshnessOf,
  indexCenter,
  isoOf,
  rackPlaces,
  readRacks,
  reduceRacks,
  reduceWall,
  standingOn,
  withCadences,
} from "@aidc/domain";
import { badField } from "../app-error.ts";
import type { CenterView } from "../center-directory.ts";
import type { Services } from "../services.ts";
import type { WallFacts } from "../wall-facts.ts";
import { noWallFacts, readWallFacts } from "../wall-facts.ts";
import { readBoardAt } from "./board-at.ts";
import type { PastLatest } from "./past-latest.ts";
import { latestAt, rowPoints } from "./past-latest.ts";

/** What changes slowly is read once for so much of recorded time. */
const factsStepMs = 5 * 60_000;
const mostFacts = 16;
/** Clocks of senders and of this server may differ by this. */
const aheadMs = 60_000;

const indexes = new WeakMap<CenterView, CenterIndex>();
const facts = new Map<string, { readonly view: CenterView; readonly read: Promise<WallFacts> }>();

/** The wall by the same reducers as the live one, fed with the newest samples as they were at a past instant. */
export async function readWallAt(
  services: Services,
  { center, at }: { readonly center: string; readonly at: string },
) {
  const view = await services.directory.get(center);
  const atMs = Date.parse(at);
  if (atMs > services.clock() + aheadMs) throw badField("at", "has not come yet");
  const [past, slow, standings, alarmsSince] = await Promise.all([
    latestAt(services.history, view.points, atMs),
    factsAt(services, view, atMs),
    services.leasing.listStandings(center),
    judgedSince(services, view),
  ]);
  const index = withCadences(indexOf(view), past.cadencesMs);
  const readings = readRacks(index, past.latest, atMs, emptyRackReadings(index));
  const table = reduceRacks(index, readings, emptyRackTable(index.racks.list.length));
  const wall = reduceWall({
    index,
    readings,
    latest: past.latest,
    nowMs: atMs,
    build: services.build,
    storage: "ok",
    lastReceivedAtMs: null,
    pueToday: slow.pueToday,
    ...slow.year.values,
    sources: sourcesAt(slow, past, view, atMs),
    itPowerTrend: slow.itPowerTrend,
    itPowerDay: slow.day.points,
  });
  return {
    at: isoOf(atMs),
    wall: { ...wall, tenants: classedThen(wall.tenants, standings, dayNameAt(atMs, wall.center.timeZone)) },
    racks: { places: rackPlaces(index, atMs), columns: table.map((column) => [...column]) },
    alarms: await readBoardAt(services, center, {
      plan: { index, points: rowPoints(view.points) },
      moment: { ...momentAt(slow, past, atMs), readings, alerts: services.alerts.of(center) },
    }),
    alarmsSince,
  };
}

/** A recorded center is judged on the clock of its record, and its journal began on ours; a new one not before now. */
async function judgedSince(services: Services, { document }: CenterView): Promise<string | null> {
  const { id, origin } = document.center;
  if (origin === "replay") return null;
  return isoOf((await services.alarmStore.watchedSince(id)) ?? services.clock());
}

/** Tenants in the classes that held on the day. */
function classedThen(
  tenants: WallState["tenants"],
  standings: readonly TenantStanding[],
  day: string,
): WallState["tenants"] {
  const said = Map.groupBy(standings, ({ tenant }) => tenant);
  return tenants.map(({ class: _today, ...tenant }) => {
    const { class: held } = standingOn(said.get(tenant.id), day);
    return held === null ? tenant : { ...tenant, class: held };
  });
}

/** What rules look at. Walls and alerts of others are those of today; how screens drew then is not kept. */
function momentAt({ sources, walls }: WallFacts, { latest, sources: told }: PastLatest, atMs: number) {
  return {
    latest,
    nowMs: atMs,
    serverNowMs: atMs,
    startedMs: Number.NEGATIVE_INFINITY,
    walls,
    screens: [],
    sources: sources.map(({ id, name }) => ({ id, name, heardAtMs: told.get(id)?.newestMs ?? null })),
  };
}

function indexOf(view: CenterView): CenterIndex {
  const known = indexes.get(view);
  if (known) return known;
  const index = indexCenter(view.document, rowPoints(view.points));
  indexes.set(view, index);
  return index;
}

/** Today's PUE, the trend and the year as they stood at that time. */
function factsAt(services: Services, view: CenterView, atMs: number): Promise<WallFacts> {
  const stepMs = Math.floor(atMs / factsStepMs) * factsStepMs;
  const key = `${view.document.center.id} ${stepMs}`;
  const known = facts.get(key);
  if (known?.view === view) return known.read;
  const before = [...facts.values()].findLast((each) => each.view === view);
  const read = (before?.read ?? Promise.resolve(noWallFacts)).then((earlier) =>
    readWallFacts(services, view, stepMs, earlier),
  );
  facts.set(key, { view, read });
  read.catch(() => facts.delete(key));
  for (const oldest of facts.keys()) {
    if (facts.size <= mostFacts) break;
    facts.delete(oldest);
  }
  return read;
}

/** Sources as their samples tell them: what a source did then beside its points is not kept. */
function sourcesAt(
  { sources }: WallFacts,
  past: PastLatest,
  { document }: CenterView,
  atMs: number,
): WallState["sources"] {
  const statedMs = document.center.defaultIntervalS * 1000;
  return sources.map(({ id, name }) => {
    const told = past.sources.get(id);
    const newestMs = told?.newestMs ?? null;
    return {
      id,
      name,
      lastSampleAtMs: newestMs,
      freshness: freshnessOf(newestMs, atMs, Math.max(statedMs, told?.cadenceMs ?? 0)),
      samplesPerSecond: Math.round((told?.samplesPerSecond ?? 0) * 10) / 10,
      isUnkept: newestMs === null,
    };
  });
}
