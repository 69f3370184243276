import type { Band, TariffDraft } from "@aidc/contract";
import { useIntl } from "react-intl";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import type { BandWords } from "../bands/day-strip.tsx";
import { useDayWords } from "../bands/use-day-words.ts";

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const everyMonth = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

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
            <BandRow key={band?.id ?? ""} band={band} words={words} />
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function BandRow({ band, words }: { band: Band | null; words: BandWords }) {
  const intl = useIntl();
  const wordDays = useDayWords();
  const name = words.name(band);
  return (
    <tr>
      <Cell>
        {name} {band && band.id !== name && <code className="text-xs text-faint">{band.id}</code>}
      </Cell>
      <Cell>{band ? `${band.from}\u2013${band.to}` : intl.formatMessage({ id: "tariffs.hours.other" })}</Cell>
      <Cell>{wordDays(band?.weekdays ?? everyDay, band?.months ?? everyMonth)}</Cell>
      <Cell isNumber>{`\u00d7${band?.factor ?? "1"}`}</Cell>
      <Cell isNumber>{intl.formatMessage({ id: "tariffs.kwh" }, { price: words.price(band) })}</Cell>
    </tr>
  );
}
