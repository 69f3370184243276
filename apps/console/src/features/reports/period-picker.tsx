import { ChevronLeft, ChevronRight } from "lucide-react";
import { useIntl } from "react-intl";
import { Button } from "../../ui/button.tsx";
import { Choice } from "../../ui/choice.tsx";
import { kindOf, lastEnded, periodKinds, stepPeriod } from "./period-names.ts";

const reach = 24;

/** One period drives every number, chart and sentence of the page. */
export function PeriodPicker(props: { period: string; timeZone: string; onChange: (name: string) => void }) {
  const { period, timeZone, onChange } = props;
  const intl = useIntl();
  const newest = lastEnded(kindOf(period), Date.now(), timeZone);
  const running = stepPeriod(newest, 1);
  const names = Array.from({ length: reach }, (_, at) => stepPeriod(running, -at));
  const listed = names.includes(period) ? names : [period, ...names];
  return (
    <div className="grid grid-cols-1 gap-3">
      <Choice
        label={intl.formatMessage({ id: "reports.period.kind" })}
        value={kindOf(period)}
        options={periodKinds.map((value) => ({
          value,
          text: intl.formatMessage({ id: `reports.kind.${value}` }),
        }))}
        onChange={(kind) => onChange(lastEnded(kind, Date.now(), timeZone))}
      />
      <div className="flex items-center gap-1">
        <Button
          look="quiet"
          aria-label={intl.formatMessage({ id: "reports.period.before" })}
          onClick={() => onChange(stepPeriod(period, -1))}
        >
          <ChevronLeft className="size-4" aria-hidden="true" />
        </Button>
        <select
          className="num min-h-8 min-w-0 grow rounded border border-rule bg-panel px-1 text-sm"
          aria-label={intl.formatMessage({ id: "reports.period" })}
          value={period}
          onChange={({ target }) => onChange(target.value)}
        >
          {listed.map((name) => (
            <option key={name} value={name}>
              {name === running ? intl.formatMessage({ id: "reports.period.running" }, { name }) : name}
            </option>
          ))}
        </select>
        <Button
          look="quiet"
          aria-label={intl.formatMessage({ id: "reports.period.after" })}
          disabled={period === running}
          onClick={() => onChange(stepPeriod(period, 1))}
        >
          <ChevronRight className="size-4" aria-hidden="true" />
        </Button>
      </div>
    </div>
  );
}
