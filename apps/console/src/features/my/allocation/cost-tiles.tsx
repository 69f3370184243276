import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { showAmount } from "../../../ui/format/money.ts";
import { showMoment } from "../../../ui/format/time.ts";
import { useWords } from "../../../ui/use-words.ts";
import { EstimateTile } from "../charges/estimate-tile.tsx";
import type { Charges } from "../charges/month-so-far.tsx";
import { useMyTenant, useOfTenant } from "../my-tenant.tsx";
import { ProblemText } from "../problem-text.tsx";

const refreshMs = 60_000;

/** What the month costs so far, and what of it is paid for cards that no job held. */
export function CostTiles() {
  const own = useOfTenant();
  const charges = useQuery(api.my.charges.queryOptions({ input: own, refetchInterval: refreshMs }));
  return (
    <Asked query={charges} lines={3}>
      {(data) => (
        <section className="grid grid-cols-1 gap-px overflow-hidden rounded border border-rule bg-rule sm:grid-cols-2">
          <SoFar charges={data} />
          <Unused charges={data} />
        </section>
      )}
    </Asked>
  );
}

function SoFar({ charges }: { charges: Charges }) {
  const intl = useIntl();
  const own = useOfTenant();
  const { timeZone } = useMyTenant().state.center;
  const { month, currency, soFar, forecast, asOf, problems } = charges;
  const [problem] = problems;
  const forecastText =
    forecast !== null &&
    intl.formatMessage({ id: "my.cost.forecast" }, { amount: showAmount(forecast, currency, intl.locale) });
  return (
    <EstimateTile
      name={intl.formatMessage({ id: "my.charges.sofar" }, { month })}
      amount={soFar}
      currency={currency}
      note={
        <>
          {soFar === null && problem ? (
            <ProblemText problem={problem} />
          ) : (
            intl.formatMessage(
              { id: "my.cost.asof" },
              { time: showMoment(Date.parse(asOf), timeZone, intl.locale) },
            )
          )}
          {forecastText && ` ${forecastText}`}{" "}
          <Link to="/my/$center/$tenant/charges" params={own} className="underline">
            {intl.formatMessage({ id: "my.cost.more" })}
          </Link>
        </>
      }
    />
  );
}

function Unused({ charges }: { charges: Charges }) {
  const intl = useIntl();
  const words = useWords();
  const { month, currency, unused } = charges;
  const what = intl.formatMessage({ id: "my.cost.unused.what" });
  const how =
    unused.amount === null
      ? intl.formatMessage({ id: "value.unknown" }, { reason: words.reason(unused.reason ?? undefined) })
      : unused.coverage < 1 && words.coverage(unused.coverage);
  return (
    <EstimateTile
      name={intl.formatMessage({ id: "my.cost.unused" }, { month })}
      amount={unused.amount}
      currency={currency}
      reason={unused.reason ?? "no_data"}
      note={how ? `${what} ${how}` : what}
    />
  );
}
