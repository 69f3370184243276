/** Service: availability, incidents, waiting, and how the alarm system does. */
import type { ReportTable } from "@aidc/contract";
import { dayNameAt } from "../../billing/month.ts";
import { isoOf } from "../../figure/figure.ts";
import { intersectIntervals, unionIntervals } from "../../time/intervals.ts";
import { alarmRows, alarmTable } from "../alarm-figures.ts";
import type { Cell } from "../cells.ts";
import { column, hourMs, label, number, same, table } from "../cells.ts";
import type { ReportInputs } from "../inputs.ts";
import type { Block, ChapterPart, FigureRow } from "../part.ts";
import { figureList, textBlock } from "../part.ts";
import { queueNote, queueRows, queueTables } from "../queue-figures.ts";
import { serviceChart, serviceTimeTable } from "../service-chart.ts";
import {
  availabilityFigure,
  incidentsFigure,
  isServiceTellable,
  recordedTime,
  serviceTime,
} from "../service-figures.ts";
import { worded } from "../words.ts";

export const serviceChapter: ChapterPart = {
  id: "service",
  title: worded("Service", "服务"),
  figures: () => [...rows, ...queueRows, ...alarmRows],
  raw: (inputs) => [
    incidents(inputs),
    service(inputs),
    serviceTimeTable(inputs),
    ...queueTables(inputs),
    alarmTable(inputs),
  ],
  blocks: (facts) => [
    figureList(facts, "service", "Service", "服务"),
    serviceChart(facts.inputs, facts.figures),
    recordNote(facts.inputs),
    queueNote(facts.inputs),
  ],
};

/** Where nobody kept a record, nothing is known: neither up nor down. */
function recordNote(inputs: ReportInputs): Block {
  const { window } = inputs.period;
  const recorded = recordedTime(inputs, window);
  if (recorded === null)
    return textBlock(
      "service_note",
      "Nobody had begun to record incidents and maintenance here by the end of the period, so availability is not known; it is not 100 %.",
      "截至期末尚未开始记录故障与检修，可用率未知，而非 100 %。",
    );
  const day = dayNameAt(recorded.fromMs, inputs.document.center.timeZone);
  const before = recorded.fromMs > window.fromMs;
  const { incidentsSince: since } = inputs.document.center;
  return textBlock(
    "service_note",
    `From recorded incidents and maintenance. Maintenance leaves both sides; incidents that overlap are united.${before ? ` The record begins on ${day}; the time before is not known and not counted as up.` : ""}${since === undefined ? "" : ` The center states that everything is recorded since ${since}.`}`,
    `依据已记录的故障与检修。检修同时从分子分母扣除；重叠的故障合并。${before ? `记录始于 ${day}；此前情况未知，不计为可用。` : ""}${since === undefined ? "" : `本中心声明自 ${since} 起全部记录。`}`,
  );
}

const rows: readonly FigureRow[] = [
  {
    id: "service.availability",
    title: worded("Availability, weighted by accelerators", "可用率（按加速卡加权）"),
    formula:
      "(sum(raw.service.agreed_accelerator_h) - sum(raw.service.down_accelerator_h)) / sum(raw.service.agreed_accelerator_h)",
    digits: 5,
    make: (inputs, compared) => availabilityFigure(inputs, compared),
  },
  {
    id: "service.incidents",
    title: worded("Incidents, united where they overlap", "故障次数（重叠的合并）"),
    formula: "rows(raw.incidents)",
    digits: 0,
    make: (inputs, compared) => incidentsFigure(inputs, compared),
  },
];

function incidents(inputs: ReportInputs): ReportTable {
  const { window } = inputs.period;
  const recorded = recordedTime(inputs, window);
  const spans = inputs.events
    .filter(({ kind }) => kind === "incident")
    .map(({ from, to }) => ({ fromMs: Date.parse(from), toMs: to === null ? window.toMs : Date.parse(to) }));
  const kept = intersectIntervals(recorded ? [recorded] : [], unionIntervals(spans));
  const rows = kept.map(({ fromMs, toMs }, at) => ({
    id: String(at + 1),
    label: same(String(at + 1)),
    cells: [label(isoOf(fromMs)), label(isoOf(toMs)), number((toMs - fromMs) / hourMs)],
  }));
  const columns = [
    column("from", "From", "开始", "", 0),
    column("to", "To", "结束", "", 0),
    column("hours", "Hours", "小时", "h", 3),
  ];
  return table(
    "incidents",
    worded("Incidents, united where they overlap", "故障（重叠的合并）"),
    columns,
    rows,
  );
}

function service(inputs: ReportInputs): ReportTable {
  const { window } = inputs.period;
  const time = serviceTime(inputs, window);
  const tellable = isServiceTellable(inputs, window);
  const recorded = recordedTime(inputs, window);
  const recordedMs = recorded && recorded.toMs - recorded.fromMs;
  const cell = (ms: number | null | undefined): Cell =>
    tellable ? number(ms == null ? null : ms / hourMs, "not_collected") : number(null, "suppressed");
  const rows = [
    {
      id: inputs.period.name,
      label: same(inputs.period.name),
      cells: [
        number(recordedMs === null ? null : recordedMs / hourMs, "not_collected"),
        cell(time?.agreedMs),
        cell(time?.downMs),
      ],
    },
  ];
  const columns = [
    column("recorded_h", "Time on record", "有记录的时间", "h", 3),
    column("agreed_accelerator_h", "Agreed accelerator-hours", "约定卡时", "h", 2),
    column("down_accelerator_h", "Of them unplanned down", "其中计划外中断", "h", 2),
  ];
  return table("service", worded("Service time", "服务时间"), columns, rows);
}
