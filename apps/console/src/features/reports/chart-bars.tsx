import type { ReportChart } from "@aidc/contract";
import { chartFootnotes, printedNumber } from "@aidc/domain";
import { useIntl } from "react-intl";
import type { MessageId } from "../../i18n/messages/en.ts";
import { useSay } from "./use-say.ts";

const steps: Readonly<Record<string, MessageId>> = {
  installed: "ladder.installed",
  racked: "ladder.racked",
  powered: "ladder.powered",
  healthy: "ladder.healthy",
  leased: "ladder.leased",
  allocated: "ladder.allocated",
  active: "ladder.active",
  effective: "ladder.effective",
};

/** Bars from zero with their numbers beside them: twice the number is twice the bar. Unknown is an empty frame. */
export function ChartBars({ chart }: { chart: ReportChart }) {
  const intl = useIntl();
  const say = useSay();
  const { dash } = chartFootnotes(chart);
  const most = Math.max(0, ...chart.series.flatMap((one) => one.points.map(({ value }) => value ?? 0)));
  return (
    <div className="mt-2 grid gap-4">
      {chart.series.map((one) => (
        <div key={one.id}>
          {chart.series.length > 1 && <p className="mb-1 text-xs text-faint">{say(one.title)}</p>}
          <ul className="grid gap-1 text-sm">
            {one.points.map(({ label, value, reason }) => (
              <li key={label} className="grid grid-cols-[7rem_minmax(0,1fr)_7rem] items-center gap-3">
                <span>{steps[label] ? intl.formatMessage({ id: steps[label] }) : label}</span>
                {value === null ? (
                  <span className="h-4 border border-dashed border-rule" />
                ) : (
                  <span
                    className="block h-4 bg-bar"
                    style={{ width: `${most > 0 ? (Math.max(0, value) / most) * 100 : 0}%` }}
                  />
                )}
                <span className="num text-right">
                  {value === null ? dash(reason) : printedNumber(value, chart.digits)}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
