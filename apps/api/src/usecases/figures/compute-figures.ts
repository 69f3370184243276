import type { Figure, FigureName, WindowMs } from "@aidc/contract";
import { figureNames } from "@aidc/contract";
import type { KnownCorrections } from "@aidc/domain";
import { earliestYear, knownAt, nothingKnown } from "@aidc/domain";
import { AppError, badField } from "../app-error.ts";
import type { CenterView } from "../center-directory.ts";
import { readStates } from "../reports/read-plans.ts";
import type { Services } from "../services.ts";
import {
  acceleratorsInstalledFigure,
  activeHours,
  allocatedHours,
  capacityPflopsFigure,
  leasedHours,
  parsePrecision,
} from "./accelerator-figures.ts";
import { energyCostFigure } from "./energy-cost.ts";
import { facilityEnergyFigure, itEnergyFigure, pueOverWindow } from "./energy-figures.ts";
import { withExchanges } from "./exchanged-rollups.ts";
import type { FigureContext } from "./figure-context.ts";
import { metersById } from "./point-rules.ts";
import {
  itPowerPeakFigure,
  rackOccupancyCountFigure,
  rackOccupancyPowerFigure,
  rackOccupancyUnitsFigure,
} from "./power-figures.ts";
import { rackPowerUtilisationFigure } from "./rack-power-use.ts";
import { rememberRollups } from "./remembered-rollups.ts";
import { allocationFigure, occupancyFigure, utilisationFigure } from "./share-figures.ts";

type MakeFigure = (context: FigureContext) => Promise<Figure>;

/** Every figure there is and the one function that makes it. */
const makers: Readonly<Record<FigureName, MakeFigure>> = {
  it_energy: itEnergyFigure,
  facility_energy: facilityEnergyFigure,
  pue: pueOverWindow,
  it_power_peak: itPowerPeakFigure,
  rack_occupancy_count: rackOccupancyCountFigure,
  rack_occupancy_u: rackOccupancyUnitsFigure,
  rack_occupancy_power: rackOccupancyPowerFigure,
  rack_power_utilisation: rackPowerUtilisationFigure,
  accelerators_installed: acceleratorsInstalledFigure,
  accelerator_hours_leased: leasedHours,
  accelerator_hours_allocated: allocatedHours,
  accelerator_hours_active: activeHours,
  occupancy: occupancyFigure,
  allocation: allocationFigure,
  utilisation: utilisationFigure,
  capacity_pflops: capacityPflopsFigure,
  energy_cost: energyCostFigure,
};

/** What can be said of one tenant: what it leases, holds and uses. */
const tenantFigures: readonly FigureName[] = [
  "accelerator_hours_leased",
  "accelerator_hours_allocated",
  "accelerator_hours_active",
  "occupancy",
  "utilisation",
];

/** What corrections and documents can change. */
const energyFigures: readonly FigureName[] = ["it_energy", "facility_energy", "pue", "energy_cost"];

export interface FiguresQuery {
  readonly center: string;
  readonly from: string;
  readonly to: string;
  /** Comma-separated; absent means all. */
  readonly names?: string | undefined;
  readonly tenant?: string | undefined;
  readonly precision?: string | undefined;
}

/**
 * Figures of one center, by name.
 * @throws AppError not_found for an unknown center or tenant, bad_request naming the field that is wrong
 */
export async function computeFigures(
  services: Services,
  query: FiguresQuery,
): Promise<Record<string, Figure>> {
  const names = parseNames(query.names, query.tenant);
  const window = parseWindow(query);
  const precision = parsePrecision(query.precision);
  const view = await services.directory.get(query.center);
  requireTenant(view, query.tenant);
  const tariffs = names.includes("energy_cost") ? await services.tariffs.list(query.center) : [];
  const known = names.some((name) => energyFigures.includes(name))
    ? await correctionsNow(services, query.center)
    : nothingKnown;
  const states = await readStates(services, query.center, { window });
  const { rackLines, absences } = await stoodThen(services, query.center, names);
  const sums = services.daySums;
  const options = { tenant: query.tenant, precision, tariffs, known, states, rackLines, absences, sums };
  const context = figureContext(services, view, window, options);
  const figures: Record<string, Figure> = {};
  // One after the other: each finds what the one before has read.
  for (const name of names) figures[name] = await makers[name](context);
  return figures;
}

