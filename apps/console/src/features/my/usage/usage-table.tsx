import { useIntl } from "react-intl";
import { shareOf } from "../../../ui/format/share.ts";
import { Reading } from "../../../ui/reading.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useWords } from "../../../ui/use-words.ts";
import type { Split, UsageRow } from "./usage-rows.ts";
import { orderRows } from "./usage-rows.ts";
import { useRowName } from "./use-row-name.ts";

/** Every row of the split with what is not known as a dash. */
export function UsageTable({ rows, by }: { rows: readonly UsageRow[]; by: Split }) {
  const intl = useIntl();
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{intl.formatMessage({ id: `my.usage.by.${by}` })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "my.usage.leasedHours" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "my.usage.allocatedHours" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "my.usage.activeHours" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "my.usage.share" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "column.coverage" })}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {orderRows(rows, by).map((row) => (
          <UsageTableRow key={row.key} row={row} by={by} />
        ))}
      </tbody>
    </Table>
  );
}

function UsageTableRow({ row, by }: { row: UsageRow; by: Split }) {
  const words = useWords();
  const name = useRowName(by)(row);
  const isSplitLeased = by === "day" || by === "model";
  return (
    <tr>
      <Cell>{name}</Cell>
      <Cell isNumber>
        <Reading value={row.leasedHours} unit="h" reason={isSplitLeased ? "no_lease" : "not_collected"} />
      </Cell>
      <Cell isNumber>
        <Reading value={row.allocatedHours} unit="h" reason="not_collected" />
      </Cell>
      <Cell isNumber>
        <Reading value={row.activeHours} unit="h" reason="not_collected" />
      </Cell>
      <Cell isNumber isFaint>
        <Reading value={shareOf(row.activeHours, row.allocatedHours)} unit="ratio" reason="no_data" />
      </Cell>
      <Cell isNumber isFaint>
        {row.coverage === null ? (
          <Reading value={null} unit="ratio" reason="no_data" />
        ) : (
          words.coverage(row.coverage)
        )}
      </Cell>
    </tr>
  );
}
