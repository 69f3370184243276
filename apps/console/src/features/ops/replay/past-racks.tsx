import type { RackPlace } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { useIntl } from "react-intl";
import type { RackBoard } from "../../../live/rack-board.ts";
import { RackCanvas } from "../../../ui/rack-map/rack-canvas.tsx";
import { encodeLook } from "../../../ui/rack-map/rack-look.ts";
import { Reading } from "../../../ui/reading.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useThemeChoice } from "../../../ui/theme/theme-provider.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import type { RackRow } from "../racks/rack-row.ts";
import { findRacks } from "../racks/rack-row.ts";
import { useRackWords } from "../racks/rack-words.ts";

const mostListed = 8;

/** The rack map of that moment, and the racks that were nearest to their limit in words. */
export function PastRacks(props: { places: readonly RackPlace[]; columns: readonly (readonly number[])[] }) {
  const { places, columns } = props;
  const intl = useIntl();
  const { theme } = useThemeChoice();
  const rows = useMemo(() => {
    const board: RackBoard = { places, table: columns.map((column) => Int16Array.from(column)) };
    return findRacks(board, "", new Map());
  }, [places, columns]);
  const encode = useCallback(
    (looks: Uint8Array) => {
      for (const [at, row] of rows.entries()) looks[at] = encodeLook(row.state, row.powerShareRatio);
    },
    [rows],
  );
  const loaded = rows
    .filter(({ powerShareRatio }) => powerShareRatio !== null)
    .toSorted((a, b) => (b.powerShareRatio ?? 0) - (a.powerShareRatio ?? 0))
    .slice(0, mostListed);
  return (
    <div className="grid gap-4">
      <div className="flex h-72">
        <RackCanvas
          key={theme}
          places={places}
          encode={encode}
          label={intl.formatMessage({ id: "racks.count" }, { count: places.length })}
        />
      </div>
      <LoadedRacks rows={loaded} />
    </div>
  );
}

/** Those nearest to their limit. */
function LoadedRacks({ rows }: { rows: readonly RackRow[] }) {
  const intl = useIntl();
  const center = useOpsCenter();
  const { state } = useRackWords();
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
