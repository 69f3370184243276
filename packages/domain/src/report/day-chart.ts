/** Energy day by day: what a month hides, three silent hours of one day, is a bar of its own here. Source: ecosystem 5. */
import type { ReportChart, Worded } from "@aidc/contract";
import { dayNameAt } from "../billing/month.ts";
import { isCovered } from "../figure/figure.ts";
import { extremeTitle, pointOf } from "./charts.ts";
import { daysIn, sideEnergy } from "./energy-figures.ts";
import type { ReportInputs } from "./inputs.ts";
import { printedNumber } from "./printed-number.ts";
import { worded } from "./words.ts";

type Points = ReportChart["series"][number]["points"];

const sides = [
  ["facility", worded("Facility energy", "总用电量")],
  ["it", worded("IT energy", "IT 用电量")],
] as const;

/** null: no day is known by itself, as where only bills tell the energy. */
export function dayChart({ document, energy, period }: ReportInputs): ReportChart | null {
  const { timeZone } = document.center;
  const days = daysIn(energy.days, period.window);
  const series = sides.map(([side, title]) => ({
    id: side,
    title,
    points: days.map((day) =>
      pointOf(
        dayNameAt(day.window.fromMs, timeZone),
        day.window.fromMs,
        // A year would be looked through for each of its days.
        sideEnergy({ ...energy, days: [day] }, side, day.window),
      ),
    ),
  }));
  const told = series.find(({ points }) => points.some(({ value }) => value !== null))?.points;
  if (!told) return null;
  return {
    kind: "chart",
    id: "kwh_day",
    form: "bar",
    unit: "kWh",
    digits: 1,
    limit: null,
    title: withGaps(
      extremeTitle(told, worded("Daily energy", "日用电量"), (value) => `${printedNumber(value, 1)} kWh`),
      series.map(({ points }) => points),
    ),
    series,
  };
}

function withGaps(title: Worded, series: readonly Points[]): Worded {
  const labels = series.flatMap((points) =>
    points.filter(({ coverage }) => coverage !== null && !isCovered(coverage)).map(({ label }) => label),
  );
  const lacking = new Set(labels).size;
  if (lacking === 0) return title;
  const all = Math.max(...series.map(({ length }) => length));
  return worded(
    `${title.en}; ${lacking} of ${all} days are not metered whole`,
    `${title.zh}；${all} 天中有 ${lacking} 天计量不完整`,
  );
}
