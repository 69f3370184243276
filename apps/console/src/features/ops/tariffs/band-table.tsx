import type { Band, TariffDraft } from "@aidc/contract";
import { kwhPriceOf } from "@aidc/domain";
import { useIntl } from "react-intl";
import { CsvPart, Exact } from "../../../ui/csv-part.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { everyMonth, everyWeekday } from "../bands/day-bands.ts";
import type { BandWords } from "../bands/day-strip.tsx";
import { exactUnitPrice } from "../bands/show-unit-price.ts";
import { useDayWords } from "../bands/use-day-words.ts";

/** The bands in the order in which they are asked, with what a kWh costs in all; last the hours of none of them. */
export function BandTable({ tariff, words }: { tariff: TariffDraft; words: BandWords }) {
  const intl = useIntl();
  const rows: readonly (Band | null)[] = [...tariff.bands, null];
  return (
    <div className="grid gap-1">
      <p className="text-sm text-faint">{intl.formatMessage({ id: "tariffs.bands.first" })}</p>
      <Table>
        <thead>
          <tr>
            <HeadCell>{intl.formatMessage({ id: "desk.price.band" })}</HeadCell>
            <HeadCell>{intl.formatMessage({ id: "tariffs.hours" })}</HeadCell>
            <HeadCell>{intl.formatMessage({ id: "tariffs.days" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "desk.price.factor" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "tariffs.inAll" })}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.map((band) => (
            <BandRow key={band?.id ?? ""} band={band} tariff={tariff} words={words} />
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function BandRow(props: { band: Band | null; tariff: TariffDraft; words: BandWords }) {
  const { band, tariff, words } = props;
  const intl = useIntl();
  const wordDays = useDayWords();
  const name = words.name(band);
  return (
    <tr>
      <Cell>
        <CsvPart name="">{name}</CsvPart>{" "}
        {band && band.id !== name && (
          <code className="text-xs text-faint">
            <CsvPart name={intl.formatMessage({ id: "tariffs.id" })}>{band.id}</CsvPart>
          </code>
        )}
      </Cell>
      <Cell>{band ? `${band.from}\u2013${band.to}` : intl.formatMessage({ id: "tariffs.hours.other" })}</Cell>
      <Cell>{wordDays(band?.weekdays ?? everyWeekday, band?.months ?? everyMonth)}</Cell>
      <Cell isNumber>
        <Exact value={Number(band?.factor ?? 1)} unit="">{`\u00d7${band?.factor ?? "1"}`}</Exact>
      </Cell>
      <Cell isNumber>
        <Exact value={exactUnitPrice(kwhPriceOf(tariff, band))} unit={`${tariff.currency}/kWh`}>
          {intl.formatMessage({ id: "tariffs.kwh" }, { price: words.price(band) })}
        </Exact>
      </Cell>
    </tr>
  );
}
