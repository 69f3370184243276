import type { Distribution, LiveValue } from "@aidc/contract";
import { useIntl } from "react-intl";
import { Reading } from "../../../ui/reading.tsx";
import type { Mark } from "../../../ui/state-mark.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { depthsOf } from "./branch-depth.ts";
import { OpenBranch } from "./open-branch.tsx";

type Loop = Distribution["loops"][number];
const leakMarks: Readonly<Record<Loop["leak"], Mark>> = {
  dry: "normal",
  leak: "critical",
  unknown: "unknown",
};

/** Cooling loops with what goes in, what comes back and the heat that they carry away. */
export function LoopTable({ loops }: { loops: readonly Loop[] }) {
  const intl = useIntl();
  const depths = depthsOf(loops);
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{intl.formatMessage({ id: "power.column.loop" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "power.column.kind" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "power.column.racks" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "quantity.supply_temperature" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "quantity.return_temperature" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "quantity.flow" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "power.column.heat" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "power.column.design" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "power.column.headroom" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "quantity.leak" })}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {loops.map((loop) => (
          <LoopRow key={loop.id} loop={loop} depth={depths.get(loop.id) ?? 0} />
        ))}
      </tbody>
    </Table>
  );
}

function LoopRow({ loop, depth }: { loop: Loop; depth: number }) {
  const intl = useIntl();
  const { heatRemoved, designHeatW } = loop;
  const headroomW =
    heatRemoved.value === null || designHeatW === null ? null : designHeatW - heatRemoved.value;
  return (
    <tr className="hover:bg-raised" data-loop={loop.id}>
      <Cell>
        <OpenBranch kind="loop" id={loop.id} name={loop.name} depth={depth} />
      </Cell>
      <Cell isFaint>{intl.formatMessage({ id: `power.loop.${loop.kind}` })}</Cell>
      <Cell isNumber>
        <Reading value={loop.racks} unit="count" />
      </Cell>
      <LiveCell live={loop.supplyTemperature} />
      <LiveCell live={loop.returnTemperature} />
      <LiveCell live={loop.flow} />
      <LiveCell live={heatRemoved} />
      <Cell isNumber>
        <Reading value={designHeatW} unit="W" reason="no_limit" />
      </Cell>
      <Cell isNumber>
        <Reading value={headroomW} unit="W" reason={designHeatW === null ? "no_limit" : heatRemoved.reason} />
      </Cell>
      <Cell>
        <span className="inline-flex items-center gap-2 whitespace-nowrap">
          <StateMark mark={leakMarks[loop.leak]} className="size-2.5 shrink-0" />
          {intl.formatMessage({ id: `power.leak.${loop.leak}` })}
        </span>
      </Cell>
    </tr>
  );
}

function LiveCell({ live }: { live: LiveValue }) {
  return (
    <Cell isNumber>
      <Reading value={live.value} unit={live.unit} reason={live.reason} />
    </Cell>
  );
}
