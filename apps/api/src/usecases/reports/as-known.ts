import type { AsKnownReport, CenterDocument, Report, ReportContent, WindowMs } from "@aidc/contract";
import type { DatedRecord, LaterSamples } from "@aidc/domain";
import {
  buildReportContent,
  isoOf,
  knownParts,
  localDayAt,
  metersOfFew,
  restate,
  unionIntervals,
} from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import { badField } from "../app-error.ts";
import type { Services } from "../services.ts";
import { knownBy } from "./known-services.ts";
import { readReportInputs } from "./read-inputs.ts";
import { reportOfNow } from "./report-life.ts";

interface Asked {
  readonly center: string;
  readonly period: string;
  readonly on: string;
  /** Whoever asks sees the whole and no tenant. */
  readonly isOfWholes: boolean;
}

/**
 * The report of a period built anew from what had been recorded by an instant. Samples are as they are now: where one
 * came late the answer names the days, and of the document whether its history reaches back to the instant. Because
 * samples are those of now, what is withheld is judged by the holders of then and of now.
 * @throws AppError bad_request before the period had ended, for an instant to come, and for who sees only wholes within a day
 */
export async function reportAsKnown(services: Services, asked: Asked): Promise<AsKnownReport> {
  const { center, period, on } = asked;
  const atMs = Date.parse(on);
  if (atMs > services.clock()) throw badField("on", "lies in the future");
  const { document: now } = await services.directory.get(center);
  if (asked.isOfWholes) refuseWithinDay(atMs, services.clock(), now.center.timeZone);
  const [leftOut, read] = [new Map<DatedRecord, number>(), new Map<BoundPoint, WindowMs[]>()];
  const history = await services.inventory.readKnown(center, atMs);
  const then = knownBy(services, { atMs, history, leftOut, read });
  const inputs = await readReportInputs(then, center, period, atMs);
  const content = buildReportContent({ ...inputs, heldNow: history ? now : undefined });
  leftOut.set("jobs", await services.queuedJobs.countAfter(center, atMs));
  const { to, runsTo = to } = content.period;
  if (atMs < Date.parse(runsTo)) throw badField("on", `lies before the end of ${period} at ${runsTo}`);
  const { timeZone } = content.center;
  const documents = history ? [now, history.document] : [now];
  const samples = await laterSamples(services, asked, { read, documents });
  const inForce = await services.reports.inForceAt(center, period, atMs);
  return {
    report: { ...reportOfNow(services, content), asKnownAt: isoOf(atMs) },
    inForce: inForce && inForceBeside(inForce, content),
    parts: knownParts({ atMs, timeZone, leftOut, history, samples }),
  };
}

/** How long an instant is as good as the present, of which the preview tells the same. */
const presentMs = 300_000;

/**
 * Two reports with an instant between them at which one lease was changed differ by that lease. At the ends of days
 * they tell no more than whoever read the preview every evening knows.
 */
function refuseWithinDay(atMs: number, nowMs: number, timeZone: string): void {
  const { fromMs, toMs } = localDayAt(atMs, timeZone);
  if (atMs === fromMs || nowMs - atMs < presentMs) return;
  const ends = [fromMs, ...(toMs <= nowMs ? [toMs] : [])].map(isoOf).join(" or ");
  throw badField(
    "on",
    `must be the end of a day in ${timeZone} for who sees no single tenant, such as ${ends}, or of the last 5 minutes`,
  );
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

interface Of {
  readonly read: ReadonlyMap<BoundPoint, readonly WindowMs[]>;
  /** Of now and of then. */
  readonly documents: readonly CenterDocument[];
}

/** Of what the report read, in all the time that it read of it. */
async function laterSamples(
  { laterDays }: Services,
  asked: Asked,
  { read, documents }: Of,
): Promise<LaterSamples> {
  const bySeries = Map.groupBy(read, ([{ seriesId }]) => seriesId);
  const reads = [...bySeries.values()].flatMap((own) => {
    const [[point] = []] = own;
    return point ? [{ point, windows: own.flatMap(([, windows]) => [...windows]) }] : [];
  });
  const later = await laterDays(reads, Date.parse(asked.on));
  const isAnyOf = (kind: string) => later.points.some(({ point }) => point.subject.kind === kind);
  const windows = unionIntervals(reads.flatMap((one) => one.windows));
  const few =
    asked.isOfWholes && isAnyOf("meter")
      ? documents.flatMap((document) => windows.flatMap((window) => [...metersOfFew(document, window)]))
      : [];
  const withheld = new Set(few);
  return {
    sinceMs: later.sinceMs,
    points: later.points.map(({ point: { subject, quantity }, ...days }) => ({ subject, quantity, ...days })),
    isNamed: ({ kind, id }) =>
      !asked.isOfWholes || (kind !== "tenant" && !(kind === "meter" && withheld.has(id))),
  };
}
