import type { EnergyFlow } from "@aidc/contract";
import { useId, useMemo } from "react";
import { useIntl } from "react-intl";
import { useElementSize } from "../../../ui/use-element-size.ts";
import { useWords } from "../../../ui/use-words.ts";
import type { PlacedNode } from "./lay-out-flow.ts";
import { layOutFlow, ribbonPath } from "./lay-out-flow.ts";
import { useFlowWords } from "./use-flow-words.ts";

const nodeWidth = 10;
const line = 30;
/** Below it the words of neighbouring columns would lie over each other; the picture then scrolls in itself. */
const narrowest = 880;

/** The energy balance as bands; what nobody accounts for is hatched. The table below says the same in words. */
export function FlowPicture({ flow }: { flow: EnergyFlow }) {
  const intl = useIntl();
  const [ref, { width: given }] = useElementSize<HTMLDivElement>();
  const width = Math.max(narrowest, given);
  const placed = useMemo(
    () => layOutFlow(flow, { width, tallest: 330, nodeWidth, labelWidth: 230, line }),
    [flow, width],
  );
  const pattern = useId();
  const kinds = new Map(flow.nodes.map((node) => [node.id, node.kind]));
  const isUnknown = (id: string) => kinds.get(id) === "residual" || kinds.get(id) === "not_split";
  return (
    <div ref={ref} className="overflow-x-auto">
      <svg
        role="img"
        aria-label={intl.formatMessage({ id: "power.flow.label" })}
        width={width}
        height={placed.height}
        className="block text-xs"
      >
        <defs>
          <pattern
            id={pattern}
            width="7"
            height="7"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="7" height="7" fill="var(--panel)" />
            <rect width="2.5" height="7" fill="var(--ink-faint)" />
          </pattern>
        </defs>
        {placed.links.map((link) => (
          <path
            key={`${link.from} ${link.to}`}
            d={ribbonPath(link)}
            fill={isUnknown(link.to) ? `url(#${pattern})` : "var(--bar)"}
            fillOpacity={isUnknown(link.to) ? 0.55 : 0.45}
          />
        ))}
        {placed.nodes.map((node) => (
          <FlowBand
            key={node.id}
            placed={node}
            flow={flow}
            fill={isUnknown(node.id) ? `url(#${pattern})` : "var(--bar-bright)"}
          />
        ))}
      </svg>
    </div>
  );
}

function FlowBand({ placed, flow, fill }: { placed: PlacedNode; flow: EnergyFlow; fill: string }) {
  const intl = useIntl();
  const words = useWords();
  const { nameOf } = useFlowWords(flow);
  const node = flow.nodes.find(({ id }) => id === placed.id);
  if (!node || node.figure.value === null) return null;
  const middle = placed.y + Math.min(placed.slot, Math.max(placed.height, line)) / 2;
  const shown = words.quantity(node.figure.value, "kWh");
  return (
    <g data-node={node.id}>
      <rect
        x={placed.x}
        y={placed.y}
        width={nodeWidth}
        height={placed.height}
        fill={fill}
        stroke={fill.startsWith("url") ? "var(--ink-faint)" : "none"}
      />
      <text
        x={placed.x + nodeWidth + 6}
        y={middle}
        fill="var(--ink)"
        stroke="var(--ground)"
        strokeWidth={3}
        paintOrder="stroke"
      >
        <tspan x={placed.x + nodeWidth + 6} dy="-0.1em">
          {node.kind === "residual" ? intl.formatMessage({ id: "power.flow.unexplained" }) : nameOf(node)}
        </tspan>
        <tspan x={placed.x + nodeWidth + 6} dy="1.15em" fill="var(--ink-soft)" className="num">
          {shown}
        </tspan>
      </text>
    </g>
  );
}
