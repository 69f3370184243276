/** Queue wait of a report, with the jobs that still wait. Source: standards 2.3; the rule is in `queue-wait.ts`. */
import type { Figure, Reason, ReportTable, WindowMs, Worded } from "@aidc/contract";
import { dayNameAt } from "../billing/month.ts";
import { isTellable } from "../billing/neighbour-privacy.ts";
import { isCovered } from "../figure/figure.ts";
import type { QueueOwners, QueueWait, WaitShare } from "../service/queue-wait.ts";
import { countWaits, interpolated, waitBoundsMs, waitPlace, waitShareNames } from "../service/queue-wait.ts";
import { totalMs } from "../time/intervals.ts";
import { column, hourMs, number, same, table } from "./cells.ts";
import type { Compared, ReportInputs } from "./inputs.ts";
import type { Block, FigureRow } from "./part.ts";
import { textBlock } from "./part.ts";
import type { OwnMethodId } from "./report-methods.ts";
import { ownFigure } from "./report-methods.ts";
import { worded } from "./words.ts";

/** Of the window the time of which jobs are told; null: none. */
function toldTime({ queue: { feed } }: ReportInputs, window: WindowMs): WindowMs | null {
  if (feed === null) return null;
  const told = { fromMs: Math.max(feed.fromMs, window.fromMs), toMs: Math.min(feed.toMs, window.toMs) };
  return told.fromMs < told.toMs ? told : null;
}

/**
 * Jobs of tenants tell of their neighbours what the hours of their accelerators would. Every report's window is made of
 * local months, so a window is told where every month of it is: jobs that started in a quarter, less those of two of its
 * months, are those of the third.
 */
export const isQueueTellable = (months: readonly QueueOwners[]): boolean =>
  months.every(({ tenants, others }) => tenants.length === 0 || isTellable([...tenants, others]));

function whyUnknown(inputs: ReportInputs, compared: Compared): Reason | undefined {
  if (inputs.queue.isNotComputed) return "not_computed";
  if (toldTime(inputs, inputs.periods[compared].window) === null) return "not_collected";
  return isQueueTellable(inputs.queue.months[compared]) ? undefined : "suppressed";
}

interface Told {
  readonly value: number | null;
  readonly reason?: Reason | undefined;
}

function figureOf(
  inputs: ReportInputs,
  compared: Compared,
  { name, method, unit }: { readonly name: string; readonly method: OwnMethodId; readonly unit: string },
  tell: (wait: QueueWait) => Told,
): Figure {
  const { window } = inputs.periods[compared];
  const wait = inputs.queue.waits[compared];
  const why = whyUnknown(inputs, compared);
  const { value, reason } = why ? { value: null, reason: why } : tell(wait);
  const told = toldTime(inputs, window);
  const coverage = why || told === null ? 0 : totalMs([told]) / totalMs([window]);
  const isWhole = isCovered(coverage) && reason === undefined;
  return ownFigure({
    name,
    method,
    value,
    reason,
    unit,
    window,
    coverage,
    grade: "metered",
    status: isWhole ? "valid" : "provisional",
  });
}

const shareTitles = {
  p50: worded("Median queue wait, still waiting counted", "排队等待中位数（含仍在等待）"),
  p90: worded("Queue wait, 90 % of jobs", "排队等待 90 分位（含仍在等待）"),
  p95: worded("Queue wait, 95 % of jobs", "排队等待 95 分位（含仍在等待）"),
} as const;

function percentileRow(share: WaitShare): FigureRow {
  const name = share === "p50" ? "queue_wait" : `queue_wait_${share}`;
  const of = (part: string) => `sum(raw.queue_ranks.${share}_${part})`;
  return {
    id: `service.${name}`,
    title: shareTitles[share],
    formula: `${of("below_h")} + ${of("weight")} * (${of("above_h")} - ${of("below_h")})`,
    digits: 3,
    make: (inputs, compared) =>
      figureOf(inputs, compared, { name, method: "queue_wait", unit: "h" }, (wait) => {
        const rank = wait.ranks?.[share];
        if (!rank) return { value: null, reason: "no_jobs" };
        const { weight } = waitPlace(share, countWaits(wait).jobs);
        const value = interpolated(rank.belowMs / hourMs, rank.aboveMs / hourMs, weight);
        return { value, reason: rank.isLowerBound ? "lower_bound" : undefined };
      }),
  };
}

const waiting = "sum(raw.queue_waits.waiting)";
const all = `sum(raw.queue_waits.started) + ${waiting} + sum(raw.queue_waits.withdrawn)`;

function countRow(what: "jobs" | "waiting", title: Worded, formula: string): FigureRow {
  const name = `queue_${what}`;
  return {
    id: `service.${name}`,
    title,
    formula,
    digits: 0,
    make: (inputs, compared) =>
      figureOf(inputs, compared, { name, method: "queue_jobs", unit: "count" }, (wait) => ({
        value: countWaits(wait)[what],
      })),
  };
}

