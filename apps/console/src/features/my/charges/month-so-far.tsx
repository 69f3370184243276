import { useIntl } from "react-intl";
import type { api } from "../../../api/queries.ts";
import { showMoment } from "../../../ui/format/time.ts";
import { MarkedNote } from "../../../ui/marked-note.tsx";
import { useMyTenant } from "../my-tenant.tsx";
import { ProblemText } from "../problem-text.tsx";
import { EstimateTile } from "./estimate-tile.tsx";

type Problem = Charges["problems"][number];
export type Charges = Awaited<ReturnType<typeof api.my.charges.call>>;

/** The month so far and its end at this pace; that both are estimates stands beside them, not in a footnote. */
export function MonthSoFar({ charges }: { charges: Charges }) {
  const intl = useIntl();
  const { timeZone } = useMyTenant().state.center;
  const { month, currency, soFar, forecast, asOf, problems } = charges;
  const asOfText = showMoment(Date.parse(asOf), timeZone, intl.locale);
  const rule = intl.formatMessage({ id: `my.forecast.rule.${charges.forecastRule}` });
  return (
    <div className="grid gap-4">
      <section className="grid grid-cols-1 gap-px overflow-hidden rounded border border-rule bg-rule sm:grid-cols-2">
        <EstimateTile
          name={intl.formatMessage({ id: "my.charges.sofar" }, { month })}
          amount={soFar}
          currency={currency}
          note={intl.formatMessage({ id: "my.charges.asof" }, { time: asOfText })}
        />
        <EstimateTile
          name={intl.formatMessage({ id: "my.charges.forecast" }, { month })}
          amount={forecast}
          currency={currency}
          note={rule}
        />
      </section>
      <Problems problems={problems} />
    </div>
  );
}

/** What keeps the sum from being complete: never taken as free, and said so. */
function Problems({ problems }: { problems: readonly Problem[] }) {
  const intl = useIntl();
  if (problems.length === 0) return null;
  return (
    <MarkedNote mark="warning" title={intl.formatMessage({ id: "my.charges.problems" })}>
      <ul className="list-disc pl-9 text-soft">
        {problems.map((problem) => (
          <li key={`${problem.code} ${problem.what} ${problem.from}`}>
            <ProblemText problem={problem} />
          </li>
        ))}
      </ul>
    </MarkedNote>
  );
}
