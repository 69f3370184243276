import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import type { RackBoard } from "../../../live/rack-board.ts";
import { Reading } from "../../../ui/reading.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { findRacks } from "../racks/rack-row.ts";
import { useRackWords } from "../racks/rack-words.ts";

const mostListed = 8;

/** The racks that were nearest to their limit at that moment, in words. */
export function PastRacks({ board }: { board: RackBoard }) {
  const intl = useIntl();
  const center = useOpsCenter();
  const { state } = useRackWords();
  const rows = useMemo(
    () =>
      findRacks(board, "", new Map())
        .flatMap((row) => (row.powerShareRatio === null ? [] : [{ row, share: row.powerShareRatio }]))
        .toSorted((a, b) => b.share - a.share)
        .slice(0, mostListed)
        .map(({ row }) => row),
    [board],
  );
  if (rows.length === 0)
    return <p className="text-sm text-faint">{intl.formatMessage({ id: "replay.racks.none" })}</p>;
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{intl.formatMessage({ id: "column.rack" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "column.state" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "column.power" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "column.share" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "column.inlet" })}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <Cell>
              <Link
                to="/ops/racks/$center/$rack"
                params={{ center: center.id, rack: row.id }}
                className="font-medium hover:underline"
              >
                {row.name}
              </Link>
            </Cell>
            <Cell>{row.state === "live" ? intl.formatMessage({ id: "replay.reported" }) : state(row)}</Cell>
            <Cell isNumber>
              <Reading value={row.powerW} unit="W" reason="no_data" />
            </Cell>
            <Cell isNumber>
              <Reading value={row.powerShareRatio} unit="ratio" reason="no_limit" />
            </Cell>
            <Cell isNumber>
              <Reading value={row.inletCelsius} unit="°C" reason="not_collected" />
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
