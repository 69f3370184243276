/** Money of a report: what was billed, what energy cost, and both per unit. Source: standards 3.2, 3.3. */
import type { Figure } from "@aidc/contract";
import { minorDigitsOf } from "../billing/currency-table.ts";
import { isTellable } from "../billing/neighbour-privacy.ts";
import { headlinePrecision } from "../capacity/installed.ts";
import { worstGrade } from "../figure/figure.ts";
import { localMonthsOver } from "../time/days.ts";
import { capacityOf } from "./capacity-figures.ts";
import { sideEnergy } from "./energy-figures.ts";
import type { ReportInputs, RevenueMonth } from "./inputs.ts";
import type { OwnMethodId } from "./report-methods.ts";
import { ownFigure, unmeasured } from "./report-methods.ts";

export function billedOf(inputs: ReportInputs, { byTenant }: RevenueMonth): number {
  const minor = byTenant.reduce((sum, amount) => sum + amount, 0n);
  return Number(minor) / 10 ** minorDigitsOf(inputs.document.center.currency);
}

export function isMonthTellable({ byTenant }: RevenueMonth): boolean {
  return byTenant.length === 0 || isTellable(byTenant.map(Number));
}

/** Of the months of which a statement is issued; the others lower the coverage and count nothing. */
export function revenueOf(inputs: ReportInputs): Figure {
  const { revenue, document, period } = inputs;
  const months = localMonthsOver(period.window, document.center.timeZone).length;
  const billed = revenue.filter(({ byTenant }) => byTenant.length > 0);
  const reason =
    billed.length === 0
      ? ("no_data" as const)
      : revenue.every(isMonthTellable)
        ? undefined
        : ("suppressed" as const);
  return ownFigure({
    name: "revenue",
    method: "revenue",
    value: reason ? null : billed.reduce((sum, month) => sum + billedOf(inputs, month), 0),
    reason,
    unit: document.center.currency,
    window: period.window,
    coverage: reason ? 0 : billed.length / months,
    status: billed.length === months ? "valid" : "provisional",
    grade: "metered",
  });
}

export function energyCostOf({ energyCost, period, document }: ReportInputs): Figure {
  const known = energyCost.filter(({ cost }) => cost !== null);
  const months = Math.max(1, energyCost.length);
  return ownFigure({
    name: "energy_cost",
    method: "energy_cost_of_months",
    value: known.length > 0 ? known.reduce((sum, { cost }) => sum + (cost ?? Number.NaN), 0) : null,
    reason: known.length > 0 ? undefined : (energyCost[0]?.reason ?? "no_tariff"),
    unit: document.center.currency,
    window: period.window,
    coverage: known.reduce((sum, { coverage }) => sum + coverage, 0) / months,
    status:
      known.length === months && known.every(({ coverage }) => coverage >= 0.99) ? "valid" : "provisional",
    grade: worstGrade(known.map(({ grade }) => grade)),
  });
}

export function perKwhOf(inputs: ReportInputs): Figure {
  const energy = sideEnergy(inputs.energy, "facility", inputs.period.window);
  return perUnit(inputs, "revenue_per_kwh", energy, energy.value, "kWh");
}

export function perPflopsHourOf(inputs: ReportInputs): Figure {
  const { center } = inputs.document;
  const capacity = capacityOf(inputs, headlinePrecision[center.computeClass]);
  const { fromMs, toMs } = inputs.period.window;
  const whole =
    capacity === null || capacity.value === null ? null : (capacity.value * (toMs - fromMs)) / 3_600_000;
  if (!capacity)
    return unmeasured(
      "revenue_per_pflops_hour",
      "revenue_per_pflops_hour",
      "",
      inputs.period.window,
      "no_inventory",
    );
  return perUnit(inputs, "revenue_per_pflops_hour", capacity, whole, "PFLOPS·h");
}

function perUnit(
  inputs: ReportInputs,
  name: OwnMethodId,
  of: Figure,
  whole: number | null,
  unit: string,
): Figure {
  const revenue = revenueOf(inputs);
  const known = revenue.value !== null && whole !== null && whole > 0;
  return ownFigure({
    name,
    method: name,
    value: revenue.value === null || whole === null || whole <= 0 ? null : revenue.value / whole,
    reason: known ? undefined : (revenue.reason ?? of.reason ?? "no_data"),
    unit: `${revenue.unit}/${unit}`,
    window: inputs.period.window,
    coverage: Math.min(revenue.coverage, of.coverage),
    status: known && revenue.status === "valid" && of.status === "valid" ? "valid" : "provisional",
    grade: worstGrade([revenue.grade, of.grade]),
  });
}
