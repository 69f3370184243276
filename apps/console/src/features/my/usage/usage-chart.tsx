import { useIntl } from "react-intl";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { showTick } from "../../../ui/format/time.ts";
import { pxOfRem } from "../../../ui/px-of-rem.ts";
import { useWords } from "../../../ui/use-words.ts";
import { useMyTenant } from "../my-tenant.tsx";
import { MeasureLegend, tones } from "./measure-legend.tsx";
import type { Split, Usage } from "./usage-rows.ts";
import { chartedRows, knownMeasures } from "./usage-rows.ts";
import { useRowName } from "./use-row-name.ts";

const tooltipLook = { background: "var(--panel)", border: "1px solid var(--rule)", color: "var(--ink)" };
const longestName = 14;

/** Hours as bars side by side; what is not known has no bar. The table below says the same in numbers. */
export function UsageChart({ usage, by }: { usage: Usage; by: Split }) {
  const intl = useIntl();
  const words = useWords();
  const { data, measures } = useBars(usage, by);
  return (
    <div className="grid gap-2">
      <MeasureLegend measures={measures} />
      <div className="h-64 text-xs" aria-hidden="true">
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            accessibilityLayer={false}
            data={data}
            margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
            barGap={1}
          >
            <CartesianGrid stroke="var(--rule)" vertical={false} />
            <XAxis
              dataKey="label"
              stroke="var(--ink-faint)"
              tickLine={false}
              minTickGap={12}
              tickFormatter={(text: string) => shorten(text)}
            />
            <YAxis
              stroke="var(--ink-faint)"
              tickLine={false}
              axisLine={false}
              width={pxOfRem(4.5)}
              tickFormatter={(value: number) => `${intl.formatNumber(value, { notation: "compact" })}\u202fh`}
            />
            <Tooltip
              isAnimationActive={false}
              cursor={{ fill: "var(--raised)" }}
              contentStyle={tooltipLook}
              formatter={(value) => words.quantity(Number(value), "h")}
            />
            {measures.map((measure) => (
              <Bar
                key={measure}
                dataKey={measure}
                name={intl.formatMessage({ id: `my.usage.${measure}` })}
                fill={tones[measure]}
                isAnimationActive={false}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
      <CutNote shown={data.length} total={usage.rows.length} />
    </div>
  );
}

const shorten = (text: string) =>
  text.length > longestName ? `${text.slice(0, longestName - 1)}\u2026` : text;

function useBars(usage: Usage, by: Split) {
  const words = useWords();
  const { timeZone } = useMyTenant().state.center;
  const rows = chartedRows(usage.rows, by);
  const nameRow = useRowName(by);
  const measures = knownMeasures(rows);
  const data = rows.map((row) => ({
    ...row,
    label:
      by === "day" && row.from
        ? showTick({ atMs: Date.parse(row.from), size: "day" }, timeZone, words.language)
        : nameRow(row),
  }));
  return { data, measures };
}

function CutNote({ shown, total }: { shown: number; total: number }) {
  const intl = useIntl();
  if (shown === total) return null;
  return <p className="text-xs text-faint">{intl.formatMessage({ id: "my.usage.cut" }, { shown, total })}</p>;
}
