import type { AsKnownReport, Report, ReportContent } from "@aidc/contract";
import type { DatedRecord, LaterSamples } from "@aidc/domain";
import {
  isoOf,
  knownAt,
  knownParts,
  periodLastYear,
  previousPeriod,
  reportPeriod,
  restate,
} from "@aidc/domain";
import type { KnownDocument } from "@aidc/store";
import { badField } from "../app-error.ts";
import { CenterDirectory } from "../center-directory.ts";
import type { Services } from "../services.ts";
import { buildReport, reportOfNow } from "./report-life.ts";

interface Asked {
  readonly center: string;
  readonly period: string;
  readonly on: string;
}

/**
 * The report of a period built anew from what had been recorded by an instant. Samples are as they are now: where one
 * came late the answer names the days, and of the document whether its history reaches back to the instant.
 * @throws AppError bad_request before the period had ended, and for an instant to come
 */
export async function reportAsKnown(
  services: Services,
  { center, period, on }: Asked,
): Promise<AsKnownReport> {
  const atMs = Date.parse(on);
  if (atMs > services.clock()) throw badField("on", "lies in the future");
  const leftOut = new Map<DatedRecord, number>();
  const history = await services.inventory.readKnown(center, atMs);
  const then = knownBy(services, { atMs, history, leftOut });
  const content = await buildReport(then, { center, period });
  leftOut.set("jobs", await services.queuedJobs.countAfter(center, atMs));
  const { to, runsTo = to } = content.period;
  if (atMs < Date.parse(runsTo)) throw badField("on", `lies before the end of ${period} at ${runsTo}`);
  const { timeZone } = content.center;
  const samples = await laterSamples(then, { center, period, timeZone, atMs });
  const inForce = await services.reports.inForceAt(center, period, atMs);
  return {
    report: { ...reportOfNow(services, content), asKnownAt: isoOf(atMs) },
    inForce: inForce && inForceBeside(inForce, content),
    parts: knownParts({ atMs, timeZone, leftOut, history, samples }),
  };
}

/** Which figures of the version in force read otherwise when they are built anew: of those that both tell. */
function inForceBeside(inForce: Report, content: ReportContent): AsKnownReport["inForce"] {
  const before = new Set(inForce.content.figures.map(({ id }) => id));
  const both = new Set(content.figures.flatMap(({ id }) => (before.has(id) ? [id] : [])));
  const lines = restate(inForce.content, content, { cause: undefined, author: "" });
  return {
    number: inForce.number ?? inForce.id,
    contentSha256: inForce.contentSha256,
    differing: lines.flatMap(({ figure, told }) =>
      told && both.has(figure) ? { figure, title: told.title } : [],
    ),
  };
}

/** Of the period and those that it is compared with. */
async function laterSamples(
  { directory, laterDays }: Services,
  asked: {
    readonly center: string;
    readonly period: string;
    readonly timeZone: string;
    readonly atMs: number;
  },
): Promise<LaterSamples[]> {
  const { points } = await directory.get(asked.center);
  const period = reportPeriod(asked.period, asked.timeZone);
  const periods = [period, previousPeriod(period, asked.timeZone), periodLastYear(period, asked.timeZone)];
  const windows = periods.map(({ window }) => window);
  const later = await laterDays(points, windows, asked.atMs);
  return later.map(({ point: { subject, quantity }, ...days }) => ({ subject, quantity, ...days }));
}

interface Then {
  readonly atMs: number;
  readonly history: KnownDocument | null;
  readonly leftOut: Map<DatedRecord, number>;
}

/** The same stores, with records that came later left out; how many is written into `leftOut`. */
function knownBy(services: Services, { atMs, history, leftOut }: Then): Services {
  const isKnown = (at: string | null) => at !== null && Date.parse(at) <= atMs;
  const only = <T>(kind: DatedRecord, records: readonly T[], isIn: (record: T) => boolean): T[] => {
    const kept = records.filter(isIn);
    leftOut.set(kind, (leftOut.get(kind) ?? 0) + records.length - kept.length);
    return kept;
  };
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
