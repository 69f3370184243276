import type { TariffDraft } from "@aidc/contract";
import { useIntl } from "react-intl";
import { CsvPart, Exact } from "../../../ui/csv-part.tsx";
import { numberFormat } from "../../../ui/format/formats.ts";
import { showPrice } from "../../../ui/format/money.ts";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { DayStrips } from "../bands/day-strip.tsx";
import { BandTable } from "./band-table.tsx";
import { useBandWords } from "./use-band-words.ts";

const stripPx = 960;

/** What a tariff says, of a version or of a draft: where it is from, its parts, its bands, and the demand charge. */
export function TariffView({ tariff }: { tariff: TariffDraft }) {
  const intl = useIntl();
  const words = useBandWords(tariff);
  return (
    <div className="grid gap-5">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        <dt className="text-faint">{intl.formatMessage({ id: "tariffs.source" })}</dt>
        <dd className="max-w-prose break-words">{tariff.source}</dd>
        <dt className="text-faint">{intl.formatMessage({ id: "tariffs.demand" })}</dt>
        <dd>
          <Demand tariff={tariff} />
        </dd>
      </dl>
      {tariff.note !== "" && <p className="max-w-prose whitespace-pre-wrap">{tariff.note}</p>}
      <PartTable tariff={tariff} />
      {tariff.bands.length === 0 ? (
        <p className="text-sm text-faint">{intl.formatMessage({ id: "tariffs.bands.none" })}</p>
      ) : (
        <>
          <BandTable tariff={tariff} words={words} />
          <DayStrips bands={tariff.bands} words={words} widthPx={stripPx} />
        </>
      )}
    </div>
  );
}

function PartTable({ tariff: { components, currency } }: { tariff: TariffDraft }) {
  const intl = useIntl();
  return (
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
            <Cell>
              <CsvPart name="">{name}</CsvPart>{" "}
              <code className="text-xs text-faint">
                <CsvPart name={intl.formatMessage({ id: "tariffs.id" })}>{id}</CsvPart>
              </code>
            </Cell>
            <Cell isNumber>
              <Exact value={Number(perKwh)} unit={`${currency}/kWh`}>
                {intl.formatMessage(
                  { id: "tariffs.kwh" },
                  { price: showPrice(perKwh, currency, intl.locale) },
                )}
              </Exact>
            </Cell>
            <Cell>{intl.formatMessage({ id: banded ? "tariffs.follows.yes" : "tariffs.follows.no" })}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Demand({ tariff: { demand, currency } }: { tariff: TariffDraft }) {
  const intl = useIntl();
  if (demand === null) return intl.formatMessage({ id: "tariffs.demand.none" });
  if ("perKwMonth" in demand)
    return intl.formatMessage(
      { id: "tariffs.demand.kw" },
      { price: showPrice(demand.perKwMonth, currency, intl.locale) },
    );
  return intl.formatMessage(
    { id: "tariffs.demand.kva" },
    {
      price: showPrice(demand.perKvaMonth, currency, intl.locale),
      kva: numberFormat(intl.locale, { maximumFractionDigits: 3 }).format(demand.contractedKva),
    },
  );
}
