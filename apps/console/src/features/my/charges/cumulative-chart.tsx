import { useIntl } from "react-intl";
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { pxOfRem } from "../../../ui/px-of-rem.ts";
import type { Charges } from "./month-so-far.tsx";

const tooltipLook = { background: "var(--panel)", border: "1px solid var(--rule)", color: "var(--ink)" };

/** Each day as a bar, the month so far as a line. For drawing only: the exact amounts stand in the statement. */
export function CumulativeChart({ days, currency }: { days: Charges["days"]; currency: string }) {
  const intl = useIntl();
  const rows = days.map(({ day, billed, cumulative }) => ({
    day: String(Number(day.slice(8))),
    billed: Number(billed),
    cumulative: Number(cumulative),
  }));
  const money = (value: unknown, notation: "compact" | "standard") =>
    intl.formatNumber(Number(value), { style: "currency", currency, notation, maximumFractionDigits: 2 });
  const last = rows.at(-1);
  return (
    <div
      className="h-64 text-xs"
      role="img"
      aria-label={intl.formatMessage(
        { id: "my.charges.chart" },
        { days: rows.length, amount: money(last?.cumulative, "standard") },
      )}
    >
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={rows}
          margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid stroke="var(--rule)" vertical={false} />
          <XAxis dataKey="day" stroke="var(--ink-faint)" tickLine={false} minTickGap={12} />
          <YAxis
            stroke="var(--ink-faint)"
            tickLine={false}
            axisLine={false}
            width={pxOfRem(4.5)}
            tickFormatter={(value) => money(value, "compact")}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: "var(--raised)" }}
            contentStyle={tooltipLook}
            formatter={(value) => money(value, "standard")}
          />
          <Bar
            dataKey="billed"
            name={intl.formatMessage({ id: "my.charges.day" })}
            fill="var(--bar)"
            isAnimationActive={false}
          />
          <Line
            dataKey="cumulative"
            name={intl.formatMessage({ id: "my.charges.cumulative" })}
            stroke="var(--ink)"
            strokeWidth={1.5}
            dot={false}
            isAnimationActive={false}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}