/** What is kept of where racks and servers stood, for the figures that ask. */
export async function stoodThen(
  { inventory }: Services,
  center: string,
  names: readonly FigureName[],
): Promise<Pick<FigureContext, "rackLines" | "absences">> {
  const isByPower = names.includes("rack_occupancy_power");
  const isAsked = isByPower || names.includes("rack_occupancy_count");
  return {
    rackLines: isByPower ? await inventory.readRackLines(center) : [],
    absences: isAsked ? await inventory.readAbsences(center) : [],
  };
}

export type CorrectionServices = Pick<Services, "clock"> & {
  readonly corrections: Pick<Services["corrections"], "list">;
};

/** What holds at present of everything that was ever recorded. */
export async function correctionsNow(
  { corrections, clock }: CorrectionServices,
  center: string,
): Promise<KnownCorrections> {
  return knownAt(await corrections.list(center), clock());
}

/** Nobody forgets what was recorded beside the samples: who wants samples alone says `nothingKnown`, and why. */
export function figureContext(
  services: Pick<Services, "history">,
  view: CenterView,
  window: WindowMs,
  options: Pick<FigureContext, "known"> &
    Partial<
      Pick<FigureContext, "tenant" | "precision" | "tariffs" | "states" | "rackLines" | "absences" | "sums">
    >,
): FigureContext {
  const { document, points } = view;
  const { known } = options;
  const meters = metersById(document, known);
  return {
    telemetry: rememberRollups(withExchanges(services.history, meters)),
    timeZone: document.center.timeZone,
    meters,
    known,
    document,
    points,
    window,
    tenant: options.tenant,
    precision: options.precision,
    tariffs: options.tariffs ?? [],
    states: options.states ?? [],
    rackLines: options.rackLines ?? [],
    absences: options.absences ?? [],
    sums: options.sums,
  };
}

export function makeOneFigure(name: FigureName, context: FigureContext): Promise<Figure> {
  return makers[name](context);
}

/** @throws AppError bad_request where a tenant has no such figure of its own */
export function requireOfTenant(name: FigureName): void {
  if (!tenantFigures.includes(name))
    throw badField("name", `of a tenant is one of ${tenantFigures.join(", ")}`);
}

function parseNames(text: string | undefined, tenant: string | undefined): FigureName[] {
  const possible = tenant === undefined ? figureNames : tenantFigures;
  if (text === undefined) return [...possible];
  const asked = [...new Set(text.split(",").map((name) => name.trim()))];
  return asked.map((name) => {
    const found = possible.find((one) => one === name);
    if (!found) throw badField("names", `"${name.slice(0, 60)}" is none of ${possible.join(", ")}`);
    return found;
  });
}

const longestYears = 50;

/** @throws AppError bad_request when the window is empty, reversed, absurdly long or older than anything kept */
export function parseWindow({ from, to }: { from: string; to: string }): WindowMs {
  const window = { fromMs: Date.parse(from), toMs: Date.parse(to) };
  if (window.toMs <= window.fromMs) throw badField("to", "must be later than from");
  if (window.toMs - window.fromMs > longestYears * 366 * 86_400_000) {
    throw badField("to", `must be within ${longestYears} years of from`);
  }
  if (window.fromMs < Date.UTC(earliestYear)) throw badField("from", `must not be before ${earliestYear}`);
  return window;
}

/** @throws AppError not_found for a tenant that the center does not have */
export function requireTenant(view: CenterView, tenant: string | undefined): void {
  if (tenant === undefined || view.document.tenants.some(({ id }) => id === tenant)) return;
  throw new AppError("not_found", `tenant: ${tenant} does not exist in ${view.document.center.id}`);
}
