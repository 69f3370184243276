import { createHash } from "node:crypto";
import type { CenterDocument, Lease, ServiceEvent, WindowMs } from "@aidc/contract";
import type { EnergyCostMonth, RackInputs, ReportInputs, ReportPeriod } from "@aidc/domain";
import {
  canonicalJson,
  countWaits,
  earliestYear,
  energyReachOf,
  isoOf,
  knownAt,
  localMonthsOver,
  monthNameAt,
  periodLastYear,
  plannedFor,
  previousPeriod,
  reachOf,
  reportPeriod,
  samplesKind,
  worstGrade,
} from "@aidc/domain";
import { badField } from "../app-error.ts";
import { figureContext } from "../figures/compute-figures.ts";
import { energyCostByBand } from "../figures/energy-cost.ts";
import { energySources } from "../figures/energy-figures.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import type { Services } from "../services.ts";
import { single } from "./joint-days.ts";
import { readBeside } from "./read-beside.ts";
import { readDemands } from "./read-demand.ts";
import { readEnergy } from "./read-energy.ts";
import { readFlow } from "./read-flow-days.ts";
import { readHoldings } from "./read-holdings.ts";
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
  const period = periodOf(periodName, timeZone);
  const reach = reachOf(period, timeZone);
  const document = asOf(view.document, reach);
  const tariffs = await services.tariffs.list(centerId);
  const known = knownAt(await services.corrections.list(centerId), knownAtMs);
  const context = figureContext(services, { ...view, document }, period.window, { tariffs, known });
  const sources = await energySources(context);
  const periods = {
    current: period,
    previous: previousPeriod(period, timeZone),
    lastYear: periodLastYear(period, timeZone),
  };
  const { leases, assignments } = view.document;
  const held = { ...document, leases, assignments };
  const energyReach = energyReachOf(period, timeZone);
  // The energy of IT and the flow to the tenants are the same racks.
  const ahead = [single(sources.it, 1), ...rackGroups(context, held, period.window)];
  const sums = shareDays(services.daySums, ahead, energyReach);
  // Beside each other: each waits for the database most of its time. What takes it longest is asked first.
  const [{ sampled, ...energy }, racks, flow, holdings, revenue, energyCost, demands, events] =
    await Promise.all([
      readEnergy(context, sums, sources, energyReach),
      readRacksOf(periods, rackReader(context, sums, sources)),
      readFlow(context, sums, held, period.window),
      readHoldings(context, reach),
      readRevenue(services, document, period.window),
      readEnergyCost(context, period),
      readDemands(context, services.daySums, sources.facility, period.window),
      readEvents(services, centerId, reach),
    ]);
  const [scenario, states, pending, standings, alarms, beside, queue] = await Promise.all([
    readScenario(services, centerId, period),
    readStates(services, centerId, period),
    readPending(services, document, period),
    readStandings(services, document),
    readAlarmGrades(services, centerId, periods),
    readBeside(context, sums, sources, { reach, window: period.window }),
    readQueue(services, document, periods, knownAtMs),
  ]);
  const listing = { sources, beside: beside.paired, reach };
  const statements = await readStatements(services, view, context, listing);
  const plans = await services.plans.list(centerId);
  const isKnown = ({ publishedAt }: (typeof plans)[number]) => Date.parse(publishedAt) <= knownAtMs;
  const planned = plannedFor(plans.filter(isKnown), period.name);
  const unhashed = {
    ...{ document, period, periods, energy, racks, holdings, revenue, energyCost, ...demands, events },
    statements,
    ...{ tariffs, scenario, states, pending, standings, alarms, flow, planned, queue, ...beside.inputs },
  };
  return { ...unhashed, origins: [...originsOf(unhashed), ...samplesOf(sampled, energy)] };
}

/** Of a year the period before is the same as a year ago, and is read once. */
async function readRacksOf(
  { current, previous, lastYear }: ReportInputs["periods"],
  read: (window: WindowMs) => Promise<RackInputs>,
): Promise<ReportInputs["racks"]> {
  const before = read(previous.window);
  const isSame = lastYear.name === previous.name;
  const [now, then, yearAgo] = await Promise.all([
    read(current.window),
    before,
    isSame ? before : read(lastYear.window),
  ]);
  return { current: now, previous: then, lastYear: yearAgo };
}

