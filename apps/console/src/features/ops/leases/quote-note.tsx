import type { LeaseWish, Quote } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import type { IntlShape } from "react-intl";
import { useIntl } from "react-intl";
import type { Failure } from "../../../api/failure.ts";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { wordFault } from "../../../i18n/word-fault.ts";
import { showAmount, showDecimal, showPrice } from "../../../ui/format/money.ts";
import { wordUnit } from "../../../ui/format/unit-words.ts";
import { StateMark } from "../../../ui/state-mark.tsx";
import { wordUnpriced } from "../../../ui/word-unpriced.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { useLeaseWords } from "./use-lease-words.ts";

/** What a wish would cost in a month at the published prices; a part without a price is never free. */
export function QuoteNote({ tenant, wish }: { tenant: string; wish: LeaseWish | null }) {
  const intl = useIntl();
  const center = useOpsCenter();
  const quote = useQuery({
    ...api.billing.quote.queryOptions({
      input: {
        center: center.id,
        tenant,
        wish: wish ?? { kind: "end", lease: "none", at: new Date(0).toISOString() },
        months: 1,
      },
    }),
    enabled: wish !== null && tenant !== "",
    placeholderData: (before) => before,
    retry: false,
  });
  const failure = quote.error && describeFailure(quote.error);
  if (!wish || tenant === "") return null;
  return (
    <div className="text-sm" aria-live="polite">
      <h3 className="text-faint">{intl.formatMessage({ id: "desk.quote.title" })}</h3>
      {quote.data && <QuoteLines quote={quote.data} />}
      {failure && (
        <p className="text-faint">
          {intl.formatMessage({ id: "desk.quote.failed" })}
          {` ${sayWhy(failure, intl)}`}
        </p>
      )}
    </div>
  );
}

/** The server's sentence; where no answer came, what is wrong with the way to it. */
function sayWhy({ code, message }: Failure, intl: IntlShape): string {
  return message ? wordFault(intl, message) : intl.formatMessage({ id: `error.${code}` });
}

function QuoteLines({ quote }: { quote: Quote }) {
  const intl = useIntl();
  const words = useLeaseWords();
  const { currency, total, lines, unpriced } = quote;
  return (
    <div className="grid gap-1">
      {unpriced.length === 0 && (
        <p className="num text-lg font-semibold">{showAmount(total, currency, intl.locale)}</p>
      )}
      {joinUnpriced(unpriced).map(({ what, about, from, to }) => (
        <p key={what} className="flex items-start gap-2">
          <StateMark mark="warning" className="mt-1 shrink-0" />
          <span>
            {intl.formatMessage(
              { id: "desk.quote.unpriced" },
              { what: wordUnpriced(about, words.model, intl), interval: words.interval({ from, to }) },
            )}
          </span>
        </p>
      ))}
      {lines.length > 0 && (
        <ul className="num text-faint">
          {lines.map((line) => (
            <li key={`${line.rule} ${line.band} ${line.from}`}>
              {`${showDecimal(line.quantity, intl.locale)} ${wordUnit(line.unit, intl)} \u00d7 ${showPrice(line.unitPrice, currency, intl.locale)} = ${showAmount(line.amount, currency, intl.locale)} (${line.rule}${line.band ? `, ${line.band}` : ""})`}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A part without a price comes month by month; it is one thing to do. */
function joinUnpriced(unpriced: Quote["unpriced"]): Quote["unpriced"] {
  return [...Map.groupBy(unpriced, ({ what }) => what)].flatMap(([what, parts]) =>
    parts.slice(0, 1).map(({ about }) => ({
      what,
      about,
      from: parts.map(({ from }) => from).reduce((a, b) => (a < b ? a : b)),
      to: parts.map(({ to }) => to).reduce((a, b) => (a > b ? a : b)),
    })),
  );
}
