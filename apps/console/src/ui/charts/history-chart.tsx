import { useIntl } from "react-intl";
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { chooseAxisUnit, joinShown, showQuantity } from "../format/quantity.ts";
import { showAxisTime, showMoment } from "../format/time.ts";

export interface ChartBucket {
  readonly at: string;
  readonly mean: number | null;
  readonly min: number | null;
  readonly max: number | null;
}

/** Up to about 600 buckets: mean as a line, lowest to highest as a band, gaps as gaps, the limit as a named line. */
export function HistoryChart(props: {
  buckets: readonly ChartBucket[];
  unit: string;
  limit: number | null;
  timeZone: string;
}) {
  const { buckets, unit, limit, timeZone } = props;
  const { locale } = useIntl();
  const largest = Math.max(limit ?? 0, ...buckets.map(({ max, mean }) => max ?? mean ?? 0));
  const axis = chooseAxisUnit(largest, unit);
  const rows = buckets.map(({ at, mean, min, max }) => ({
    atMs: Date.parse(at),
    mean,
    band: min === null || max === null ? null : [min, max],
  }));
  const ticks = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const show = (value: number) => joinShown(showQuantity(value, unit, locale));
  const spanMs = (rows.at(-1)?.atMs ?? 0) - (rows[0]?.atMs ?? 0);
  return (
    <div className="h-72 text-xs">
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart data={rows} margin={{ top: 12, right: 8, bottom: 0, left: 0 }}>
          <CartesianGrid stroke="var(--rule)" vertical={false} />
          <XAxis
            dataKey="atMs"
            type="number"
            scale="time"
            domain={["dataMin", "dataMax"]}
            stroke="var(--ink-faint)"
            tickLine={false}
            minTickGap={60}
            tickFormatter={(atMs: number) => showAxisTime(atMs, spanMs, timeZone, locale)}
          />
          <YAxis
            stroke="var(--ink-faint)"
            tickLine={false}
            axisLine={false}
            width={64}
            domain={[0, "auto"]}
            tickFormatter={(value: number) => `${ticks.format(value / axis.factor)}\u202f${axis.unit}`}
          />
          <Tooltip
            isAnimationActive={false}
            labelFormatter={(atMs) => (typeof atMs === "number" ? showMoment(atMs, timeZone, locale) : "")}
            formatter={(value) =>
              Array.isArray(value)
                ? value.map((end) => show(Number(end))).join(" \u2013 ")
                : show(Number(value))
            }
            contentStyle={{
              background: "var(--panel)",
              border: "1px solid var(--rule)",
              color: "var(--ink)",
            }}
            separator=" "
          />
          <Area
            dataKey="band"
            name=""
            stroke="none"
            fill="var(--bar)"
            fillOpacity={0.5}
            connectNulls={false}
            isAnimationActive={false}
          />
          <Line
            dataKey="mean"
            name=""
            stroke="var(--ink)"
            strokeWidth={1.5}
            dot={false}
            connectNulls={false}
            isAnimationActive={false}
          />
          {limit !== null && (
            <ReferenceLine
              y={limit}
              stroke="var(--critical)"
              strokeDasharray="4 4"
              ifOverflow="extendDomain"
              label={{ value: show(limit), position: "insideBottomRight", fill: "var(--ink-soft)" }}
            />
          )}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}
