import type { MeterReadings, Window } from "@aidc/contract";
import { useIntl } from "react-intl";
import { Coverage, Exact } from "../../ui/csv-part.tsx";
import { showMoment, showMonth, showZone } from "../../ui/format/time.ts";
import { Cell, HeadCell, Table } from "../../ui/table.tsx";
import { useWords } from "../../ui/use-words.ts";

interface Asked {
  readonly readings: MeterReadings;
  readonly timeZone: string;
}

interface Opening {
  /** The parts are months, which have a name; a month cut at the edge of the window keeps it. */
  readonly isByMonth: boolean;
  readonly onOpen: (part: Window) => void;
}

/** Months, days or hours with what was measured in each, or the samples of an hour. */
export function ReadingTable({ isByMonth, onOpen, ...asked }: Asked & Opening) {
  if (asked.readings.parts.length === 0) return <Samples {...asked} />;
  return <Parts isByMonth={isByMonth} onOpen={onOpen} {...asked} />;
}

function Parts({ readings, timeZone, isByMonth, onOpen }: Asked & Opening) {
  const intl = useIntl();
  const words = useWords();
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{intl.formatMessage({ id: "column.time" })}</HeadCell>
          <HeadCell isNumber>{readings.unit}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "column.coverage" })}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {readings.parts.map(({ from, to, value, coverage }) => (
          <tr key={from}>
            <Cell>
              <button
                type="button"
                className="num min-h-6 text-left underline decoration-rule hover:decoration-ink"
                onClick={() => onOpen({ from, to })}
              >
                {isByMonth
                  ? showMonth(Date.parse(from), timeZone, intl.locale)
                  : moment(from, timeZone, intl.locale)}
              </button>
            </Cell>
            <Cell isNumber>
              {value === null
                ? words.reason("no_data")
                : intl.formatNumber(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 })}
            </Cell>
            <Cell isNumber>
              <Coverage of={coverage} show={words.coverage} />
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Samples({ readings, timeZone }: Asked) {
  const intl = useIntl();
  const { samples, sampleCount, sampleUnit } = readings;
  if (samples.length === 0)
    return <p className="text-soft">{intl.formatMessage({ id: "reports.readings.none" })}</p>;
  return (
    <>
      <p className="text-faint">
        {intl.formatMessage({ id: "reports.readings.count" }, { shown: samples.length, total: sampleCount })}
      </p>
      <Table>
        <thead>
          <tr>
            <HeadCell>{intl.formatMessage({ id: "column.time" })}</HeadCell>
            <HeadCell isNumber>{sampleUnit}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {samples.map(({ at, value }) => (
            <tr key={at}>
              <Cell>
                <span className="num">{moment(at, timeZone, intl.locale)}</span>
              </Cell>
              <Cell isNumber>
                <Exact value={value} unit="">
                  {intl.formatNumber(value, { maximumFractionDigits: 6 })}
                </Exact>
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}

function moment(at: string, timeZone: string, language: string): string {
  const atMs = Date.parse(at);
  return `${showMoment(atMs, timeZone, language)} ${showZone(atMs, timeZone)}`;
}
