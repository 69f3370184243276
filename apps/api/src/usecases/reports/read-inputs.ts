import { createHash } from "node:crypto";
import type { CenterDocument, ServiceEvent, WindowMs } from "@aidc/contract";
import type {
  DaySum,
  EnergyCostMonth,
  HallLine,
  RackLimit,
  RackLine,
  ReportInputs,
  ReportPeriod,
  Sources,
} from "@aidc/domain";
import {
  canonicalJson,
  countWaits,
  earliestYear,
  energyReachOf,
  knownAt,
  localMonthsOver,
  monthNameAt,
  periodSoFar,
  plannedFor,
  rackPlacesOver,
  reachOf,
  reportPeriod,
  samplesKind,
  worstGrade,
} from "@aidc/domain";
import { badField } from "../app-error.ts";
import { figureContext } from "../figures/compute-figures.ts";
import { energyCostByBand } from "../figures/energy-cost.ts";
import type { EnergySources } from "../figures/energy-sources.ts";
import { energySources } from "../figures/energy-sources.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import type { Services } from "../services.ts";
import { asOf } from "./as-of.ts";
import { single } from "./joint-days.ts";
import { comparedWith, ofPeriods } from "./of-periods.ts";
import type { Beside } from "./read-beside.ts";
import { readBeside } from "./read-beside.ts";
import { readDemands } from "./read-demand.ts";
import type { SampledDay } from "./read-energy.ts";
import { readEnergy } from "./read-energy.ts";
import { readFlow } from "./read-flow-days.ts";
import { hallGroups, readHallDays } from "./read-hall-days.ts";
import { readHoldings } from "./read-holdings.ts";
import { readLadders } from "./read-ladder.ts";
import type { PlanServices } from "./read-plans.ts";
import { readAlarmGrades, readPending, readScenario, readStandings, readStates } from "./read-plans.ts";
import { readQueue } from "./read-queue.ts";
import { rackGroups } from "./read-rack-days.ts";
import { rackReader } from "./read-racks.ts";
import { readRevenue } from "./read-revenue.ts";
import { readStatements } from "./read-statements.ts";
import { shareDays } from "./shared-days.ts";

type ReportServices = PlanServices &
  Pick<
    Services,
    | "directory"
    | "history"
    | "daySums"
    | "billing"
    | "service"
    | "tariffs"
    | "corrections"
    | "plans"
    | "queuedJobs"
  >;

/**
 * Everything that a report of the period is made from, in an order of its own: what the database answers first, and
 * how its session is set, changes nothing.
 * @param knownAtMs corrections, readings, bills and jobs that were recorded later are left out
 * @throws AppError bad_request when the name is no period, not_found for an unknown center
 */
export async function readReportInputs(
  services: ReportServices,
  centerId: string,
  periodName: string,
  knownAtMs: number,
): Promise<ReportInputs> {
  const view = await services.directory.get(centerId);
  const { timeZone } = view.document.center;
  const period = periodSoFar(periodOf(periodName, timeZone), knownAtMs, timeZone);
  const reach = reachOf(period, timeZone);
  const document = asOf(view.document, reach);
  const [tariffs, corrections, racksKept, hallLines, absences] = await Promise.all([
    services.tariffs.list(centerId),
    services.corrections.list(centerId),
    services.inventory.readRackLines(centerId),
    services.inventory.readHallLines(centerId),
    services.inventory.readAbsences(centerId),
  ]);
  const known = knownAt(corrections, knownAtMs);
  const context = figureContext(services, { ...view, document }, period.window, { tariffs, known, absences });
  const sources = await energySources(context);
  const periods = comparedWith(period, timeZone);
  const held = { ...document, leases: view.document.leases, assignments: view.document.assignments };
  const [measured, told] = await Promise.all([
    readMeasured(services, context, sources, { held, periods, racksKept, hallLines }),
    readTold(services, document, periods, knownAtMs),
  ]);
  const { demands, beside, ...ofPeriods } = measured;
  const { sampled, overMidnight, sourceGaps, ...energy } = measured.energy;
  const statements = await readStatements(services, view, context, { sources, beside, reach, overMidnight });
  const unhashed = {
    document,
    period,
    periods,
    ...ofPeriods,
    energy,
    sourceGaps,
    ...demands,
    statements,
    rackLines: racksKept,
    absences,
    tariffs,
    ...told,
    ...beside.inputs,
  };
  return { ...unhashed, origins: [...originsOf(unhashed), ...samplesOf(unhashed, { sampled, beside })] };
}

