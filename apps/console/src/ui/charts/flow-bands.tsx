import type { layOutFlow, PlacedFlow } from "@aidc/domain";
import { useId, useMemo } from "react";
import { fitLabel } from "../rack-map/hall-labels.ts";
import { useElementSize } from "../use-element-size.ts";
import { ribbonPath } from "./ribbon-path.ts";

interface FlowBand {
  readonly id: string;
  readonly name: string;
  readonly value: number | null;
  /** As it is printed, with its unit. */
  readonly shown: string;
  /** Left over or not known: hatched. */
  readonly isUnknown: boolean;
}

/** In the type of the words, whose size follows the document: decision 74. */
const inEm = {
  nodeWidth: 0.625,
  line: 1.875,
  /** Beside the last column; the table has names of any length. */
  labelWidth: 14.375,
  tallest: 20.625,
  /** Below it the words of neighbouring columns would lie over each other; the picture then scrolls in itself. */
  narrowest: 51.25,
} as const;
/** Of `text-xs`. */
const nameEm = 0.75;

/**
 * A flow as bands; what nobody accounts for is hatched. A table beside it says the same in words. Where the bands
 * lie is a rule that paper follows as well, so the feature brings it along.
 */
export function FlowBands(props: {
  layOut: typeof layOutFlow;
  bands: readonly FlowBand[];
  links: readonly { readonly from: string; readonly to: string; readonly value: number }[];
  label: string;
}) {
  const { layOut, bands, links, label } = props;
  const [ref, { width: given, emPx }] = useElementSize<HTMLDivElement>();
  const width = Math.max(inEm.narrowest * emPx, given);
  const placed = useMemo(
    () => layOut({ bands, links }, sizesIn(width, emPx)),
    [layOut, bands, links, width, emPx],
  );
  const pattern = useId();
  const byId = new Map(bands.map((band) => [band.id, band]));
  const fillOf = (id: string, known: string) => (byId.get(id)?.isUnknown ? `url(#${pattern})` : known);
  return (
    <div ref={ref} className="flow-bands overflow-x-auto">
      <svg
        role="img"
        aria-label={label}
        width={width}
        height={placed.height}
        viewBox={`0 0 ${width} ${placed.height}`}
        className="block text-xs"
      >
        <Hatching id={pattern} />
        {placed.links.map((link) => (
          <path
            key={`${link.from} ${link.to}`}
            d={ribbonPath(link)}
            fill={fillOf(link.to, "var(--bar)")}
            fillOpacity={byId.get(link.to)?.isUnknown ? 0.55 : 0.45}
          />
        ))}
        {placed.nodes.map((node) => {
          const band = byId.get(node.id);
          return (
            band && (
              <Band key={node.id} {...{ node, band, emPx }} fill={fillOf(node.id, "var(--bar-bright)")} />
            )
          );
        })}
      </svg>
    </div>
  );
}

function Hatching({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="7" height="7" fill="var(--panel)" />
        <rect width="2.5" height="7" fill="var(--ink-faint)" />
      </pattern>
    </defs>
  );
}

function sizesIn(width: number, emPx: number) {
  const { tallest, nodeWidth, labelWidth, line } = inEm;
  return {
    width,
    tallest: tallest * emPx,
    nodeWidth: nodeWidth * emPx,
    labelWidth: labelWidth * emPx,
    line: line * emPx,
  };
}

function Band(props: {
  node: PlacedFlow["nodes"][number];
  band: FlowBand;
  fill: string;
  /** Type size around the picture, px. */
  emPx: number;
}) {
  const { node, band, fill, emPx } = props;
  if (band.value === null) return null;
  const { nodeWidth, labelWidth, line } = sizesIn(0, emPx);
  const { x, y, height, slot } = node;
  const textX = x + nodeWidth + 6;
  const middle = y + Math.min(slot, Math.max(height, line)) / 2;
  return (
    <g data-node={node.id}>
      <rect
        {...{ x, y, width: nodeWidth, height, fill }}
        stroke={band.isUnknown ? "var(--ink-faint)" : "none"}
      />
      <text x={textX} y={middle} fill="var(--ink)" stroke="var(--ground)" strokeWidth={3} paintOrder="stroke">
        <tspan x={textX} dy="-0.1em">
          {fitLabel(band.name, labelWidth - 2 * nodeWidth, nameEm * emPx).text}
        </tspan>
        <tspan x={textX} dy="1.15em" fill="var(--ink-soft)" className="num">
          {band.shown}
        </tspan>
      </text>
    </g>
  );
}
