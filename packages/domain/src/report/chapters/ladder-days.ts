/** Rows and raw table of the steps of the ladder that accelerators and their servers tell themselves. */
import type { ReportTable, ToldStep, Worded } from "@aidc/contract";
import { toldSteps } from "@aidc/contract";
import { dayNameAt } from "../../billing/month.ts";
import type { Cell } from "../cells.ts";
import { column, hourMs, number, same, table } from "../cells.ts";
import type { LadderDay, ReportInputs } from "../inputs.ts";
import { isStepTellable, stepHoursOf, stepShareOf, timeOfDay } from "../ladder-figures.ts";
import type { FigureRow } from "../part.ts";
import { worded } from "../words.ts";

const titles: Readonly<Record<ToldStep, { readonly hours: Worded; readonly share: Worded }>> = {
  powered: {
    hours: worded("Accelerator-hours powered", "上电卡时"),
    share: worded("Powered share of installed accelerators", "上电率（占已安装卡）"),
  },
  healthy: {
    hours: worded("Accelerator-hours healthy", "健康卡时"),
    share: worded("Healthy share of installed accelerators", "健康率（占已安装卡）"),
  },
  effective: {
    hours: worded("Accelerator-hours effective", "有效卡时"),
    share: worded("Mean activity of held accelerators", "持有卡的平均活动度"),
  },
};

export const stepHoursRows: readonly FigureRow[] = toldSteps.map((step) => ({
  id: `utilisation.${step}_hours`,
  title: titles[step].hours,
  formula: `sum(raw.ladder_day.${step}_h)`,
  digits: 1,
  make: (inputs, compared) => stepHoursOf(inputs, step, compared),
}));

export const stepShareRows = (inputs: ReportInputs): readonly FigureRow[] =>
  toldSteps.map((step) => ({
    id: `utilisation.${step}_share`,
    title: step === "effective" && isOfAll(inputs) ? ofAll.share : titles[step].share,
    formula: `sum(raw.ladder_day.${step}_h) / sum(raw.ladder_day.${step}_known_h)`,
    digits: 3,
    make: (own, compared) => stepShareOf(own, step, compared),
  }));

/** Nothing is assigned: of no accelerator it is said that somebody holds it. */
const isOfAll = ({ ladder }: ReportInputs): boolean =>
  ladder.current.days.some(({ effective }) => effective.some(({ tenant }) => tenant === null));
const ofAll = {
  share: worded("Mean activity of accelerators", "加速卡平均活动度"),
  known: column("effective_known_h", "Activity known", "活动度已知", "h", 2),
};

const columns = [
  column("powered_h", "Powered", "上电", "h", 2),
  column("powered_known_h", "Power known", "供电已知", "h", 2),
  column("healthy_h", "Healthy", "健康", "h", 2),
  column("healthy_known_h", "Health known", "健康已知", "h", 2),
  column("effective_h", "Effective", "有效", "h", 2),
  column("effective_known_h", "Activity of held cards known", "持有卡活动度已知", "h", 2),
];

/** A day of which a step is not known has no number. */
export function ladderDays(inputs: ReportInputs): ReportTable {
  const { ladder, document } = inputs;
  const { days } = ladder.current;
  const rows = days.map((day) => {
    const name = dayNameAt(day.window.fromMs, document.center.timeZone);
    const cells = toldSteps.flatMap((step) => stepCells(inputs, day, step));
    return { id: name, label: same(name), cells };
  });
  const note = worded(
    "Known is the time in which it is known of a card whether it is on the step; other time is in neither column.",
    "“已知”指可判定该卡是否处于该级的时间；其余时间不计入任何一列。",
  );
  const title = worded(
    "Powered, healthy and effective accelerator-hours by local day",
    "按日上电、健康与有效卡时",
  );
  const own = isOfAll(inputs) ? [...columns.slice(0, -1), ofAll.known] : columns;
  return table("ladder_day", title, own, rows, [note]);
}

function stepCells(inputs: ReportInputs, day: LadderDay, step: ToldStep): Cell[] {
  const { knownMs, inMs } = timeOfDay(day, step);
  const none = (reason: "not_collected" | "no_data" | "suppressed") => [
    number(null, reason),
    number(null, reason),
  ];
  if (inputs.ladder.current[step].count === 0) return none("not_collected");
  if (knownMs === 0) return none("no_data");
  if (!isStepTellable(inputs, day, step)) return none("suppressed");
  return [number(inMs / hourMs), number(knownMs / hourMs)];
}
