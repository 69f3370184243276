import type { Stranded } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useIntl } from "react-intl";
import type { Column } from "../../../ui/data-table.tsx";
import { Reading } from "../../../ui/reading.tsx";
import { DeskTable } from "../desk-table.tsx";

type StrandedRack = Stranded["racks"][number];

/** Rack by rack, the most cards first. */
export function StrandedTable({ racks, centerId }: { racks: readonly StrandedRack[]; centerId: string }) {
  const intl = useIntl();
  const [onlyBound, setOnlyBound] = useState(true);
  const rows = useMemo(
    () =>
      racks.filter(
        ({ binds, freeCards, gangCards }) => !onlyBound || binds !== null || freeCards > gangCards,
      ),
    [racks, onlyBound],
  );
  const columns = useColumns(centerId);
  return (
    <DeskTable
      name={`stranded-${centerId}`}
      columns={columns}
      rows={rows}
      rowKey={({ rack }) => rack}
      firstSort="cards.desc"
      tools={
        <label className="flex min-h-8 items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={onlyBound}
            onChange={({ target }) => setOnlyBound(target.checked)}
          />
          {intl.formatMessage({ id: "stranded.bound.only" })}
        </label>
      }
    />
  );
}

function useColumns(centerId: string): Column<StrandedRack>[] {
  const intl = useIntl();
  return useMemo(() => {
    const binds = (row: StrandedRack) =>
      intl.formatMessage({
        id: `stranded.binds.${row.binds ?? (row.freeCards > row.gangCards ? "gang" : "none")}`,
      });
    const number = (
      id: "bySpace" | "byPower" | "byCooling" | "fits" | "cards" | "power" | "headroom" | "block",
      value: (row: StrandedRack) => number | null,
      unit: string,
    ): Column<StrandedRack> => ({
      id,
      label: intl.formatMessage({ id: `stranded.column.${id}` }),
      value,
      unit,
      isNumber: true,
      draw: (row) => <Reading value={value(row)} unit={unit} reason="not_stated" />,
    });
    return [
      {
        id: "rack",
        label: intl.formatMessage({ id: "column.rack" }),
        value: ({ name }) => name,
        draw: ({ rack, name }) => (
          <Link
            to="/ops/racks/$center/$rack"
            params={{ center: centerId, rack }}
            className="font-medium hover:underline"
          >
            {name}
          </Link>
        ),
      },
      {
        id: "binds",
        label: intl.formatMessage({ id: "stranded.column.binds" }),
        value: binds,
      },
      number(
        "cards",
        ({ strandedCards, freeCards, gangCards }) => strandedCards + freeCards - gangCards,
        "count",
      ),
      number("power", ({ strandedPowerW }) => strandedPowerW, "W"),
      number("fits", ({ usable }) => usable, "count"),
      number("bySpace", ({ bySpace }) => bySpace, "count"),
      number("byPower", ({ byPower }) => byPower, "count"),
      number("byCooling", ({ byCooling }) => byCooling, "count"),
      number("block", ({ largestBlockU }) => largestBlockU, "U"),
      number("headroom", ({ powerHeadroomW }) => powerHeadroomW, "W"),
    ];
  }, [intl, centerId]);
}
