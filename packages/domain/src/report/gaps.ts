/**
 * When what is metered was not wholly heard: of each side, of water and heat to the quarter hour, of the tenants' counts
 * by day, and racks of the period.
 */
import type { ReportContent, ReportTable, WindowMs, Worded } from "@aidc/contract";
import { liesIn } from "../corrections/used.ts";
import { isoOf } from "../figure/figure.ts";
import { localDaysOver } from "../time/days.ts";
import { clipIntervals } from "../time/intervals.ts";
import { column, hourMs, label, table } from "./cells.ts";
import { daysIn } from "./energy-figures.ts";
import type { DaySum, EnergyDay, PairedMeters, ReportInputs, Sources } from "./inputs.ts";
import { printedNumber } from "./printed-number.ts";
import { worded } from "./words.ts";

type Gaps = ReportContent["gaps"];

export function gapsOf(inputs: ReportInputs): Gaps {
  const { energy, holdings, period } = inputs;
  const days = daysIn(energy.days, period.window);
  const held = daysIn(holdings.days, period.window);
  return [
    ...stretches(
      sideDays(days, energy, "facility"),
      worded("Facility metering incomplete", "总用电计量不完整"),
    ),
    ...stretches(sideDays(days, energy, "it"), worded("IT metering incomplete", "IT 计量不完整")),
    ...stretches(silentDays(days, energy, "facility"), silentWords.facility),
    ...stretches(silentDays(days, energy, "it"), silentWords.it),
    ...stretches(pairedDays(inputs, inputs.water), worded("Water metering incomplete", "用水计量不完整")),
    ...stretches(
      pairedDays(inputs, inputs.reuse),
      worded("Metering of heat used again incomplete", "再利用热量计量不完整"),
    ),
    ...stretches(
      heldDays(held, "allocated", holdings.allocated),
      worded("Counts of allocated accelerators incomplete", "已分配加速卡计数不完整"),
    ),
    ...stretches(
      heldDays(held, "active", holdings.active),
      worded("Counts of active accelerators incomplete", "活跃加速卡计数不完整"),
    ),
    ...racksOf(inputs),
  ];
}

/** Of one local day the time that was not wholly heard, in order; all of it where nobody looked finer. */
type DayParts = readonly WindowMs[];

function missingOf(
  {
    window,
    sum,
    gaps,
  }: { readonly window: WindowMs; readonly sum: DaySum; readonly gaps: DayParts | undefined },
  { count }: Sources,
): DayParts {
  const isWhole = count === 0 || sum.coveredMs >= count * (window.toMs - window.fromMs);
  return isWhole ? [] : (gaps ?? [window]);
}

/** A month whose bill counts has no gap on that side, whatever was heard of its days. */
function sideDays(
  days: readonly EnergyDay[],
  energy: ReportInputs["energy"],
  side: "facility" | "it",
): DayParts[] {
  const { count } = energy[side];
  const stated = energy.spans.filter(
    (span) =>
      span.kind === "stated" && span[side].coveredMs >= count * (span.window.toMs - span.window.fromMs),
  );
  return days
    .filter((day) => !stated.some(({ window }) => liesIn(day.window, window)))
    .map(({ window, gaps, ...day }) =>
      missingOf({ window, sum: day[side], gaps: gaps?.[side] }, energy[side]),
    );
}

const silentWords = {
  facility: worded(
    "A facility register was silent: its energy is known for all of that time, not how it spreads over it",
    "总用电电能表中断读数：该段总电量已知，其间分布未知",
  ),
  it: worded(
    "An IT register was silent: its energy is known for all of that time, not how it spreads over it",
    "IT 电能表中断读数：该段总电量已知，其间分布未知",
  ),
} as const;

function silentDays(
  days: readonly EnergyDay[],
  { silences = [] }: ReportInputs["energy"],
  side: "facility" | "it",
): DayParts[] {
  const own = silences.filter((one) => one.side === side).map(({ window }) => window);
  return days.map(({ window }) => clipIntervals(own, window));
}

