import type { EnergyFlow } from "@aidc/contract";
import { useIntl } from "react-intl";
import { splitName } from "../../../ui/center-name.ts";

type Node = EnergyFlow["nodes"][number];

/** What a band is called: a tenant by its name, a residual by the level that it is missing behind. */
export function useFlowWords(flow: Pick<EnergyFlow, "nodes">): {
  readonly nameOf: (node: Node) => string;
  readonly levelName: (id: string) => string;
} {
  const intl = useIntl();
  const byId = new Map(flow.nodes.map((node) => [node.id, node]));
  const nameOf = (node: Node): string => {
    if (node.tenant) return splitName(node.tenant, intl.locale)[0];
    if (node.kind !== "residual") return intl.formatMessage({ id: `power.flow.${node.kind}` });
    const level = node.id.slice(node.id.indexOf("/") + 1);
    return intl.formatMessage({ id: "power.flow.residual" }, { level: levelName(level) });
  };
  const levelName = (id: string): string => {
    const node = byId.get(id);
    return node ? nameOf(node) : id;
  };
  return { nameOf, levelName };
}
