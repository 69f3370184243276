import type { Statement } from "@aidc/contract";
import { useIntl } from "react-intl";
import { Exact } from "../../../ui/csv-part.tsx";
import { showAmount } from "../../../ui/format/money.ts";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { LineRow } from "./line-row.tsx";

/** Lines with quantity, price and amount; each unfolds to the intervals it sums. */
export function LineTable({ statement }: { statement: Statement }) {
  const intl = useIntl();
  const { lines, currency, billed } = statement;
  const hasCommitment = lines.some(({ commitment }) => commitment !== null);
  return (
    <>
      <Table>
        <thead>
          <tr>
            <HeadCell>{intl.formatMessage({ id: "my.line" })}</HeadCell>
            <HeadCell>{intl.formatMessage({ id: "range.label" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "my.line.quantity" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "my.line.price" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "my.billed" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "my.effective" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "column.coverage" })}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <LineRow key={line.id} line={line} statement={statement} />
          ))}
          <tr className="font-semibold">
            <Cell>{intl.formatMessage({ id: "my.total" })}</Cell>
            <Cell>{null}</Cell>
            <Cell>{null}</Cell>
            <Cell>{null}</Cell>
            <Cell isNumber>
              <Exact value={Number(billed)} unit={currency}>
                {showAmount(billed, currency, intl.locale)}
              </Exact>
            </Cell>
            <Cell>{null}</Cell>
            <Cell>{null}</Cell>
          </tr>
        </tbody>
      </Table>
      {hasCommitment && (
        <p className="max-w-3xl pt-3 text-xs text-faint">{intl.formatMessage({ id: "my.effective.how" })}</p>
      )}
    </>
  );
}