/** Beside each other: each waits for the database most of its time. What takes it longest is asked first. */
async function readMeasured(
  services: ReportServices,
  context: FigureContext,
  sources: EnergySources,
  {
    held,
    periods,
    racksKept,
    hallLines,
  }: {
    readonly held: CenterDocument;
    readonly periods: ReportInputs["periods"];
    readonly racksKept: readonly RackLine[];
    readonly hallLines: readonly HallLine[];
  },
) {
  const { current: period } = periods;
  const { window } = period;
  const [reach, energyReach] = [reachOf(period, context.timeZone), energyReachOf(period, context.timeZone)];
  // The energy of IT, the flow to the tenants and the halls are the same racks.
  const places = rackPlacesOver(context.document, racksKept, window);
  const ofPeriod = [...rackGroups(context, held, window), ...hallGroups(context, places)];
  const sums = shareDays(services.daySums, [
    { points: single(sources.it, 1), window: energyReach },
    ...ofPeriod.map((points) => ({ points, window })),
  ]);
  const [energy, racks, flow, demands, holdings, ladder, energyCost, beside, halls] = await Promise.all([
    readEnergy(context, sums, sources, energyReach),
    ofPeriods(periods, rackReader(context, sums, sources)),
    readFlow(context, sums, held, window),
    readDemands(context, services.daySums, sources.facility, window),
    readHoldings(context, reach),
    readLadders(context, services.daySums, periods),
    readEnergyCost(context, period),
    readBeside(context, sums, sources, { reach, window }),
    readHallDays(context, sums, window, { places, hallLines }),
  ]);
  const rackLimits = places.filter((place): place is RackLimit => place.limitW !== null);
  return { energy, racks, flow, demands, holdings, ladder, energyCost, beside, halls, rackLimits };
}

/** What people and other systems said of the periods, beside what was measured. */
async function readTold(
  services: ReportServices,
  document: CenterDocument,
  periods: ReportInputs["periods"],
  knownAtMs: number,
) {
  const { current: period } = periods;
  const { id: centerId, timeZone } = document.center;
  const [queue, revenue, events, scenario, states, pending, standings, alarms, plans] = await Promise.all([
    readQueue(services, document, periods, knownAtMs),
    readRevenue(services, document, period.window),
    readEvents(services, centerId, reachOf(period, timeZone)),
    readScenario(services, centerId, period),
    readStates(services, centerId, period),
    readPending(services, document, period),
    readStandings(services, document),
    readAlarmGrades(services, centerId, periods, knownAtMs),
    services.plans.list(centerId),
  ]);
  const isKnown = ({ publishedAt }: (typeof plans)[number]) => Date.parse(publishedAt) <= knownAtMs;
  const planned = plannedFor(plans.filter(isKnown), period.name);
  return { queue, revenue, events, scenario, states, pending, standings, alarms, planned };
}

/** @throws AppError bad_request when the name is no period */
export function periodOf(name: string, timeZone: string): ReportPeriod {
  if (name < `${earliestYear}`) throw badField("period", `must not be before ${earliestYear}`);
  try {
    return reportPeriod(name, timeZone);
  } catch (error) {
    if (error instanceof RangeError) throw badField("period", error.message);
    throw error;
  }
}

async function readEnergyCost(context: FigureContext, { window }: ReportPeriod): Promise<EnergyCostMonth[]> {
  const months: EnergyCostMonth[] = [];
  for (const month of localMonthsOver(window, context.timeZone)) {
    // A month that still runs is priced as far as it has come.
    const soFar = { fromMs: month.fromMs, toMs: Math.min(month.toMs, window.toMs) };
    const { figure, bands, unbandedMj } = await energyCostByBand({ ...context, window: soFar });
    const { value, reason, coverage, grade } = figure;
    const why = reason === "no_meter" || reason === "no_tariff" ? reason : "no_data";
    months.push({
      month: monthNameAt(month.fromMs, context.timeZone),
      cost: value,
      reason: value === null ? why : undefined,
      coverage,
      grade,
      bands,
      unbandedMj,
    });
  }
  return months;
}

