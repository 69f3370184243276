/**
 * How much of a center is let, in every measure something is leased by: racks, units and power beside cards, over the
 * whole of the same measure. A lease that cannot be told in a measure lowers the coverage and is never 0, and so does a
 * day before the record begins.
 * Source: standards 2.2 "Occupancy rate (leased)"; decision 39.
 */
import type { Figure, ReportTable, WindowMs } from "@aidc/contract";
import { isEveryDayTellable, suppressSmallDays } from "../billing/neighbour-privacy.ts";
import { statusOfSum, worstGrade } from "../figure/figure.ts";
import type { HeldAmount } from "../tenancy/lease-holding.ts";
import { addHeld, heldIn, heldNothing, toldShare } from "../tenancy/lease-holding.ts";
import { localDaysOver } from "../time/days.ts";
import { overlapMs } from "../time/intervals.ts";
import type { Cell } from "./cells.ts";
import { column, hourMs, number, same, table } from "./cells.ts";
import type { Held } from "./held.ts";
import type { ReportInputs } from "./inputs.ts";
import { heldOver } from "./installed-time.ts";
import { isOnRecord } from "./on-record.ts";
import { ownFigure } from "./report-methods.ts";
import { stepsOf } from "./time-steps.ts";
import { worded } from "./words.ts";

/** Measures beside cards. */
export const spaceMeasures = ["racks", "rack_units", "power_w"] as const;
export type SpaceMeasure = (typeof spaceMeasures)[number];

/** null: not recorded. */
const wholeOf: Readonly<Record<SpaceMeasure, (held: Held) => number | null>> = {
  racks: ({ racks }) => (racks > 0 ? racks : null),
  rack_units: ({ usableU }) => usableU,
  power_w: ({ limitW }) => (limitW > 0 ? limitW : null),
};
const noWhole = { racks: "no_inventory", rack_units: "no_units", power_w: "no_limit" } as const;

/** Of the days that something is on record of: of the others it is neither known what was let nor what stood there. */
interface Let {
  /** Share of the window that these days are. */
  readonly recorded: number;
  readonly held: HeldAmount;
  /** null: of a part of the window it is not recorded. */
  readonly wholeMs: number | null;
  /** By local day what each tenant holds. */
  readonly days: readonly (readonly number[])[];
}

function letOver(inputs: ReportInputs, measure: SpaceMeasure, window: WindowMs): Let {
  const { document } = inputs;
  const kept = localDaysOver(window, document.center.timeZone).filter((day) => isOnRecord(inputs, day));
  const days = kept.map((day) => heldOn(inputs, measure, day));
  const recordedMs = kept.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  const wholes = heldOver(inputs, window).map((piece) => {
    const whole = wholeOf[measure](piece.held);
    const lastedMs = kept.reduce((sum, day) => sum + overlapMs(piece, day), 0);
    return lastedMs === 0 ? 0 : whole === null ? null : whole * lastedMs;
  });
  return {
    recorded: recordedMs / (window.toMs - window.fromMs),
    held: days.map(addHeld).reduce((sum, day) => addHeld([sum, day]), heldNothing),
    wholeMs: wholes.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0),
    days: days.map((day) => day.map(({ amountMs }) => amountMs)),
  };
}

type Day = readonly HeldAmount[];
const known = new WeakMap<ReportInputs["document"], Map<string, Day>>();

/** Of each tenant; figures, their table and a chart ask for the same days. */
function heldOn({ document }: ReportInputs, measure: SpaceMeasure, day: WindowMs): Day {
  const days = known.get(document) ?? new Map<string, Day>();
  known.set(document, days);
  const key = `${measure} ${day.fromMs} ${day.toMs}`;
  const held =
    days.get(key) ?? document.tenants.map(({ id }) => heldIn(document, measure, day, { tenant: id }));
  days.set(key, held);
  return held;
}

const isTold = ({ toldMs, termMs }: HeldAmount): boolean => toldMs > 0 || termMs === 0;

export function letShare(inputs: ReportInputs, measure: SpaceMeasure, window: WindowMs): Figure {
  const { recorded, held, wholeMs, days } = letOver(inputs, measure, window);
  const { leases } = inputs.document;
  const reason =
    leases.length === 0 || recorded === 0
      ? "no_lease"
      : wholeMs === null
        ? noWhole[measure]
        : isTold(held)
          ? undefined
          : "not_stated";
  const coverage = reason === undefined ? recorded * toldShare(held) : 0;
  const figure = ownFigure({
    name: `occupancy_${measure}`,
    method: "occupancy_measure",
    value: reason === undefined && wholeMs !== null ? held.amountMs / wholeMs : null,
    reason,
    unit: "ratio",
    window,
    coverage,
    status: statusOfSum(coverage),
    grade: worstGrade(leases.map(({ grade }) => grade)),
  });
  return figure.value === null ? figure : suppressSmallDays(figure, days);
}

/** What is let and what there is, over the period step by step: the two sides of each share. */
export function measuresTable(inputs: ReportInputs): ReportTable {
  const rows = stepsOf(inputs.period, inputs.document.center.timeZone, "month").map((step) => ({
    id: step.name,
    label: same(step.name),
    cells: spaceMeasures.flatMap((measure) => cellsOf(inputs, measure, step)),
  }));
  const columns = [
    column("racks_h", "Racks leased", "已租用机柜", "h", 2),
    column("racks_whole_h", "Racks", "机柜", "h", 2),
    column("rack_units_h", "Units leased", "已租用 U", "h", 2),
    column("rack_units_whole_h", "Usable units", "可用 U", "h", 2),
    column("power_w_kwh", "Power leased x hours", "已租用功率 × 小时", "kWh", 2),
    column("power_w_whole_kwh", "Rack limits x hours", "功率上限 × 小时", "kWh", 2),
  ];
  const title = worded("Leased racks, units and power", "已租用机柜、U 与功率");
  return table("leased_measures", title, columns, rows);
}

function cellsOf(inputs: ReportInputs, measure: SpaceMeasure, step: WindowMs): Cell[] {
  const { recorded, held, wholeMs, days } = letOver(inputs, measure, step);
  if (recorded === 0) return [number(null, "no_lease"), number(null, noWhole[measure])];
  const per = (measure === "power_w" ? 1000 : 1) * hourMs;
  const why = inputs.document.leases.length === 0 ? "no_lease" : "not_stated";
  return [
    isEveryDayTellable(days)
      ? number(isTold(held) ? held.amountMs / per : null, why)
      : number(null, "suppressed"),
    number(wholeMs === null ? null : wholeMs / per, noWhole[measure]),
  ];
}
