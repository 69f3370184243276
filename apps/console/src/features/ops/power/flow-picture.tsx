import type { EnergyFlow } from "@aidc/contract";
import { layOutFlow } from "@aidc/domain";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { FlowBands } from "../../../ui/charts/flow-bands.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { useFlowWords } from "./use-flow-words.ts";

/** The energy balance as bands; what nobody accounts for is hatched. The table below says the same in words. */
export function FlowPicture({ flow }: { flow: EnergyFlow }) {
  const intl = useIntl();
  const words = useWords();
  const { nameOf } = useFlowWords(flow);
  const bands = flow.nodes.map((node) => ({
    id: node.id,
    name: node.kind === "residual" ? intl.formatMessage({ id: "power.flow.unexplained" }) : nameOf(node),
    value: node.figure.value,
    shown: node.figure.value === null ? "" : words.quantity(node.figure.value, "kWh"),
    isUnknown: node.kind === "residual" || node.kind === "not_split",
  }));
  const links = useMemo(() => flow.links.map(({ from, to, kwh }) => ({ from, to, value: kwh })), [flow]);
  return (
    <FlowBands
      layOut={layOutFlow}
      bands={bands}
      links={links}
      label={intl.formatMessage({ id: "power.flow.label" })}
    />
  );
}
