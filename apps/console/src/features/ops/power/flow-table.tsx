import type { EnergyFlow } from "@aidc/contract";
import { useIntl } from "react-intl";
import { Coverage } from "../../../ui/csv-part.tsx";
import { Reading } from "../../../ui/reading.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { useFlowWords } from "./use-flow-words.ts";

/** Every band with its energy, its share of what feeds it, and how well it is known. */
export function FlowTable({ flow }: { flow: EnergyFlow }) {
  const intl = useIntl();
  const words = useWords();
  const { nameOf, levelName } = useFlowWords(flow);
  const parents = new Map(flow.links.map(({ from, to }) => [to, from]));
  const values = new Map(flow.nodes.map(({ id, figure }) => [id, figure.value]));
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{intl.formatMessage({ id: "power.column.band" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "power.column.from" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "quantity.energy" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "power.column.share" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "column.coverage" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "column.status" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "column.grade" })}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {flow.nodes.map((node) => {
          const parent = parents.get(node.id);
          const whole = parent === undefined ? null : (values.get(parent) ?? null);
          const { value, reason, coverage, status, grade } = node.figure;
          return (
            <tr key={node.id}>
              <Cell>{nameOf(node)}</Cell>
              <Cell isFaint>{parent === undefined || node.kind === "facility" ? "" : levelName(parent)}</Cell>
              <Cell isNumber>
                <Reading value={value} unit="kWh" reason={reason} />
              </Cell>
              <Cell isNumber>
                {whole === null || whole === 0 || value === null || node.kind === "facility"
                  ? ""
                  : words.quantity(value / whole, "ratio")}
              </Cell>
              <Cell isNumber>
                <Coverage of={coverage} show={words.coverage} />
              </Cell>
              <Cell isFaint>{intl.formatMessage({ id: `status.${status}` })}</Cell>
              <Cell isFaint>{words.grade(grade)}</Cell>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
