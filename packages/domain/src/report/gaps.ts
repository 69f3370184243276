/** When what is metered was not wholly heard: days of each side, of the tenants' counts, and racks of the period. */
import type { ReportContent, ReportTable, WindowMs, Worded } from "@aidc/contract";
import { liesIn } from "../corrections/used.ts";
import { isoOf } from "../figure/figure.ts";
import { column, label, table } from "./cells.ts";
import { daysIn } from "./energy-figures.ts";
import type { DaySum, ReportInputs, Sources } from "./inputs.ts";
import { worded } from "./words.ts";

type Gaps = ReportContent["gaps"];

export function gapsOf(inputs: ReportInputs): Gaps {
  const { energy, holdings, period } = inputs;
  const days = daysIn(energy.days, period.window);
  const held = daysIn(holdings.days, period.window);
  return [
    ...stretches(
      unstated(days, energy, "facility"),
      "facility",
      energy.facility,
      worded("Facility metering incomplete", "总用电计量不完整"),
    ),
    ...stretches(
      unstated(days, energy, "it"),
      "it",
      energy.it,
      worded("IT metering incomplete", "IT 计量不完整"),
    ),
    ...stretches(
      held,
      "allocated",
      holdings.allocated,
      worded("Counts of allocated accelerators incomplete", "已分配加速卡计数不完整"),
    ),
    ...stretches(
      held,
      "active",
      holdings.active,
      worded("Counts of active accelerators incomplete", "工作加速卡计数不完整"),
    ),
    ...racksOf(inputs),
  ];
}

/** A month whose bill counts has no gap on that side, whatever was heard of its days. */
function unstated<Day extends { readonly window: WindowMs }>(
  days: readonly Day[],
  energy: ReportInputs["energy"],
  side: "facility" | "it",
): Day[] {
  const { count } = energy[side];
  const stated = energy.spans.filter(
    (span) =>
      span.kind === "stated" && span[side].coveredMs >= count * (span.window.toMs - span.window.fromMs),
  );
  return days.filter((day) => !stated.some(({ window }) => liesIn(day.window, window)));
}

/** Days that are not wholly covered, joined where they follow each other. */
function stretches<Name extends string>(
  days: readonly ({ readonly window: WindowMs } & Readonly<Record<Name, DaySum>>)[],
  name: Name,
  { count }: Sources,
  what: Worded,
): Gaps {
  const gaps: Gaps = [];
  for (const day of days) {
    const { fromMs, toMs } = day.window;
    if (count === 0 || day[name].coveredMs >= count * (toMs - fromMs)) continue;
    const [from, to] = [isoOf(fromMs), isoOf(toMs)];
    const last = gaps.at(-1);
    if (last && last.to === from) gaps[gaps.length - 1] = { ...last, to };
    else gaps.push({ what, from, to });
  }
  return gaps;
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

export function gapTable(gaps: Gaps): ReportTable {
  const columns = [column("from", "From", "开始", "", 0), column("to", "To", "结束", "", 0)];
  const rows = gaps.map(({ what, from, to }, at) => ({
    id: `gap_${at + 1}`,
    label: what,
    cells: [label(from), label(to)],
  }));
  return table("gap_list", worded("Gaps of the period", "期间缺口"), columns, rows);
}
