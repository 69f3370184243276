import type { TariffVersion } from "@aidc/contract";
import { formatUnitPrice, kwhPriceOf } from "@aidc/domain";
import { useIntl } from "react-intl";
import { showDecimal, showPrice } from "../../../ui/format/money.ts";
import { Fact, Facts } from "../../../ui/origin/facts.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";

/** A version of the tariff: where it is from, its parts, its bands with the price in all, and the demand charge. */
export function TariffFacts({ tariff }: { tariff: TariffVersion }) {
  const intl = useIntl();
  const { components, currency, bands, note, source } = tariff;
  const price = (text: string) =>
    intl.formatMessage({ id: "tariffs.kwh" }, { price: showPrice(text, currency, intl.locale) });
  return (
    <div className="grid gap-4">
      <Facts>
        <Fact name={intl.formatMessage({ id: "tariffs.source" })}>{source}</Fact>
        <Fact name={intl.formatMessage({ id: "tariffs.demand" })}>
          <Demand tariff={tariff} />
        </Fact>
      </Facts>
      {note !== "" && <p className="max-w-prose whitespace-pre-wrap">{note}</p>}
      <Table>
        <thead>
          <tr>
            <HeadCell>{intl.formatMessage({ id: "tariffs.part" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "tariffs.perKwh" })}</HeadCell>
            <HeadCell>{intl.formatMessage({ id: "tariffs.follows" })}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {components.map(({ id, name, perKwh, banded }) => (
            <tr key={id}>
              <Cell>{name}</Cell>
              <Cell isNumber>{price(perKwh)}</Cell>
              <Cell>{intl.formatMessage({ id: banded ? "tariffs.follows.yes" : "tariffs.follows.no" })}</Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      {bands.length === 0 ? (
        <p className="text-sm text-faint">{intl.formatMessage({ id: "tariffs.bands.none" })}</p>
      ) : (
        <BandTable tariff={tariff} price={price} />
      )}
    </div>
  );
}

function BandTable({ tariff, price }: { tariff: TariffVersion; price: (text: string) => string }) {
  const intl = useIntl();
  /** 1 is Monday, as the first day of 2024 was. */
  const weekday = (day: number) =>
    intl.formatDate(Date.UTC(2024, 0, day), { weekday: "short", timeZone: "UTC" });
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{intl.formatMessage({ id: "tariffs.bands" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "tariffs.hours" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "tariffs.days" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "basis.months" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "basis.factor" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "tariffs.inAll" })}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {tariff.bands.map((band) => (
          <tr key={`${band.id} ${band.from}`}>
            <Cell>{band.id}</Cell>
            <Cell>{`${band.from}\u2013${band.to}`}</Cell>
            <Cell>
              {band.weekdays?.map(weekday).join(", ") ?? intl.formatMessage({ id: "basis.months.all" })}
            </Cell>
            <Cell>{band.months?.join(", ") ?? intl.formatMessage({ id: "basis.months.all" })}</Cell>
            <Cell isNumber>{showDecimal(band.factor, intl.locale)}</Cell>
            <Cell isNumber>{price(trimmed(formatUnitPrice(kwhPriceOf(tariff, band))))}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** A product of a price and a factor has more digits than anybody reads, most of them zeros. */
const trimmed = (text: string): string => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);

function Demand({ tariff: { demand, currency } }: { tariff: TariffVersion }) {
  const intl = useIntl();
  if (demand === null) return intl.formatMessage({ id: "tariffs.demand.none" });
  const price = showPrice(
    "perKwMonth" in demand ? demand.perKwMonth : demand.perKvaMonth,
    currency,
    intl.locale,
  );
  if ("perKwMonth" in demand) return intl.formatMessage({ id: "tariffs.demand.kw" }, { price });
  return intl.formatMessage(
    { id: "tariffs.demand.kva" },
    { price, kva: intl.formatNumber(demand.contractedKva) },
  );
}
