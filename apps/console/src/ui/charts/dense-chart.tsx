import { useEffect, useMemo, useRef } from "react";
import { useIntl } from "react-intl";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { chooseAxisUnit } from "../format/quantity.ts";
import type { Tick } from "../format/time.ts";
import { showTick } from "../format/time.ts";
import { useElementSize } from "../use-element-size.ts";
import type { HistoryChartProps } from "./history-chart.tsx";

const heightPx = 288;

/** Many points: a canvas line. What it says stands as a sentence and a table beside it, for it has no words itself. */
export function DenseChart({ buckets, unit, limit, timeZone, ticks }: HistoryChartProps) {
  const { locale } = useIntl();
  const [box, { width }] = useElementSize<HTMLDivElement>();
  const host = useRef<HTMLDivElement>(null);
  const data = useMemo<uPlot.AlignedData>(
    () => [
      buckets.map(({ at }) => Date.parse(at) / 1_000),
      buckets.map(({ mean }) => mean),
      buckets.map(() => limit),
    ],
    [buckets, limit],
  );
  useEffect(() => {
    if (!host.current || width === 0) return undefined;
    const largest = Math.max(limit ?? 0, ...buckets.map(({ max }) => max ?? 0));
    const chart = new uPlot(
      plotOptions({
        width,
        timeZone,
        locale,
        ticks,
        element: host.current,
        ...chooseAxisUnit(largest, unit),
      }),
      data,
      host.current,
    );
    return () => chart.destroy();
  }, [width, data, buckets, limit, unit, timeZone, locale, ticks]);
  return (
    <div ref={box}>
      <div ref={host} aria-hidden="true" />
    </div>
  );
}

function plotOptions(look: {
  width: number;
  timeZone: string;
  ticks: readonly Tick[];
  locale: string;
  element: Element;
  unit: string;
  factor: number;
}): uPlot.Options {
  const style = getComputedStyle(look.element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const format = new Intl.NumberFormat(look.locale, { maximumFractionDigits: 2 });
  const axis = {
    stroke: colour("--ink-faint"),
    grid: { stroke: colour("--rule"), width: 1 },
    ticks: { show: false },
  };
  return {
    width: look.width,
    height: heightPx,
    legend: { show: false },
    scales: { y: { range: (_, low, high) => [Math.min(0, low), high * 1.05] } },
    axes: [
      {
        ...axis,
        splits: () => look.ticks.map(({ atMs }) => atMs / 1_000),
        values: () => look.ticks.map((tick) => showTick(tick, look.timeZone, look.locale)),
      },
      {
        ...axis,
        size: 60,
        values: (_, ticks) =>
          ticks.map((tick) => `${format.format(tick / look.factor)} ${look.unit}`.trimEnd()),
      },
    ],
    series: [
      {},
      { stroke: colour("--ink"), width: 1.2, spanGaps: false, points: { show: false } },
      { stroke: colour("--critical"), width: 1, dash: [4, 4], points: { show: false } },
    ],
  };
}
