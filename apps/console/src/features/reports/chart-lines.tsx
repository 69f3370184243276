import type { ReportChart } from "@aidc/contract";
import { printedNumber } from "@aidc/domain";
import type { Key } from "react";
import { Fragment } from "react";
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { niceAxis } from "../../ui/charts/nice-axis.ts";
import { pxOfRem } from "../../ui/px-of-rem.ts";
import { isWholly } from "./common-axis.ts";
import { useSay } from "./use-say.ts";

const look = { background: "var(--panel)", border: "1px solid var(--rule)", color: "var(--ink)" };
const dashes = ["", "6 3", "2 3"];
const axis = { stroke: "var(--ink-faint)", tickLine: false } as const;

/** Lines over time with gaps as gaps; points whose place is a number (load) have no line between them. */
export function ChartLines({ chart, beside }: { chart: ReportChart; beside: ReportChart | null }) {
  const isScatter = chart.series.every(({ points }) =>
    points.every(({ label, value }) => value === null || /^-?\d+(\.\d+)?$/.test(label)),
  );
  return (
    <div className="h-56 text-xs">
      {isScatter ? <Marks chart={chart} /> : <Lines chart={chart} beside={beside} />}
    </div>
  );
}

/** A row a place on the axis: what is drawn there, and what stands beside it. */
function rowsOf(chart: ReportChart, beside: ReportChart | null) {
  const labels = chart.series[0]?.points.map(({ label }) => label) ?? [];
  return labels.map((label, at) => ({
    label,
    ...Object.fromEntries(chart.series.map((one) => [one.id, one.points[at]?.value ?? null])),
    ...Object.fromEntries(
      (beside?.series ?? []).map((one) => [`beside ${one.id}`, one.points[at]?.value ?? null]),
    ),
  }));
}

/** All that the axis has to span. */
const numbersIn = (rows: readonly Readonly<Record<string, unknown>>[], limit: ReportChart["limit"]) => [
  ...rows.flatMap((row) => Object.values(row).filter((value) => typeof value === "number")),
  ...(limit ? [limit.value] : []),
];

/** Round ticks that all have the same decimals. */
function valueAxis(values: readonly number[]) {
  const { ticks, digits } = niceAxis(values);
  const [first, last] = [ticks[0], ticks.at(-1)];
  return {
    ticks,
    domain:
      first === undefined || last === undefined ? (["auto", "auto"] as const) : ([first, last] as const),
    interval: 0 as const,
    tickFormatter: (value: number) => printedNumber(value, digits),
  };
}

function Lines({ chart, beside }: { chart: ReportChart; beside: ReportChart | null }) {
  const say = useSay();
  const rows = rowsOf(chart, beside);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={rows} margin={{ top: 8, right: 16, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--rule)" vertical={false} />
        <XAxis dataKey="label" {...axis} minTickGap={24} />
        <YAxis {...axis} axisLine={false} width={pxOfRem(4)} {...valueAxis(numbersIn(rows, chart.limit))} />
        <Tooltip
          isAnimationActive={false}
          contentStyle={look}
          formatter={(value) => printedNumber(Number(value), chart.digits)}
        />
        {chart.limit && (
          <ReferenceLine
            y={chart.limit.value}
            stroke="var(--ink-soft)"
            strokeDasharray="3 3"
            ifOverflow="extendDomain"
            label={{
              value: printedNumber(chart.limit.value, chart.digits),
              position: "insideTopRight",
              fill: "var(--ink-soft)",
            }}
          />
        )}
        {chart.series.map((one, at) => (
          <Line
            key={one.id}
            dataKey={one.id}
            name={say(one.title)}
            stroke="var(--ink)"
            strokeDasharray={dashes[at % dashes.length] ?? ""}
            strokeWidth={1.5}
            dot={dotsOf(one.points)}
            connectNulls={false}
            isAnimationActive={false}
          />
        ))}
        {beside?.series.map((one) => (
          <Line
            key={`beside ${one.id}`}
            dataKey={`beside ${one.id}`}
            name={one.points[0] ? `${one.points[0].label} \u2013 ${one.points.at(-1)?.label ?? ""}` : ""}
            stroke="var(--bar-bright)"
            strokeWidth={1.25}
            strokeDasharray="4 3"
            dot={false}
            connectNulls={false}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}

interface Place {
  readonly key?: Key | null | undefined;
  readonly cx?: number | string | undefined;
  readonly cy?: number | string | undefined;
  readonly index: number;
}

/** Hollow where part of its time is not metered; of many points only those are marked. A gap has no place on the axis. */
const dotsOf = (points: ReportChart["series"][number]["points"]) =>
  function Dot({ key, cx, cy, index }: Place) {
    const isWhole = isWholly(points[index]?.coverage ?? null);
    if (typeof cx !== "number" || typeof cy !== "number" || (isWhole && points.length >= 40))
      return <Fragment key={key} />;
    const look = isWhole
      ? { r: 2, fill: "var(--ink)" }
      : { r: 3.5, fill: "var(--panel)", stroke: "var(--ink)" };
    return <circle key={key} cx={cx} cy={cy} {...look} />;
  };

function Marks({ chart }: { chart: ReportChart }) {
  const points = chart.series
    .flatMap((one) => one.points)
    .flatMap(({ label, value, coverage }) =>
      value === null ? [] : [{ across: Number(label), value, isWhole: isWholly(coverage) }],
    );
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ScatterChart margin={{ top: 8, right: 16, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--rule)" vertical={false} />
        <XAxis type="number" dataKey="across" {...axis} domain={["auto", "auto"]} />
        <YAxis
          type="number"
          dataKey="value"
          {...axis}
          axisLine={false}
          width={64}
          {...valueAxis(points.map(({ value }) => value))}
        />
        <Scatter
          data={points.filter(({ isWhole }) => isWhole)}
          fill="var(--ink-soft)"
          isAnimationActive={false}
        />
        <Scatter
          data={points.filter(({ isWhole }) => !isWhole)}
          fill="var(--panel)"
          stroke="var(--ink-soft)"
          isAnimationActive={false}
        />
      </ScatterChart>
    </ResponsiveContainer>
  );
}
