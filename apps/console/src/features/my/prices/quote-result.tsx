import type { Quote } from "@aidc/contract";
import { useIntl } from "react-intl";
import { Exact } from "../../../ui/csv-part.tsx";
import { showAmount, showDecimal, showPrice } from "../../../ui/format/money.ts";
import { showDate } from "../../../ui/format/time.ts";
import { wordUnit } from "../../../ui/format/unit-words.ts";
import { MarkedNote } from "../../../ui/marked-note.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { wordUnpriced } from "../../../ui/word-unpriced.ts";
import { useMyTenant } from "../my-tenant.tsx";
import { PeriodText } from "../period-choice.tsx";
import { useModelName } from "../use-model-name.ts";

/** The quote line by line. With a part that has no price there is no total: it would be too low. */
export function QuoteResult({ quote }: { quote: Quote }) {
  const intl = useIntl();
  const { total, currency, lines, unpriced } = quote;
  const amount = showAmount(total, currency, intl.locale);
  return (
    <div className="grid gap-3" role="status">
      {unpriced.length === 0 ? (
        <p className="text-xl font-semibold">
          {intl.formatMessage({ id: lines.length === 0 ? "my.quote.nothing" : "my.quote.total" }, { amount })}
        </p>
      ) : (
        <Unpriced parts={unpriced} />
      )}
      {lines.length > 0 && (
        <Table>
          <thead>
            <tr>
              <HeadCell>{intl.formatMessage({ id: "my.line" })}</HeadCell>
              <HeadCell>{intl.formatMessage({ id: "range.label" })}</HeadCell>
              <HeadCell isNumber>{intl.formatMessage({ id: "my.line.quantity" })}</HeadCell>
              <HeadCell isNumber>{intl.formatMessage({ id: "my.line.price" })}</HeadCell>
              <HeadCell isNumber>{intl.formatMessage({ id: "my.amount" })}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <LineOfQuote
                key={`${line.rule} ${line.version} ${line.band} ${line.from}`}
                line={line}
                currency={currency}
              />
            ))}
          </tbody>
        </Table>
      )}
    </div>
  );
}

function Unpriced({ parts }: { parts: Quote["unpriced"] }) {
  const intl = useIntl();
  const name = useModelName();
  return (
    <MarkedNote mark="critical" title={intl.formatMessage({ id: "my.quote.unpriced" })}>
      <ul className="pl-5">
        {parts.map(({ what, about, from, to }) => (
          <li key={`${what} ${from}`} className="flex flex-wrap justify-between gap-x-6">
            {wordUnpriced(about, name, intl)}
            <PeriodText from={Date.parse(from)} to={Date.parse(to)} />
          </li>
        ))}
      </ul>
    </MarkedNote>
  );
}

function LineOfQuote({ line, currency }: { line: Quote["lines"][number]; currency: string }) {
  const intl = useIntl();
  const { timeZone } = useMyTenant().state.center;
  const day = (iso: string, beforeMs: number) => showDate(Date.parse(iso) - beforeMs, timeZone, intl.locale);
  return (
    <tr>
      <Cell>{[`${line.rule} v${line.version}`, line.band].filter(Boolean).join(" · ")}</Cell>
      <Cell isFaint>{`${day(line.from, 0)} \u2013 ${day(line.to, 1)}`}</Cell>
      <Cell isNumber>
        <Exact
          value={Number(line.quantity)}
          unit={wordUnit(line.unit, intl)}
        >{`${showDecimal(line.quantity, intl.locale)} ${wordUnit(line.unit, intl)}`}</Exact>
      </Cell>
      <Cell isNumber>
        <Exact value={Number(line.unitPrice)} unit={currency}>
          {showPrice(line.unitPrice, currency, intl.locale)}
        </Exact>
      </Cell>
      <Cell isNumber>
        <Exact value={Number(line.amount)} unit={currency}>
          {showAmount(line.amount, currency, intl.locale)}
        </Exact>
      </Cell>
    </tr>
  );
}
