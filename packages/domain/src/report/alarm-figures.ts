/** How well the alarm system itself does, over the report's windows. Source: standards 4.2, 4.3. */
import type { Figure } from "@aidc/contract";
import type { SelfGrade } from "../alarms/self-grade.ts";
import { coverageOf } from "../energy/integral.ts";
import { statusOfSum } from "../figure/figure.ts";
import { overlapMs } from "../time/intervals.ts";
import { column, number, same, table } from "./cells.ts";
import type { ReportInputs } from "./inputs.ts";
import type { FigureRow } from "./part.ts";
import type { OwnMethodId } from "./report-methods.ts";
import { ownFigure } from "./report-methods.ts";
import { worded } from "./words.ts";

const tenMinutesMs = 600_000;

export const alarmRows: readonly FigureRow[] = [
  row("alarm_rate", "Alarms per 10 minutes", "每 10 分钟告警次数", 3, {
    formula: "sum(raw.alarms.annunciations) / sum(raw.alarms.ten_minutes)",
    of: ({ perTenMinutes }) => perTenMinutes,
  }),
  row("alarm_flood", "Share of time in alarm floods", "告警泛滥时间占比", 4, {
    formula: "sum(raw.alarms.flood_ten_minutes) / sum(raw.alarms.ten_minutes)",
    of: ({ floodShare }) => floodShare,
    unit: "ratio",
  }),
  row("alarm_worst", "Most alarms in 10 minutes", "10 分钟内最多告警次数", 0, {
    formula: "sum(raw.alarms.worst)",
    of: ({ worstTenMinutes }) => worstTenMinutes,
  }),
  row("alarm_stale", "Alarms active for more than 24 h", "持续超过 24 小时的告警", 0, {
    formula: "sum(raw.alarms.stale)",
    of: ({ stale }) => stale,
  }),
  row("alarm_chattering", "Chattering alarms", "抖动告警", 0, {
    formula: "sum(raw.alarms.chattering)",
    of: ({ chattering }) => chattering.length,
  }),
  row("alarm_top_ten", "Share of the ten loudest alarms", "最频繁十种告警占比", 3, {
    formula: "sum(raw.alarms.top_ten) / sum(raw.alarms.annunciations)",
    of: ({ topTenShare }) => topTenShare,
    unit: "ratio",
  }),
];

interface Told {
  readonly formula: string;
  readonly unit?: string;
  of(grade: SelfGrade): number | null;
}

function row(method: OwnMethodId, en: string, zh: string, digits: number, told: Told): FigureRow {
  return {
    id: `service.${method}`,
    title: worded(en, zh),
    formula: told.formula,
    digits,
    make: ({ alarms, periods }, compared): Figure => {
      const grade = alarms[compared];
      const value = grade === null ? null : told.of(grade);
      const { window } = periods[compared];
      const coverage = grade === null ? 0 : coverageOf(overlapMs(grade.window, window), window);
      return ownFigure({
        name: method,
        method,
        value,
        reason: grade === null ? "not_collected" : undefined,
        unit: told.unit ?? "count",
        window,
        coverage,
        // Told of the time that was watched, however little of the period that is.
        status: statusOfSum(coverage),
        grade: "metered",
      });
    },
  };
}

/** One line for the period; empty cells where the journal has nothing. */
export function alarmTable({ alarms: { current }, period }: ReportInputs) {
  const columns = [
    column("annunciations", "Annunciations", "告警次数", "count", 0),
    column("ten_minutes", "10-minute intervals", "10 分钟数", "count", 2),
    column("flood_ten_minutes", "Of them in floods", "其中泛滥", "count", 2),
    column("worst", "Worst 10 minutes", "最多 10 分钟", "count", 0),
    column("stale", "Longer than 24 h", "超过 24 小时", "count", 0),
    column("chattering", "Chattering", "抖动", "count", 0),
    column("top_ten", "Of the ten loudest", "最频繁十种", "count", 0),
  ];
  const values = current && [
    ...[current.annunciations, tenMinutesOf(current)],
    current.floodShare * tenMinutesOf(current),
    ...[current.worstTenMinutes, current.stale, current.chattering.length],
    current.topTen.reduce((sum, { count }) => sum + count, 0),
  ];
  const cells = columns.map((_, at) => number(values?.[at] ?? null, "not_collected"));
  return table("alarms", worded("Alarms of the period", "期间告警"), columns, [
    { id: period.name, label: same(period.name), cells },
  ]);
}

/** Of the time that was watched. */
const tenMinutesOf = ({ window }: SelfGrade): number => (window.toMs - window.fromMs) / tenMinutesMs;
