import { printedNumber } from "@aidc/domain";
import type { Axis } from "./common-axis.ts";
import { isWholly, runsOf } from "./common-axis.ts";

export interface SmallPoint {
  readonly label: string;
  readonly value: number | null;
  /** Share of its time that was covered; null: not told. */
  readonly coverage: number | null;
}

const size = { width: 240, height: 84 };
/** Below the axis: what is not wholly metered is marked there, also where a bar of a year of days has no outline. */
const strip = { from: size.height + 2, height: 3 };

/** A chart of points on an axis that it shares with others. A partly covered bar is an outline, a gap is nothing. */
export function SmallChart(props: {
  title: string;
  points: readonly SmallPoint[];
  axis: Axis;
  digits: number;
  form: "line" | "bars";
}) {
  const { title, points, axis, digits, form } = props;
  const step = size.width / Math.max(1, points.length);
  const across = (at: number) => (at + 0.5) * step;
  const down = (value: number) => size.height * (1 - (value - axis.from) / (axis.to - axis.from));
  const isEmpty = points.every(({ value }) => value === null);
  const told = points.map(
    ({ label, value }) => `${label} ${value === null ? "\u2013" : printedNumber(value, digits)}`,
  );
  return (
    <figure className="chart min-w-0">
      <figcaption className="flex justify-between gap-2 text-sm">
        <span className="truncate">{title}</span>
        <span className="num text-xs text-faint">{`${printedNumber(axis.from, digits)}\u2013${printedNumber(axis.to, digits)}`}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${size.width} ${strip.from + strip.height}`}
        className="mt-1 block w-full"
        role="img"
        aria-label={`${title}: ${told.join(", ")}`}
      >
        {form === "bars" ? (
          <Bars points={points} across={across} down={down} />
        ) : (
          <Line points={points} across={across} down={down} />
        )}
        <line x1={0} x2={size.width} y1={size.height} y2={size.height} stroke="var(--rule)" />
        {isEmpty ? null : <Gaps points={points} />}
      </svg>
      <p className="num flex justify-between text-xs text-faint">
        <span>{points[0]?.label}</span>
        <span>{points.at(-1)?.label}</span>
      </p>
    </figure>
  );
}

interface Drawn {
  readonly points: readonly SmallPoint[];
  across(at: number): number;
  down(value: number): number;
}

function Bars({ points, across, down }: Drawn) {
  const step = size.width / points.length;
  return points.map(({ label, value, coverage }, at) =>
    value === null ? null : (
      <rect
        key={label}
        x={across(at) - step * 0.35}
        y={down(value)}
        width={step * 0.7}
        height={size.height - down(value)}
        fill={isWholly(coverage) ? "var(--bar-bright)" : "none"}
        stroke="var(--bar-bright)"
        strokeWidth={Math.min(1, step / 8)}
        strokeDasharray={isWholly(coverage) ? undefined : "2 2"}
      />
    ),
  );
}

function Gaps({ points }: Pick<Drawn, "points">) {
  const step = size.width / points.length;
  return points.map(({ label, value, coverage }, at) =>
    value !== null && isWholly(coverage) ? null : (
      <rect
        key={label}
        x={at * step}
        y={strip.from}
        width={step}
        height={strip.height}
        fill="var(--ink)"
        data-gap={label}
      />
    ),
  );
}

function Line({ points, across, down }: Drawn) {
  return runsOf(points.map(({ value }) => value)).map((run) => (
    <g key={run[0]?.at}>
      <polyline
        points={run.map(({ at, value }) => `${across(at)},${down(value)}`).join(" ")}
        fill="none"
        stroke="var(--ink)"
        strokeWidth={1.5}
      />
      {run.map(({ at, value }) => (
        <circle key={at} cx={across(at)} cy={down(value)} r={2} fill="var(--ink)" />
      ))}
    </g>
  ));
}