export const queueRows: readonly FigureRow[] = [
  ...waitShareNames.map(percentileRow),
  countRow("jobs", worded("Jobs in the queue during the period", "期间排队作业数"), all),
  countRow("waiting", worded("Of them still waiting at its end", "其中期末仍在等待"), waiting),
  {
    id: "service.queue_waiting_share",
    title: worded("Share still waiting at its end", "期末仍在等待占比"),
    formula: `${waiting} / (${all})`,
    digits: 4,
    make: (inputs, compared) =>
      figureOf(
        inputs,
        compared,
        { name: "queue_waiting_share", method: "queue_jobs", unit: "ratio" },
        (wait) => {
          const counts = countWaits(wait);
          return counts.jobs === 0
            ? { value: null, reason: "no_jobs" }
            : { value: counts.waiting / counts.jobs };
        },
      ),
  },
];

const hoursText = (ms: number): string => (ms < hourMs ? `${ms / 60_000} min` : `${ms / hourMs} h`);

/** Every job of the period in one group by how long it waited: a table of ten lines, however many jobs there are. */
function groupTable(inputs: ReportInputs): ReportTable {
  const { current } = inputs.queue.waits;
  const why = whyUnknown(inputs, "current");
  const rows = current.groups.map((group, at) => {
    const [from, to] = [waitBoundsMs[at - 1], waitBoundsMs[at]];
    const text =
      to === undefined ? `≥ ${hoursText(from ?? 0)}` : `${hoursText(from ?? 0)} – ${hoursText(to)}`;
    const cell = (count: number) => (why ? number(null, why) : number(count));
    const cells = [cell(group.started), cell(group.waiting), cell(group.withdrawn)];
    return { id: `from_${(from ?? 0) / 60_000}_min`, label: same(text), cells };
  });
  const columns = [
    column("started", "Started", "已开始", "count", 0),
    column("waiting", "Still waiting", "仍在等待", "count", 0),
    column("withdrawn", "Withdrawn before start", "开始前撤回", "count", 0),
  ];
  const title = worded("Jobs by how long they waited in the queue", "按排队等待时长划分的作业数");
  return table("queue_waits", title, columns, rows);
}

/** In the order of waits the two jobs between which each percentile lies, and how far it lies from the first. */
function rankTable(inputs: ReportInputs): ReportTable {
  const { current } = inputs.queue.waits;
  const why = whyUnknown(inputs, "current");
  const { jobs } = countWaits(current);
  const cells = waitShareNames.flatMap((share) => {
    const rank = why ? undefined : current.ranks?.[share];
    if (!rank) return [0, 1, 2].map(() => number(null, why ?? "no_jobs"));
    return [rank.belowMs / hourMs, rank.aboveMs / hourMs, waitPlace(share, jobs).weight].map((value) =>
      number(value),
    );
  });
  const columns = waitShareNames.flatMap((share) => {
    const percent = share.slice(1);
    return [
      column(`${share}_below_h`, `${percent} %: job below`, `${percent} %：下方作业`, "h", 6),
      column(`${share}_above_h`, `${percent} %: job above`, `${percent} %：上方作业`, "h", 6),
      column(`${share}_weight`, `${percent} %: way between`, `${percent} %：插值位置`, "ratio", 6),
    ];
  });
  const { name } = inputs.period;
  const title = worded("Neighbours of each percentile of the queue wait", "排队等待各分位的相邻作业");
  return table("queue_ranks", title, columns, [{ id: name, label: same(name), cells }]);
}

export const queueTables = (inputs: ReportInputs): ReportTable[] => [groupTable(inputs), rankTable(inputs)];

export function queueNote(inputs: ReportInputs): Block {
  const { window } = inputs.period;
  const told = toldTime(inputs, window);
  if (inputs.queue.isNotComputed)
    return textBlock(
      "queue_note",
      "How long jobs waited was not computed: there are so many that the database did not add them up in its time. It is not 0, and nothing else in this report hangs on it.",
      "作业等待时长未计算：作业过多，数据库未在限时内完成统计。其值未知，而非 0；本报告其他数据不受影响。",
    );
  if (told === null)
    return textBlock(
      "queue_note",
      "No scheduler has told of its queue in the period, so how long jobs wait is not known; it is not 0.",
      "期间没有调度器上报排队情况，作业等待时长未知，而非 0。",
    );
  const { timeZone } = inputs.document.center;
  const [from, to] = [dayNameAt(told.fromMs, timeZone), dayNameAt(told.toMs - 1, timeZone)];
  const part = told.fromMs > window.fromMs || told.toMs < window.toMs;
  const isTold = isQueueTellable(inputs.queue.months.current);
  return textBlock(
    "queue_note",
    `From eligible to start, as the scheduler's accounting tells it. Jobs that still wait count with their age at the end, and a percentile at or above one of them is marked as a lower bound (≥); jobs withdrawn before they started count with the time they had waited.${part ? ` Jobs are told of from ${from} to ${to}.` : ""}${isTold ? "" : " Withheld, because in a month of the period one tenant could be read off: the period less its other months would tell that one."}`,
    `自可调度起至开始，依据调度器的作业记录。仍在等待的作业按期末已等待时间计入，达到或高于此类作业的分位值标为下限（≥）；开始前撤回的作业按撤回时已等待时间计入。${part ? `作业记录涵盖 ${from} 至 ${to}。` : ""}${isTold ? "" : "期间有月份可推知单一租户，故本期不予公布：本期减去其余各月即得该月。"}`,
  );
}
