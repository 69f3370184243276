import type { Severity } from "@aidc/contract";
import { MarkShape } from "./mark-shape.tsx";
import { hollowLine, severityLooks } from "./severity-mark.tsx";

/** The mark of a severity on a disc of its own, so that it stands out from whatever it lies on; 16 by 16. */
export function SeverityBadge({ severity }: { severity: Severity }) {
  const { path, colour, isHollow } = severityLooks[severity];
  return (
    <g data-severity={severity}>
      <circle cx={8} cy={8} r={7.5} fill="var(--panel)" stroke="var(--ink)" />
      <MarkShape
        path={path}
        paint={`var(--${colour})`}
        hollow={isHollow ? hollowLine : null}
        transform={badgeShape}
      />
    </g>
  );
}

/** Within the disc. */
const badgeShape = "translate(8 7.6) scale(.8) translate(-8 -8)";

/** The same on a canvas, at its upper left corner. @param read the value of a variable of the theme */
export function paintSeverityBadge(
  context: CanvasRenderingContext2D,
  severity: Severity,
  at: { readonly x: number; readonly y: number; readonly size: number },
  read: (name: string) => string,
): void {
  const { path, colour, isHollow } = severityLooks[severity];
  context.save();
  context.translate(at.x, at.y);
  context.scale(at.size / 16, at.size / 16);
  context.beginPath();
  context.arc(8, 8, 7.5, 0, 2 * Math.PI);
  context.fillStyle = read("--panel");
  context.fill();
  context.strokeStyle = read("--ink");
  context.lineWidth = 1;
  context.stroke();
  context.translate(8, 7.6);
  context.scale(0.8, 0.8);
  context.translate(-8, -8);
  const shape = new Path2D(path);
  context.fillStyle = read(`--${colour}`);
  context.strokeStyle = read(`--${colour}`);
  context.lineWidth = hollowLine;
  if (isHollow) context.stroke(shape);
  else context.fill(shape);
  context.restore();
}