async function readEvents(
  { service }: ReportServices,
  centerId: string,
  reach: WindowMs,
): Promise<ServiceEvent[]> {
  const events = await service.listEvents(centerId);
  return events
    .filter(({ from }) => Date.parse(from) < reach.toMs)
    .sort((a, b) => (a.from === b.from ? (a.id < b.id ? -1 : 1) : a.from < b.from ? -1 : 1));
}

/** Apart from corrections, so that what came late is told beside what was corrected. */
function samplesOf(
  inputs: Pick<ReportInputs, "energy" | "water" | "reuse" | "renewable" | "backup">,
  { sampled, beside }: { readonly sampled: readonly SampledDay[]; readonly beside: Beside },
): ReportInputs["origins"] {
  const { energy, water, reuse, renewable, backup } = inputs;
  // Of what nobody meters there are no samples that could come late.
  const of = (name: keyof typeof samplesKind, { grade }: Sources, days: readonly DaySum[]) => {
    if (days.length === 0) return [];
    const count = days.filter(({ coveredMs }) => coveredMs > 0).length;
    return [{ kind: samplesKind[name], count, grade, sha256: sha256Of(days) }];
  };
  const ofSide = (side: "facility" | "it") => sampled.map((day) => day[side]);
  return [
    ...of("facility", energy.facility, ofSide("facility")),
    ...of("it", energy.it, ofSide("it")),
    ...of("water", water, beside.sampled.water),
    ...of("reuse", reuse, beside.sampled.reuse),
    ...of("renewable", renewable, beside.sampled.renewable),
    ...of("backup", backup, beside.sampled.backup),
  ];
}

const sha256Of = (of: unknown): string => createHash("sha256").update(canonicalJson(of)).digest("hex");

/**
 * SHA-256 of each kind of input as it went in. What a newer program reads besides is a kind of its own: in one that older
 * reports have, too, it would be told as data that changed.
 */
function originsOf(inputs: Omit<ReportInputs, "origins">): ReportInputs["origins"] {
  const { document, energy, holdings, racks, revenue, energyCost, demand, events, statements } = inputs;
  const { tariffs, scenario, states, pending, standings, alarms } = inputs;
  const { gridDemand, renewable, backup, water, reuse, ups, flow, ladder, halls } = inputs;
  const toldBy = ["powered", "healthy", "effective"] as const;
  const { leases, tenants, ...inventory } = document;
  const grade = worstGrade([energy.facility, energy.it].map((side) => side.grade));
  const days = energy.days.filter(({ facility, it }) => facility.coveredMs > 0 || it.coveredMs > 0);
  const kind = (name: string, count: number, of: unknown, known = grade) => ({
    kind: name,
    count,
    grade: known,
    sha256: sha256Of(of),
  });
  return [
    kind("inventory", document.racks.length + document.servers.length, inventory, "metered"),
    kind("leases", leases.length, { leases, tenants, standings }, holdings.leases.grade),
    kind("roll-ups", days.length, {
      energy,
      holdings,
      racks,
      demand,
      gridDemand,
      renewable,
      flow,
      backup,
      water,
      reuse,
      ups,
      energyCost,
      ...(inputs.grid === null ? {} : { grid: inputs.grid }),
    }),
    kind(
      "ladder",
      ladder.current.days.length,
      ladder,
      worstGrade(toldBy.map((of) => ladder.current[of].grade)),
    ),
    kind("halls", halls.length, halls, inputs.racks.current.itGrade),
    kind(
      "statements",
      revenue.reduce((sum, { byTenant }) => sum + byTenant.length, 0),
      revenue,
      "metered",
    ),
    kind("tariffs", tariffs.length, tariffs, "metered"),
    kind("scenario", scenario ? 1 : 0, scenario, "assumed"),
    kind("inventory as it was", states.length, states, "metered"),
    kind("requests", pending.length, pending, "metered"),
    kind("alarms", alarms.current?.annunciations ?? 0, alarms, "metered"),
    kind("service events", events.length, events, "metered"),
    kind("jobs", countWaits(inputs.queue.waits.current).jobs, inputs.queue, "metered"),
    kind("plans", inputs.planned.length, inputs.planned, "assumed"),
    kind("corrections", statements.length, statements, statements.length > 0 ? "derived" : "metered"),
  ];
}
