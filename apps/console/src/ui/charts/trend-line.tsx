import { useMemo } from "react";
import { useElementSize } from "../use-element-size.ts";
import { tracePath } from "./trace-path.ts";

/**
 * A light line over time, its own scale from its lowest to its highest value. Unknown values break the line.
 * @param label the sentence that says what the line says
 */
export function TrendLine(props: {
  points: readonly { atMs: number; value: number | null }[];
  label: string;
}) {
  const { points, label } = props;
  const [box, { width, height, emPx }] = useElementSize<HTMLDivElement>();
  const stroke = Math.max(1.5, emPx * 0.055);
  const { path, last } = useMemo(
    () => tracePath(points, { width, height, inset: stroke * 2.5 }),
    [points, width, height, stroke],
  );
  return (
    <div ref={box} className="relative min-h-0 grow" role="img" aria-label={label}>
      <svg className="absolute inset-0 size-full" aria-hidden="true">
        <path
          d={path}
          fill="none"
          stroke="var(--bar-bright)"
          strokeWidth={stroke}
          strokeLinejoin="round"
          strokeLinecap="round"
        />
        {last && <circle cx={last.x} cy={last.y} r={stroke * 2.2} fill="var(--ink)" />}
      </svg>
    </div>
  );
}
