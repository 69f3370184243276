/** Service: availability, incidents, waiting, and how the alarm system does. */
import type { ReportTable } from "@aidc/contract";
import { isoOf } from "../../figure/figure.ts";
import { intersectIntervals, unionIntervals } from "../../time/intervals.ts";
import { alarmRows, alarmTable } from "../alarm-figures.ts";
import type { Cell } from "../cells.ts";
import { column, hourMs, label, number, same, table } from "../cells.ts";
import type { ReportInputs } from "../inputs.ts";
import type { ChapterPart, FigureRow } from "../part.ts";
import { figureList, textBlock, windowOf } from "../part.ts";
import { unmeasured } from "../report-methods.ts";
import { availabilityFigure, incidentsFigure, isServiceTellable, serviceTime } from "../service-figures.ts";
import { worded } from "../words.ts";

export const serviceChapter: ChapterPart = {
  id: "service",
  title: worded("Service", "服务"),
  figures: () => [...rows, ...alarmRows],
  raw: (inputs) => [incidents(inputs), service(inputs), alarmTable(inputs)],
  blocks: (facts) => [
    figureList(facts, "service", "Service", "服务"),
    facts.inputs.events.length === 0
      ? textBlock(
          "service_note",
          "No incident or maintenance has ever been recorded here, so availability is not known; it is not 100 %.",
          "从未记录故障或检修，可用率未知，而非 100 %。",
        )
      : textBlock(
          "service_note",
          "From recorded incidents and maintenance. Maintenance leaves both sides; incidents that overlap are united.",
          "依据已记录的故障与检修。检修同时从分子分母扣除；重叠的故障合并。",
        ),
  ],
};

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
  {
    id: "service.queue_wait",
    title: worded("Median queue wait, still waiting counted", "排队等待中位数（含仍在等待）"),
    formula: "not measured",
    digits: 1,
    make: (inputs, compared) =>
      unmeasured("queue_wait", "queue_wait", "h", windowOf(inputs, compared), "not_collected"),
  },
];

function incidents({ events, period: { window } }: ReportInputs): ReportTable {
  const spans = events
    .filter(({ kind }) => kind === "incident")
    .map(({ from, to }) => ({ fromMs: Date.parse(from), toMs: to === null ? window.toMs : Date.parse(to) }));
  const rows = intersectIntervals([window], unionIntervals(spans)).map(({ fromMs, toMs }, at) => ({
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
  const cell = (ms: number): Cell =>
    inputs.events.length === 0
      ? number(null, "not_collected")
      : tellable
        ? number(ms / hourMs)
        : number(null, "suppressed");
  const rows = [
    {
      id: inputs.period.name,
      label: same(inputs.period.name),
      cells: [cell(time.agreedMs), cell(time.downMs)],
    },
  ];
  const columns = [
    column("agreed_accelerator_h", "Agreed accelerator-hours", "约定卡时", "h", 2),
    column("down_accelerator_h", "Of them unplanned down", "其中计划外中断", "h", 2),
  ];
  return table("service", worded("Service time", "服务时间"), columns, rows);
}
