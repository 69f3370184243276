import type { IntlShape } from "react-intl";
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
import { numberFormat } from "../format/formats.ts";
import { chooseAxisUnit, joinShown, showQuantity } from "../format/quantity.ts";
import type { Tick } from "../format/time.ts";
import { showMoment, showTick } from "../format/time.ts";
import { pxOfRem } from "../px-of-rem.ts";
import { niceAxis } from "./nice-axis.ts";

export interface ChartBucket {
  readonly at: string;
  readonly mean: number | null;
  readonly min: number | null;
  readonly max: number | null;
}

export interface HistoryChartProps {
  readonly buckets: readonly ChartBucket[];
  readonly unit: string;
  readonly limit: number | null;
  readonly timeZone: string;
  /** Where the axis of time says what time it is. */
  readonly ticks: readonly Tick[];
}

const tooltipLook = { background: "var(--panel)", border: "1px solid var(--rule)", color: "var(--ink)" };
/** Nothing moves for show, and a missing bucket stays a hole. */
const honest = { isAnimationActive: false, connectNulls: false, name: "" } as const;

/** Up to about 600 buckets: mean as a line, lowest to highest as a band, gaps as gaps, the limit as a named line. */
export function HistoryChart(props: HistoryChartProps) {
  const { buckets, limit, timeZone, ticks } = props;
  const intl = useIntl();
  const rows = buckets.map(toRow);
  const texts = chartTexts(props, intl);
  return (
    <div className="h-72 text-xs">
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart data={rows} margin={{ top: 24, right: 8, bottom: 0, left: 0 }}>
          <CartesianGrid stroke="var(--rule)" vertical={false} />
          <XAxis
            dataKey="atMs"
            type="number"
            scale="time"
            domain={["dataMin", "dataMax"]}
            stroke="var(--ink-faint)"
            tickLine={false}
            ticks={ticks.map(({ atMs }) => atMs)}
            minTickGap={8}
            tickFormatter={texts.time}
          />
          <YAxis
            stroke="var(--ink-faint)"
            tickLine={false}
            axisLine={false}
            width={pxOfRem(4)}
            domain={[Math.min(0, ...texts.ticks), Math.max(0, ...texts.ticks)]}
            ticks={texts.ticks}
            interval={0}
            tickFormatter={texts.tick}
          />
          <Tooltip
            isAnimationActive={false}
            labelFormatter={(atMs) =>
              typeof atMs === "number" ? showMoment(atMs, timeZone, intl.locale) : ""
            }
            formatter={texts.value}
            contentStyle={tooltipLook}
            separator=" "
          />
          <Area dataKey="band" stroke="none" fill="var(--bar)" fillOpacity={0.5} {...honest} />
          <Line dataKey="mean" stroke="var(--ink)" strokeWidth={1.5} dot={false} {...honest} />
          {limit !== null && (
            <ReferenceLine
              y={limit}
              stroke="var(--critical)"
              strokeDasharray="4 4"
              ifOverflow="extendDomain"
              label={{ value: texts.limit, position: "insideBottomRight", fill: "var(--ink-soft)" }}
            />
          )}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

function toRow({ at, mean, min, max }: ChartBucket) {
  return { atMs: Date.parse(at), mean, band: min === null || max === null ? null : [min, max] };
}

/** Ticks and values in one unit that suits the largest value. */
function chartTexts({ buckets, unit, limit, timeZone, ticks }: HistoryChartProps, intl: IntlShape) {
  const { locale } = intl;
  const largest = Math.max(limit ?? 0, ...buckets.map(({ max, mean }) => max ?? mean ?? 0));
  const axis = chooseAxisUnit(largest, unit);
  const drawn = [0, limit ?? 0, ...buckets.flatMap(({ mean, min, max }) => [mean ?? 0, min ?? 0, max ?? 0])];
  const { ticks: steps, digits } = niceAxis(drawn.map((value) => value / axis.factor));
  const values = numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const times = new Map(ticks.map((tick) => [tick.atMs, showTick(tick, timeZone, locale)]));
  const show = (value: unknown) => joinShown(showQuantity(Number(value), unit, locale));
  return {
    limit: intl.formatMessage({ id: "chart.limit" }, { limit: show(limit) }),
    ticks: steps.map((step) => step * axis.factor),
    time: (atMs: number) => times.get(atMs) ?? "",
    tick: (value: number) => joinShown({ number: values.format(value / axis.factor), unit: axis.unit }),
    value: (value: unknown) => (Array.isArray(value) ? value.map(show).join(" \u2013 ") : show(value)),
  };
}
