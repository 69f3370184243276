/** Money of a report: what was billed, what energy cost, and both per unit. Source: standards 3.2, 3.3. */
import type { Figure, Grade, Reason, WindowMs } from "@aidc/contract";
import { addMajor } from "../billing/money.ts";
import { isCovered, statusOfSum, worstGrade } from "../figure/figure.ts";
import { localMonthsOver } from "../time/days.ts";
import { sideEnergy } from "./energy-figures.ts";
import type { ReportInputs } from "./inputs.ts";
import { pflopsHours } from "./installed-time.ts";
import type { Base, Related } from "./money-months.ts";
import { billedOf, isComplete, isMonthTellable, relatedTo, statementShare } from "./money-months.ts";
import type { OwnMethodId } from "./report-methods.ts";
import { ownFigure } from "./report-methods.ts";

/** Of the statements that are issued; those that are not lower the coverage and count nothing. */
export function revenueOf(inputs: ReportInputs): Figure {
  const { revenue, document, period } = inputs;
  const months = localMonthsOver(period.window, document.center.timeZone).length;
  const billed = revenue.filter(({ byTenant }) => byTenant.length > 0);
  const reason =
    billed.length === 0
      ? ("no_statement" as const)
      : revenue.every(isMonthTellable)
        ? undefined
        : ("suppressed" as const);
  return ownFigure({
    name: "revenue",
    method: "revenue",
    value: reason
      ? null
      : addMajor(
          billed.map((month) => billedOf(inputs, month)),
          document.center.currency,
        ),
    reason,
    unit: document.center.currency,
    window: period.window,
    coverage: reason ? 0 : billed.reduce((sum, month) => sum + statementShare(month), 0) / months,
    status: billed.filter(isComplete).length === months ? "valid" : "provisional",
    grade: "metered",
  });
}

export function energyCostOf({ energyCost, period, document }: ReportInputs): Figure {
  const known = energyCost.filter(({ cost }) => cost !== null);
  const months = Math.max(1, energyCost.length);
  return ownFigure({
    name: "energy_cost",
    method: "energy_cost_of_months",
    value:
      known.length > 0
        ? addMajor(
            known.flatMap(({ cost }) => cost ?? []),
            document.center.currency,
          )
        : null,
    reason: known.length > 0 ? undefined : (energyCost[0]?.reason ?? "no_tariff"),
    unit: document.center.currency,
    window: period.window,
    coverage: known.reduce((sum, { coverage }) => sum + coverage, 0) / months,
    status:
      known.length === months && known.every(({ coverage }) => isCovered(coverage)) ? "valid" : "provisional",
    grade: worstGrade(known.map(({ grade }) => grade)),
  });
}

export const facilityKwhIn =
  ({ energy }: ReportInputs) =>
  (month: WindowMs): Base =>
    sideEnergy(energy, "facility", month);

export function perKwhOf(inputs: ReportInputs): Figure {
  const { grade } = sideEnergy(inputs.energy, "facility", inputs.period.window);
  const related = relatedTo(inputs, facilityKwhIn(inputs));
  return perUnit(inputs, { name: "revenue_per_kwh", unit: "kWh", grade }, related);
}

export const pflopsHoursIn =
  (inputs: ReportInputs) =>
  (month: WindowMs): Base =>
    pflopsHours(inputs, month);

export function perPflopsHourOf(inputs: ReportInputs): Figure {
  const related = relatedTo(inputs, pflopsHoursIn(inputs));
  return perUnit(inputs, { name: "revenue_per_pflops_hour", unit: "PFLOPS·h", grade: "derived" }, related);
}

interface Unit {
  readonly name: OwnMethodId;
  readonly unit: string;
  readonly grade: Grade;
}

function perUnit(inputs: ReportInputs, { name, unit, grade }: Unit, related: Related | Reason): Figure {
  const { document, period } = inputs;
  const facts = {
    name,
    method: name,
    unit: `${document.center.currency}/${unit}`,
    window: period.window,
    grade: worstGrade(["metered", grade]),
  };
  if (typeof related === "string") return ownFigure({ ...facts, value: null, reason: related, coverage: 0 });
  const { billed, whole, coverage } = related;
  const status = statusOfSum(coverage);
  return ownFigure({ ...facts, value: billed / whole, coverage, status });
}
