import type { LiveValue, RackState } from "@aidc/contract";
import { useIntl } from "react-intl";
import { Reading } from "../../../ui/reading.tsx";
import { Section } from "../../../ui/section.tsx";
import type { Mark } from "../../../ui/state-mark.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useWords } from "../../../ui/use-words.ts";

type Loop = RackState["loops"][number];

const leakMarks: Readonly<Record<Loop["leak"], Mark>> = {
  dry: "normal",
  leak: "critical",
  unknown: "unknown",
};

/** The loops that cool the rack. Their heat is that of all racks on them, and says so. */
export function RackLoops({ rack: { loops } }: { rack: RackState }) {
  const intl = useIntl();
  const text = (id: "supply" | "return" | "flow" | "heat" | "leak") =>
    intl.formatMessage({ id: `rack.loop.${id}` });
  return (
    <Section title={intl.formatMessage({ id: "rack.loops" })}>
      {loops.length === 0 ? (
        <p className="text-sm text-faint">{intl.formatMessage({ id: "rack.loops.none" })}</p>
      ) : (
        <Table>
          <thead>
            <tr>
              <HeadCell>{intl.formatMessage({ id: "rack.loops" })}</HeadCell>
              <HeadCell isNumber>{text("supply")}</HeadCell>
              <HeadCell isNumber>{text("return")}</HeadCell>
              <HeadCell isNumber>{text("flow")}</HeadCell>
              <HeadCell isNumber>{text("heat")}</HeadCell>
              <HeadCell>{text("leak")}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {loops.map((loop) => (
              <LoopRow key={loop.id} loop={loop} />
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

function LoopRow({ loop }: { loop: Loop }) {
  const intl = useIntl();
  const words = useWords();
  const { name, kind, fluid, racks, designHeatW, leak } = loop;
  const number = ({ value, unit, reason }: LiveValue) => (
    <Cell isNumber>
      <Reading value={value} unit={unit} reason={reason} />
    </Cell>
  );
  const kindText = intl.formatMessage({ id: `rack.loop.kind.${kind}` });
  return (
    <tr>
      <Cell>
        <span className="font-medium">{name}</span>
        <span className="block text-xs text-faint">
          {[kindText, fluid, intl.formatMessage({ id: "rack.loop.racks" }, { count: racks })]
            .filter((part) => part !== null)
            .join(", ")}
        </span>
      </Cell>
      {number(loop.supplyTemperature)}
      {number(loop.returnTemperature)}
      {number(loop.flow)}
      <Cell isNumber>
        <Reading
          value={loop.heatRemoved.value}
          unit={loop.heatRemoved.unit}
          reason={loop.heatRemoved.reason}
        />
        {designHeatW !== null && (
          <span className="block text-xs text-faint">
            {intl.formatMessage({ id: "rack.loop.design" }, { power: words.quantity(designHeatW, "W") })}
          </span>
        )}
      </Cell>
      <Cell>
        <span className="inline-flex items-center gap-1.5">
          <StateMark mark={leakMarks[leak]} className="size-2.5" />
          {intl.formatMessage({ id: `rack.leak.${leak}` })}
        </span>
      </Cell>
    </tr>
  );
}
