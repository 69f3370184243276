import type { AsKnownReport } from "@aidc/contract";
import type { DatedRecord } from "@aidc/domain";
import { isoOf, knownAt, knownParts } from "@aidc/domain";
import { badField } from "../app-error.ts";
import type { Services } from "../services.ts";
import { buildReport, reportOfNow } from "./report-life.ts";

interface Asked {
  readonly center: string;
  readonly period: string;
  readonly on: string;
}

/**
 * The report of a period built anew from what had been recorded by an instant. What carries no time of knowing is
 * taken as it is now, and the answer says of which kinds that is so.
 * @throws AppError bad_request before the period had ended, and for an instant to come
 */
export async function reportAsKnown(
  services: Services,
  { center, period, on }: Asked,
): Promise<AsKnownReport> {
  const atMs = Date.parse(on);
  if (atMs > services.clock()) throw badField("on", "lies in the future");
  const leftOut = new Map<DatedRecord, number>();
  const content = await buildReport(knownBy(services, atMs, leftOut), { center, period });
  leftOut.set("jobs", await services.queuedJobs.countAfter(center, atMs));
  const { to, runsTo = to } = content.period;
  if (atMs < Date.parse(runsTo)) throw badField("on", `lies before the end of ${period} at ${runsTo}`);
  const inForce = await services.reports.inForceAt(center, period, atMs);
  return {
    report: { ...reportOfNow(services, content), asKnownAt: isoOf(atMs) },
    inForce: inForce && { number: inForce.number ?? inForce.id, contentSha256: inForce.contentSha256 },
    parts: knownParts(leftOut),
  };
}

/** The same stores, with records that came later left out; how many is written into `leftOut`. */
function knownBy(services: Services, atMs: number, leftOut: Map<DatedRecord, number>): Services {
  const isKnown = (at: string | null) => at !== null && Date.parse(at) <= atMs;
  const only = <T>(kind: DatedRecord, records: readonly T[], isIn: (record: T) => boolean): T[] => {
    const kept = records.filter(isIn);
    leftOut.set(kind, (leftOut.get(kind) ?? 0) + records.length - kept.length);
    return kept;
  };
  const { tariffs, scenarios, plans, corrections, billing, inventory, leasing, service } = services;
  return {
    ...services,
    clock: () => atMs,
    corrections: {
      ...corrections,
      async list(center) {
        const all = await corrections.list(center);
        only("corrections", [...all.corrections, ...all.readings], ({ recordedAt }) => isKnown(recordedAt));
        return knownAt(all, atMs);
      },
    },
    tariffs: {
      ...tariffs,
      list: async (center) =>
        only("tariffs", await tariffs.list(center), ({ publishedAt }) => isKnown(publishedAt)),
    },
    scenarios: {
      ...scenarios,
      list: async (center) =>
        only("scenarios", await scenarios.list(center), ({ publishedAt }) => isKnown(publishedAt)),
    },
    plans: {
      ...plans,
      list: async (center) =>
        only("plans", await plans.list(center), ({ publishedAt }) => isKnown(publishedAt)),
    },
    billing: {
      ...billing,
      listStatements: async (place) =>
        only("statements", await billing.listStatements(place), ({ issuedAt }) => isKnown(issuedAt)),
    },
    inventory: {
      ...inventory,
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
