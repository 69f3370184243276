import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { Name } from "../../../ui/name.tsx";
import { Reading } from "../../../ui/reading.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import type { RackRow } from "./rack-row.ts";
import { markOf, useRackWords } from "./rack-words.ts";

/** Nothing in a row breaks its line, so all are as high as the type asks for. */
export const rackLineRems = 1.875;

interface LineProps {
  readonly row: RackRow;
  readonly index: number;
  readonly hidden: ReadonlySet<string>;
}

/** A rack as a line of the list. What does not fit is cut without a frame that scrolls: those cost half of a layout. */
export const RackLine = memo(function RackLine({ row, index, hidden }: LineProps) {
  const center = useOpsCenter();
  const { state } = useRackWords();
  return (
    <tr
      data-index={index}
      className="border-b border-rule *:overflow-clip *:text-ellipsis *:whitespace-nowrap *:px-2"
      style={{ height: `${rackLineRems}rem` }}
    >
      {cellsOf(row, state(row), center.id).filter(({ key }) => key === null || !hidden.has(key))}
    </tr>
  );
});

/** In the order of the headings, each under the id of its column. */
function cellsOf(row: RackRow, state: string, center: string) {
  const isEmpty = row.state === "empty";
  return [
    <td key="rack">
      <Link
        to="/ops/racks/$center/$rack"
        params={{ center, rack: row.id }}
        className="font-medium hover:underline"
      >
        <Name>{row.name}</Name>
      </Link>
    </td>,
    <NamedCell key="hall" name={row.hall} />,
    <NamedCell key="row" name={row.row} />,
    <td key="state">
      <span className="inline-flex items-center gap-1.5">
        <StateMark mark={markOf(row)} className="size-2.5" />
        {state}
      </span>
    </td>,
    <td key="power" className="text-right">
      {!isEmpty && <Reading value={row.powerW} unit="W" reason="no_data" />}
    </td>,
    <td key="limit" className="text-right">
      <Reading value={row.powerLimitW} unit="W" reason="no_limit" />
    </td>,
    <td key="share" className="text-right">
      {!isEmpty && (
        <Reading
          value={row.powerShareRatio}
          unit="ratio"
          reason={row.powerLimitW === null ? "no_limit" : "no_data"}
        />
      )}
    </td>,
    <td key="inlet" className="text-right">
      <Reading value={row.inletCelsius} unit="°C" reason="not_collected" />
    </td>,
    <td key="utilisation" className="text-right">
      {!isEmpty && <Reading value={row.utilisationRatio} unit="ratio" reason="not_collected" />}
    </td>,
    <td key="held" className="text-right">
      <Reading value={row.heldRatio} unit="ratio" reason="no_data" />
    </td>,
    <td key="faulty" className="text-right">
      {!isEmpty && <Reading value={row.faultyAccelerators} unit="count" reason="not_collected" />}
    </td>,
    <td key="tenant" className="text-soft" title={row.tenant ?? undefined}>
      {row.tenant !== null && <Name>{row.tenant}</Name>}
    </td>,
  ];
}

/** A name that is cut is told in full to who points at it. */
function NamedCell({ name }: { name: string }) {
  return (
    <td title={name}>
      <Name>{name}</Name>
    </td>
  );
}
