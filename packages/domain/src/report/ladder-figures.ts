/**
 * Steps of the ladder that accelerators and their servers tell themselves, over time: how long cards were on, healthy and
 * doing work. Time in which a step is not known is in neither side of a share. Source: standards 2.2.
 */
import type { Figure, Reason, ToldStep } from "@aidc/contract";
import { isEveryDayTellable, suppressSmallDays } from "../billing/neighbour-privacy.ts";
import type { CardTime } from "../capacity/card-time.ts";
import { addCardTime } from "../capacity/card-time.ts";
import { coverageGates, statusOfSum } from "../figure/figure.ts";
import { daysIn } from "./energy-figures.ts";
import type { Compared, LadderDay, ReportInputs } from "./inputs.ts";
import { cardMsIn, heldOver } from "./installed-time.ts";
import { ownFigure } from "./report-methods.ts";

export function timeOfDay(day: LadderDay, step: ToldStep): CardTime {
  return addCardTime(step === "effective" ? day.effective : Object.values(day[step]));
}

/**
 * Of a day what each tenant adds to what is done, known and held. Where nothing is assigned who works on what is not
 * known: whoever holds leases of that day may, and if they are few, it is their work.
 */
function byTenant({ holdings }: ReportInputs, { window, effective }: LadderDay): (readonly number[])[] {
  if (effective.some(({ tenant }) => tenant === null))
    return daysIn(holdings.days, window).map((day) => day.byTenant.leased);
  const own = Map.groupBy(effective, ({ tenant }) => tenant);
  const sums = [...own.values()].map(addCardTime);
  const held = [...own.values()].map((parts) => parts.reduce((sum, { heldMs }) => sum + heldMs, 0));
  return [sums.map(({ inMs }) => inMs), sums.map(({ knownMs }) => knownMs), held];
}

/** Whether the sums of a day may stand in a table. */
export function isStepTellable(inputs: ReportInputs, day: LadderDay, step: ToldStep): boolean {
  return step !== "effective" || isEveryDayTellable(byTenant(inputs, day));
}

interface Told extends CardTime {
  readonly coverage: number;
}

/** Of what is installed; of work of what was held. */
function toldOver(inputs: ReportInputs, step: ToldStep, compared: Compared): Told {
  const { window } = inputs.periods[compared];
  const { days } = inputs.ladder[compared];
  const time = addCardTime(days.map((day) => timeOfDay(day, step)));
  const wholeMs =
    step === "effective"
      ? days.reduce((sum, { effective }) => effective.reduce((held, { heldMs }) => held + heldMs, sum), 0)
      : cardMsIn(heldOver(inputs, window), window);
  return { ...time, coverage: wholeMs > 0 ? Math.min(1, time.knownMs / wholeMs) : 0 };
}

export function stepHoursOf(inputs: ReportInputs, step: ToldStep, compared: Compared): Figure {
  const { knownMs, inMs, coverage } = toldOver(inputs, step, compared);
  const figure = ownFigure({
    ...factsOf(inputs, step, compared, coverage),
    name: `accelerator_hours_${step}`,
    method: `${step}_hours`,
    unit: "h",
    value: knownMs > 0 ? inMs / 3_600_000 : null,
    reason: unheard(inputs, step, compared, knownMs),
    status: statusOfSum(coverage),
  });
  return withheldIfSmall(inputs, step, compared, figure);
}

/** Of the time that is known; where that is little, it is no share of the whole. */
export function stepShareOf(inputs: ReportInputs, step: ToldStep, compared: Compared): Figure {
  const { knownMs, inMs, coverage } = toldOver(inputs, step, compared);
  const little = coverage < coverageGates.provisional ? "coverage_low" : undefined;
  const reason = unheard(inputs, step, compared, knownMs) ?? little;
  const figure = ownFigure({
    ...factsOf(inputs, step, compared, coverage),
    name: `${step}_share`,
    method: "step_share",
    unit: "ratio",
    value: reason ? null : inMs / knownMs,
    reason,
  });
  return withheldIfSmall(inputs, step, compared, figure);
}

function factsOf(inputs: ReportInputs, step: ToldStep, compared: Compared, coverage: number) {
  const { count, grade } = inputs.ladder[compared][step];
  return {
    window: inputs.periods[compared].window,
    coverage,
    grade,
    inputs: [{ kind: "point" as const, label: labels[step], count, grade, coverage }],
  };
}

const labels: Readonly<Record<ToldStep, string>> = {
  powered: "power of servers",
  healthy: "fault codes",
  effective: "activity",
};

function unheard(
  { ladder }: ReportInputs,
  step: ToldStep,
  compared: Compared,
  knownMs: number,
): Reason | undefined {
  if (ladder[compared][step].count === 0) return "not_collected";
  return knownMs === 0 ? "no_data" : undefined;
}

/** What is on and faulty is the operator's; the work of held cards is their tenants'. */
function withheldIfSmall(inputs: ReportInputs, step: ToldStep, compared: Compared, figure: Figure): Figure {
  if (step !== "effective" || figure.value === null) return figure;
  const { days } = inputs.ladder[compared];
  return suppressSmallDays(
    figure,
    days.flatMap((day) => byTenant(inputs, day)),
  );
}
