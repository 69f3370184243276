import type { Figure, TariffVersion, WindowMs } from "@aidc/contract";
import type { BandCost, EnergyCost, PricedPiece } from "@aidc/domain";
import {
  cutByTariff,
  formatMinor,
  makeFigure,
  priceEnergy,
  roleInputs,
  statusOfSum,
  tellUsed,
  worstGrade,
} from "@aidc/domain";
import { energyByPiece } from "./energy-by-piece.ts";
import { chooseSources } from "./energy-sources.ts";
import { usedOf } from "./energy-statements.ts";
import type { FigureContext } from "./figure-context.ts";
import { lengthMs } from "./figure-context.ts";

export interface CostOfEnergy {
  readonly cost: EnergyCost;
  /** What registers counted while they were silent, where that lies in no single band: it has no price. */
  readonly unbandedMj: bigint;
  /** Covered time of all grid meters, each counted alone, ms; `expectedMs` is what complete data would cover. */
  readonly coveredMs: number;
  readonly expectedMs: number;
}

/**
 * What the energy from the grid cost by tariff band: imports only, because nobody bills what a site generates. Time
 * without samples costs nothing and lowers the coverage.
 */
export async function costOfEnergy(context: FigureContext): Promise<CostOfEnergy> {
  const { document, window, timeZone } = context;
  const pieces = cutByTariff(window, context.tariffs, timeZone);
  const sources = await chooseSources(context, roleInputs(document, context.points, "grid_import"));
  const energy = pieces.map(() => 0n);
  let coveredMs = 0;
  let unbandedMj = 0n;
  for (const source of sources) {
    const told = await energyByPiece(context, source, pieces);
    unbandedMj += told.unplacedMj;
    for (const [index, part] of told.pieces.entries()) {
      energy[index] = (energy[index] ?? 0n) + part.millijoules;
      coveredMs += part.coveredMs;
    }
  }
  const priced: PricedPiece[] = pieces.map((piece, index) => ({
    ...piece,
    millijoules: energy[index] ?? 0n,
  }));
  return {
    cost: priceEnergy(priced, currencyOf(context.tariffs, document.center.currency)),
    unbandedMj,
    coveredMs,
    expectedMs: sources.length * lengthMs(window),
  };
}

/** The figure `energy_cost`, in the tariff's currency. */
export async function energyCostFigure(context: FigureContext): Promise<Figure> {
  return (await energyCostByBand(context)).figure;
}

/** With the bands that make it up; none where the cost is not known. */
export async function energyCostByBand(
  context: FigureContext,
): Promise<{ readonly figure: Figure; readonly bands: readonly BandCost[]; readonly unbandedMj: bigint }> {
  const { document, points, window } = context;
  const meters = roleInputs(document, points, "grid_import");
  const inForce = isEverInForce(context.tariffs, window);
  const found = meters.length > 0 && inForce ? await costOfEnergy(context) : null;
  const priced = found && !found.cost.hasUnpricedTime && found.coveredMs > 0 ? found.cost : null;
  const currency = currencyOf(context.tariffs, document.center.currency);
  const grade = worstGrade(meters.flatMap(({ counter, gauges }) => (counter ?? gauges[0])?.grade ?? []));
  const coverage = found && found.expectedMs > 0 ? found.coveredMs / found.expectedMs : 0;
  const figure = makeFigure({
    name: "energy_cost",
    value: priced ? Number(formatMinor(priced.costMinor, currency)) : null,
    ...(priced ? {} : { reason: whyNone(meters.length, inForce, found) }),
    unit: currency,
    window,
    coverage,
    // Like a sum of energy it is shown with its coverage and never withheld.
    status: statusOfSum(coverage),
    grade,
    method: "energy_cost",
    inputs: [{ kind: "meter", label: "grid import", count: meters.length, grade, coverage }],
  });
  const used = usedOf(context, { facility: meters, it: [] }, window);
  return {
    figure: tellUsed(figure, used, { sides: ["facility"], window }),
    bands: priced?.bands ?? [],
    unbandedMj: priced === null ? 0n : (found?.unbandedMj ?? 0n),
  };
}

function whyNone(meters: number, inForce: boolean, found: CostOfEnergy | null) {
  if (!inForce) return "no_tariff" as const;
  if (meters === 0) return "no_meter" as const;
  return found?.cost.hasUnpricedTime ? ("no_tariff" as const) : ("no_data" as const);
}

function isEverInForce(tariffs: readonly TariffVersion[], { toMs }: WindowMs): boolean {
  return tariffs.some(({ effectiveFrom }) => Date.parse(effectiveFrom) < toMs);
}

function currencyOf([tariff]: readonly TariffVersion[], otherwise: string): string {
  return tariff?.currency ?? otherwise;
}
