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
    ...silentStretches(days, inputs, "facility"),
    ...silentStretches(days, inputs, "it"),
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

type Balance = Pick<ReportInputs["energy"], "facility" | "it" | "spans">;

/** A month whose bill counts has no gap on that side, whatever was heard of its days. */
export function daysNotStated(
  days: readonly EnergyDay[],
  energy: Balance,
  side: "facility" | "it",
): EnergyDay[] {
  const { count } = energy[side];
  const stated = energy.spans.filter(
    (span) =>
      span.kind === "stated" && span[side].coveredMs >= count * (span.window.toMs - span.window.fromMs),
  );
  return days.filter((day) => !stated.some(({ window }) => liesIn(day.window, window)));
}

const sideDays = (days: readonly EnergyDay[], energy: Balance, side: "facility" | "it"): DayParts[] =>
  daysNotStated(days, energy, side).map(({ window, gaps, ...day }) =>
    missingOf({ window, sum: day[side], gaps: gaps?.[side] }, energy[side]),
  );

/** By the meters that were silent: each stretch says whose it is. */
function silentStretches(
  days: readonly EnergyDay[],
  { energy, document }: ReportInputs,
  side: "facility" | "it",
): Gaps {
  const own = (energy.silences ?? []).filter((one) => one.side === side);
  const byMeters = Map.groupBy(own, ({ meters }) => meters.join("\n"));
  return [...byMeters.values()].flatMap((silences) => {
    const windows = silences.map(({ window }) => window);
    const parts = days.map(({ window }) => clipIntervals(windows, window));
    return stretches(parts, silentWords(side, document, silences[0]?.meters ?? []));
  });
}

const namedAtMost = 3;

function silentWords(
  side: "facility" | "it",
  { meters }: ReportInputs["document"],
  ids: readonly string[],
): Worded {
  const names = ids.map((id) => meters.find((meter) => meter.id === id)?.name ?? id);
  const isNamed = names.length > 0 && names.length <= namedAtMost;
  const of = isNamed ? worded(` (${names.join(", ")})`, `（${names.join("、")}）`) : worded("", "");
  return side === "facility"
    ? worded(
        `A facility register${of.en} was silent: its energy is known for all of that time, not how it spreads over it`,
        `总用电电能表${of.zh}中断读数：该段总电量已知，其间分布未知`,
      )
    : worded(
        `An IT register${of.en} was silent: its energy is known for all of that time, not how it spreads over it`,
        `IT 电能表${of.zh}中断读数：该段总电量已知，其间分布未知`,
      );
}

const sideNames = { facility: worded("facility", "总用电"), it: worded("IT", "IT ") } as const;

/** Which silences of registers the list does not have: it must not be read as if there were none. */
export function silencesNotSeen({ energy: { silencesSeen: seen } }: ReportInputs): Worded[] {
  if (seen === undefined) return [];
  return (["facility", "it"] as const).flatMap((side) => {
    const { en, zh } = sideNames[side];
    const words = {
      "5m": null,
      "1h": worded(
        `Silences of ${en} registers within one clock hour are not listed: with so many registers only hours were looked at; their energy is known.`,
        `${zh}电能表在同一整点小时内的中断未列出：表计较多，仅按小时查找；其电量已知。`,
      ),
      part: worded(
        `Silences of ${en} registers are listed for a part of the period only: there were too many to look at each, or their readings are no longer kept; their energy is known.`,
        `${zh}电能表中断仅列出部分时段：次数过多未逐一查找，或其读数已不再保存；其电量已知。`,
      ),
      none: worded(
        `Silences of ${en} registers within a day are not listed: there are too many registers to look at each; their energy is known.`,
        `${zh}电能表在一日内的中断未列出：表计过多，未逐一查找；其电量已知。`,
      ),
    }[seen[side]];
    return words === null ? [] : [words];
  });
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
  "As finely as each is read: energy, water and heat to the quarter hour, silences of registers from reading to reading where they reach over a clock five minutes, counts of accelerators by local day, which is listed whole where a part of it is missing, and racks over the period.",
  "按各自读取的粒度列出：电量、水量与热量精确到一刻钟；电能表中断跨越整五分钟者，列出前后两次读数之间；加速卡计数按本地日，缺一部分即列整日；机柜按整个期间。",
);

export function gapTable(gaps: Gaps, inputs: ReportInputs): ReportTable {
  const columns = [column("from", "From", "开始", "", 0), column("to", "To", "结束", "", 0)];
  const rows = gaps.map(({ what, from, to }, at) => ({
    id: `gap_${at + 1}`,
    label: what,
    cells: [label(from), label(to)],
  }));
  return table("gap_list", worded("Gaps of the period", "期间缺口"), columns, rows, [
    fineness,
    ...silencesNotSeen(inputs),
  ]);
}
