import type { LiveValue, WallState, WindowMs } from "@aidc/contract";
import type { PaidEnergy } from "@aidc/domain";
import {
  formatMinor,
  hallsWithoutMeter,
  isCovered,
  liveOfFigure,
  unknownLive,
  worthOfPue,
} from "@aidc/domain";
import type { CenterView } from "./center-directory.ts";
import type { CorrectionServices } from "./figures/compute-figures.ts";
import { correctionsNow, figureContext } from "./figures/compute-figures.ts";
import { costOfEnergy } from "./figures/energy-cost.ts";
import { itEnergyFigure, pueOverWindow } from "./figures/energy-figures.ts";
import type { FigureContext } from "./figures/figure-context.ts";
import type { Services } from "./services.ts";

/** What a wall says about twelve months. */
export interface YearFacts {
  readonly values: Pick<WallState, "pueYear" | "itEnergyYear" | "energyPrice" | "pueHundredth">;
  /** On the center's clock; a year is read anew after a while, because late samples may come. */
  readonly readAtMs: number;
  readonly toMs: number;
  /** What people had stated of it: what they add or withdraw is seen at once. */
  readonly stated: string;
}

const keepForMs = 600_000;
/** While history is being filled in, people watch it grow. */
const keepGrowingForMs = 120_000;
const noPrice = (unit: string): LiveValue => unknownLive(unit, "energy_price", "no_tariff");

export const noYearFacts: YearFacts = {
  values: {
    pueYear: unknownLive("ratio", "pue", "no_data"),
    itEnergyYear: unknownLive("kWh", "energy", "no_data"),
    energyPrice: noPrice("CNY"),
    pueHundredth: { ...noPrice("CNY"), method: "pue_worth" },
  },
  readAtMs: Number.NEGATIVE_INFINITY,
  toMs: Number.NaN,
  stated: "",
};

type YearServices = Pick<Services, "history"> &
  CorrectionServices & { readonly tariffs: Pick<Services["tariffs"], "list"> };

/** @param window the twelve local months before today */
export async function readYearFacts(
  services: YearServices,
  view: CenterView,
  window: WindowMs,
  { nowMs, before }: { nowMs: number; before: YearFacts },
): Promise<YearFacts> {
  const { id, currency } = view.document.center;
  const tariffs = await services.tariffs.list(id);
  const known = await correctionsNow(services, id);
  const stated = [
    ...tariffs.map(({ version }) => `tariff ${version}`),
    ...[...known.corrections, ...known.readings].map((one) => one.id),
  ].join();
  const keptMs = isCovered(before.values.itEnergyYear.coverage) ? keepForMs : keepGrowingForMs;
  const isYoung = nowMs - before.readAtMs < keptMs && nowMs >= before.readAtMs;
  if (isYoung && before.toMs === window.toMs && before.stated === stated) return before;
  const context = figureContext(services, view, window, { tariffs, known });
  const pue = await pueOverWindow(context);
  const energy = await itEnergyFigure(context);
  const unmetered = hallsWithoutMeter(context.document, context.points);
  const worth = worthOfPue(energy, await paidEnergy(context), tariffs[0]?.currency ?? currency, unmetered);
  return {
    values: { pueYear: liveOfFigure(pue), itEnergyYear: liveOfFigure(energy), ...worth },
    readAtMs: nowMs,
    toMs: window.toMs,
    stated,
  };
}

const millijoulesPerKwh = 3_600_000_000;

/** What was bought while a tariff was in force; null: none ever was. */
async function paidEnergy(context: FigureContext): Promise<PaidEnergy | null> {
  const starts = context.tariffs.map(({ effectiveFrom }) => Date.parse(effectiveFrom));
  if (!starts.some((startMs) => startMs < context.window.toMs)) return null;
  const { cost, coveredMs, expectedMs } = await costOfEnergy(context);
  const currency = context.tariffs[0]?.currency ?? context.document.center.currency;
  const millijoules = cost.bands.reduce((sum, band) => sum + band.millijoules, 0n);
  return {
    cost: Number(formatMinor(cost.costMinor, currency)),
    kWh: Number(millijoules) / millijoulesPerKwh,
    coverage: expectedMs > 0 ? coveredMs / expectedMs : 0,
  };
}
