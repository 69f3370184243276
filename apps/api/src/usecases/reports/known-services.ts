import type { WindowMs } from "@aidc/contract";
import type { DatedRecord } from "@aidc/domain";
import { knownAt } from "@aidc/domain";
import type { BoundPoint, KnownDocument } from "@aidc/store";
import { CenterDirectory } from "../center-directory.ts";
import type { Services } from "../services.ts";

export interface Then {
  readonly atMs: number;
  readonly history: KnownDocument | null;
  /** How many records came later is written into it. */
  readonly leftOut: Map<DatedRecord, number>;
  /** What samples are read of, and over which windows, is written into it. */
  readonly read: Map<BoundPoint, WindowMs[]>;
}

/** The same stores, with records that came later left out. */
export function knownBy(services: Services, { atMs, history, leftOut, read }: Then): Services {
  const isKnown = (at: string | null) => at !== null && Date.parse(at) <= atMs;
  const only = countingInto(leftOut);
  const published =
    <T extends { readonly publishedAt: string }>(
      kind: DatedRecord,
      { list }: { readonly list: (center: string) => Promise<T[]> },
    ) =>
    async (center: string) =>
      only(kind, await list(center), ({ publishedAt }) => isKnown(publishedAt));
  const { tariffs, scenarios, plans, corrections, billing, inventory, leasing, service } = services;
  return {
    ...services,
    ...notingReads(services, read),
    clock: () => atMs,
    directory: history
      ? new CenterDirectory({ ...inventory, readDocument: async () => history.document })
      : services.directory,
    corrections: {
      ...corrections,
      async list(center) {
        const all = await corrections.list(center);
        only("corrections", [...all.corrections, ...all.readings], ({ recordedAt }) => isKnown(recordedAt));
        return knownAt(all, atMs);
      },
    },
    tariffs: { ...tariffs, list: published("tariffs", tariffs) },
    scenarios: { ...scenarios, list: published("scenarios", scenarios) },
    plans: { ...plans, list: published("plans", plans) },
    billing: {
      ...billing,
      listStatements: async (place) =>
        only("statements", await billing.listStatements(place), ({ issuedAt }) => isKnown(issuedAt)),
    },
    inventory: {
      ...inventory,
      readRackLines: async (center) =>
        (await inventory.readRackLines(center)).filter((line) => line.atMs <= atMs),
      readHallLines: async (center) =>
        (await inventory.readHallLines(center)).filter((line) => line.atMs <= atMs),
      readStates: async (center) =>
        only("inventory", await inventory.readStates(center), (state) => state.atMs <= atMs),
    },
    leasing: {
      ...leasing,
      listStandings: async (center) =>
        only("standings", await leasing.listStandings(center), ({ recordedAtMs }) => recordedAtMs <= atMs),
      async listRequests(place) {
        const asked = only("requests", await leasing.listRequests(place), ({ askedAt }) => isKnown(askedAt));
        return asked.map((one) => (isKnown(one.decidedAt) ? one : { ...one, decidedAt: null }));
      },
    },
    service: {
      ...service,
      listEvents: async (center) =>
        only("service_events", await service.listEvents(center), ({ updatedAt }) => isKnown(updatedAt)),
    },
  };
}

/** Those that were known; how many others there are is added up by kind. */
const countingInto =
  (leftOut: Then["leftOut"]) =>
  <T>(kind: DatedRecord, records: readonly T[], isIn: (record: T) => boolean): T[] => {
    const kept = records.filter(isIn);
    leftOut.set(kind, (leftOut.get(kind) ?? 0) + records.length - kept.length);
    return kept;
  };

/** Reads as they are; the points that they are of are noted, each with its windows. */
function notingReads(
  { history, daySums }: Services,
  read: Map<BoundPoint, WindowMs[]>,
): Pick<Services, "history" | "daySums"> {
  const note = (points: readonly BoundPoint[], windows: WindowMs | readonly WindowMs[]) => {
    for (const point of points) {
      const own = read.get(point) ?? [];
      read.set(point, own);
      // Of what lies in a window that is read of it anyway nothing more is to be asked.
      const isRead = (part: WindowMs) =>
        own.some(({ fromMs, toMs }) => fromMs <= part.fromMs && toMs >= part.toMs);
      own.push(...[windows].flat().filter((part) => !isRead(part)));
    }
    return points;
  };
  return {
    history: {
      readSamples: (points, window) => history.readSamples(note(points, window), window),
      readRollups: (points, window, size) => history.readRollups(note(points, window), window, size),
    },
    daySums: {
      sumDays: (groups, window, size) =>
        daySums.sumDays(
          groups.map((points) => note(points, window)),
          window,
          size,
        ),
      sumPoints: (points, window) => daySums.sumPoints(note(points, window), window),
      boundsOfHours: (points, window) => daySums.boundsOfHours(note(points, window), window),
      async greatestQuarters(points, windows) {
        note(
          points.map(({ point }) => point),
          windows,
        );
        return daySums.greatestQuarters(points, windows);
      },
      async cardDays(servers, window) {
        for (const { power, faults } of servers) note([power, ...faults], window);
        return daySums.cardDays(servers, window);
      },
    },
  };
}
