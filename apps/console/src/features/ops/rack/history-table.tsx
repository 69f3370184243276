import { useIntl } from "react-intl";
import { Coverage } from "../../../ui/csv-part.tsx";
import { showMoment } from "../../../ui/format/time.ts";
import { Reading } from "../../../ui/reading.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useWords } from "../../../ui/use-words.ts";
import type { Bucket } from "./summarise-history.ts";

/** The numbers behind the curve. */
export function HistoryTable({
  buckets,
  unit,
  timeZone,
}: {
  buckets: readonly Bucket[];
  unit: string;
  timeZone: string;
}) {
  const intl = useIntl();
  const words = useWords();
  return (
    <div className="max-h-96 overflow-y-auto">
      <Table>
        <thead>
          <tr>
            <HeadCell>{intl.formatMessage({ id: "column.time" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "column.mean" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "column.low" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "column.high" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "column.coverage" })}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {buckets.map(({ at, mean, min, max, coverage }) => (
            <tr key={at}>
              <Cell>{showMoment(Date.parse(at), timeZone, words.language)}</Cell>
              {[
                { name: "mean", value: mean },
                { name: "min", value: min },
                { name: "max", value: max },
              ].map(({ name, value }) => (
                <Cell key={name} isNumber>
                  <Reading value={value} unit={unit} reason="no_data" />
                </Cell>
              ))}
              <Cell isNumber>
                <Coverage of={coverage} show={words.coverage} />
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