/** A day of which nothing is listed was silent, unless a document states it. */
function pairedDays({ period, document }: ReportInputs, meters: PairedMeters): DayParts[] {
  const { count, days } = meters;
  if (count === 0) return [];
  const stated = days.filter(
    ({ kind, own, window }) => kind === "stated" && own.coveredMs >= count * (window.toMs - window.fromMs),
  );
  const measured = new Map(
    days.flatMap((day) => (day.kind === "measured" ? [[day.window.fromMs, day]] : [])),
  );
  return localDaysOver(period.window, document.center.timeZone)
    .filter((day) => !stated.some(({ window }) => liesIn(day, window)))
    .map((window) => {
      const day = measured.get(window.fromMs);
      return day ? missingOf({ window, sum: day.own, gaps: day.gaps }, meters) : [window];
    });
}

function heldDays<Name extends "allocated" | "active">(
  days: readonly ({ readonly window: WindowMs } & Readonly<Record<Name, DaySum>>)[],
  name: Name,
  sources: Sources,
): DayParts[] {
  return days.map((day) => missingOf({ window: day.window, sum: day[name], gaps: undefined }, sources));
}

/** More of them in one day are one line: a list of hundreds is read by nobody. */
const stretchesOfDay = 6;

/** Joined where one goes on into the next day. */
function stretches(days: readonly DayParts[], what: Worded): Gaps {
  const gaps: Gaps = [];
  for (const parts of days) {
    const isMany = parts.length > stretchesOfDay;
    const words = isMany ? inStretches(what, parts) : what;
    const [first, last] = [parts[0], parts.at(-1)];
    const shown = isMany && first && last ? [{ fromMs: first.fromMs, toMs: last.toMs }] : parts;
    for (const { fromMs, toMs } of shown) {
      const [from, to] = [isoOf(fromMs), isoOf(toMs)];
      const before = gaps.at(-1);
      if (before && before.to === from && before.what.en === words.en)
        gaps[gaps.length - 1] = { ...before, to };
      else gaps.push({ what: words, from, to });
    }
  }
  return gaps;
}

function inStretches(what: Worded, parts: DayParts): Worded {
  const hours = printedNumber(parts.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0) / hourMs, 1);
  return worded(
    `${what.en}, ${parts.length} stretches of ${hours} h together`,
    `${what.zh}，共 ${parts.length} 段、合计 ${hours} 小时`,
  );
}

/** How long a rack was heard is known of the period as a whole, and not of which of its days. */
function racksOf({ racks: { current }, period: { window } }: ReportInputs): Gaps {
  const part = current.racks.filter(
    ({ coveredMs }) => coveredMs !== null && coveredMs < window.toMs - window.fromMs,
  );
  if (!current.isMetered || part.length === 0) return [];
  const [some, all] = [part.length, current.racks.length];
  const what = worded(
    `Power of ${some} of ${all} racks known for part of the period; raw.racks has the hours of each`,
    `${all} 个机柜中有 ${some} 个的功率仅部分时段已知；各机柜小时数见 raw.racks`,
  );
  return [{ what, from: isoOf(window.fromMs), to: isoOf(window.toMs) }];
}

/** One rule for all: a gap is told as finely as the report reads what it belongs to. */
const fineness = worded(
  "As finely as each is read: energy, water and heat to the quarter hour, counts of accelerators by local day, which is listed whole where a part of it is missing, and racks over the period.",
  "按各自读取的粒度列出：电量、水量与热量精确到一刻钟；加速卡计数按本地日，缺一部分即列整日；机柜按整个期间。",
);

export function gapTable(gaps: Gaps): ReportTable {
  const columns = [column("from", "From", "开始", "", 0), column("to", "To", "结束", "", 0)];
  const rows = gaps.map(({ what, from, to }, at) => ({
    id: `gap_${at + 1}`,
    label: what,
    cells: [label(from), label(to)],
  }));
  return table("gap_list", worded("Gaps of the period", "期间缺口"), columns, rows, [fineness]);
}