function periodOf(name: string, timeZone: string): ReportPeriod {
  if (name < `${earliestYear}`) throw badField("period", `must not be before ${earliestYear}`);
  try {
    return reportPeriod(name, timeZone);
  } catch (error) {
    if (error instanceof RangeError) throw badField("period", error.message);
    throw error;
  }
}

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);

/** The inventory in one order, with what leases say of the time looked at: an end that was set later is not in it. */
function asOf(document: CenterDocument, reach: WindowMs): CenterDocument {
  const sorted = <T extends { readonly id: string }>(list: readonly T[]): T[] => [...list].sort(byId);
  return {
    ...document,
    catalogue: sorted(document.catalogue),
    halls: sorted(document.halls),
    rows: sorted(document.rows),
    racks: sorted(document.racks),
    servers: sorted(document.servers),
    meters: sorted(document.meters),
    // What they are today is no part of it; what was stated for the days of the period is read beside.
    tenants: sorted(document.tenants.map(({ class: _, industry: __, ...tenant }) => tenant)),
    leases: sorted(document.leases.flatMap((lease) => clipped(lease, reach))),
    points: [],
    assignments: [],
  };
}

function clipped(lease: Lease, { fromMs, toMs }: WindowMs): Lease[] {
  const from = Math.max(fromMs, Date.parse(lease.from));
  const to = lease.to === null ? toMs : Math.min(toMs, Date.parse(lease.to));
  return to > from ? [{ ...lease, from: isoOf(from), to: isoOf(to) }] : [];
}

async function readEnergyCost(context: FigureContext, { window }: ReportPeriod): Promise<EnergyCostMonth[]> {
  const months: EnergyCostMonth[] = [];
  for (const month of localMonthsOver(window, context.timeZone)) {
    const { figure, bands } = await energyCostByBand({ ...context, window: month });
    const { value, reason, coverage, grade } = figure;
    const why = reason === "no_meter" || reason === "no_tariff" ? reason : "no_data";
    months.push({
      month: monthNameAt(month.fromMs, context.timeZone),
      cost: value,
      reason: value === null ? why : undefined,
      coverage,
      grade,
      bands,
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
  sampled: Awaited<ReturnType<typeof readEnergy>>["sampled"],
  energy: ReportInputs["energy"],
): ReportInputs["origins"] {
  return (["facility", "it"] as const).map((side) => {
    const days = sampled.map((day) => day[side]);
    const count = days.filter(({ coveredMs }) => coveredMs > 0).length;
    return { kind: samplesKind[side], count, grade: energy[side].grade, sha256: sha256Of(days) };
  });
}

const sha256Of = (of: unknown): string => createHash("sha256").update(canonicalJson(of)).digest("hex");

/** SHA-256 of each kind of input as it went in. */
function originsOf(inputs: Omit<ReportInputs, "origins">): ReportInputs["origins"] {
  const { document, energy, holdings, racks, revenue, energyCost, demand, events, statements } = inputs;
  const {
    gridDemand,
    tariffs,
    scenario,
    states,
    pending,
    standings,
    alarms,
    renewable,
    backup,
    water,
    reuse,
    ups,
    flow,
  } = inputs;
  const { leases, tenants, ...inventory } = document;
  const grade = worstGrade([energy.facility, energy.it].map((side) => side.grade));
  const days = energy.days.filter(({ facility, it }) => facility.coveredMs > 0 || it.coveredMs > 0);
  const kind = (name: string, count: number, of: unknown, known = grade) => ({
    ...{ kind: name, count, grade: known },
    sha256: sha256Of(of),
  });
  return [
    kind("inventory", document.racks.length + document.servers.length, inventory, "metered"),
    kind("leases", leases.length, { leases, tenants, standings }, holdings.leases.grade),
    kind("roll-ups", days.length, {
      ...{ energy, holdings, racks, demand, gridDemand, renewable, flow },
      ...{ backup, water, reuse, ups, energyCost },
    }),
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
