/** What a hundredth of PUE is worth: the money beside the ratio. Source: features 6 (print the yuan beside PUE). */
import type { Figure, Reason } from "@aidc/contract";
import { besideLeftOut } from "../../energy/halls-without-meter.ts";
import { kwhOf } from "../../energy/integral.ts";
import { worstGrade } from "../../figure/figure.ts";
import { hourMs } from "../cells.ts";
import { jointIn, reportPue } from "../energy-figures.ts";
import type { ReportInputs } from "../inputs.ts";
import { energyCostOf } from "../money-figures.ts";
import type { FigureRow } from "../part.ts";
import { ownFigure } from "../report-methods.ts";
import { worded } from "../words.ts";
import { pricedEnergy } from "./energy-bands.ts";

/** A year of 365 days, whichever the period is: what is told is a rate and no sum of a year that was. */
const hoursOfYear = 8760;

/** At the mean IT load and the mean price of the period. */
export function worthRow(inputs: ReportInputs): FigureRow {
  return {
    id: "energy.pue_hundredth",
    title: worded(
      "0.01 of PUE, a year at the load and price of the period",
      "PUE 每 0.01 的全年电费（按本期负载与电价）",
    ),
    formula: worthFormula(pricedEnergy(inputs).slugs),
    digits: 0,
    onlyNow: true,
    make: worthOf,
  };
}

function worthFormula(slugs: readonly string[]): string {
  if (slugs.length === 0) return "not measured";
  const all = (what: "kwh" | "cost") =>
    slugs.map((slug) => `sum(raw.band_month.${slug}_${what})`).join(" + ");
  const load = "sum(raw.energy_day.joint_it_kwh) / sum(raw.energy_day.joint_covered_h)";
  return `${load} * ${hoursOfYear} * 0.01 * (${all("cost")}) / (${all("kwh")})`;
}

function worthOf(inputs: ReportInputs): Figure {
  const { document, energy, period, unmetered } = inputs;
  const pue = reportPue(document, energy, period.window);
  const paid = energyCostOf(inputs);
  const { kwh, cost } = pricedEnergy(inputs);
  const { itMj, coveredMs } = jointIn(energy, period.window);
  const why: Reason | undefined =
    pue.value === null
      ? (pue.reason ?? "no_data")
      : paid.value === null
        ? (paid.reason ?? "no_tariff")
        : kwh > 0
          ? undefined
          : "no_data";
  const meanKw = kwhOf(itMj) / (coveredMs / hourMs);
  const worth = ownFigure({
    name: "pue_worth",
    method: "pue_worth",
    value: why ? null : meanKw * hoursOfYear * 0.01 * (cost / kwh),
    reason: why,
    unit: document.center.currency,
    window: period.window,
    coverage: Math.min(pue.coverage, paid.coverage),
    status: pue.status === "valid" && paid.status === "valid" ? "valid" : "provisional",
    grade: worstGrade(["derived", pue.grade, paid.grade]),
  });
  return besideLeftOut(worth, unmetered);
}
