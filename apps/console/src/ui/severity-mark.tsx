import type { Severity } from "@aidc/contract";
import { MarkShape, markShapes } from "./mark-shape.tsx";

/** Width of the line of a hollow one. */
export const hollowLine = 2.6;

/** Three colours only, so that they stay far apart in every kind of vision; the shape tells the four levels apart. */
export const severityLooks: Readonly<
  Record<Severity, { readonly path: string; readonly colour: string; readonly isHollow?: true }>
> = {
  critical: { path: markShapes.triangle, colour: "critical" },
  major: { path: markShapes.diamond, colour: "warning" },
  minor: { path: markShapes.smallDiamond, colour: "warning", isHollow: true },
  warning: { path: markShapes.square, colour: "info" },
};

/** Decoration beside the word: triangle, diamond, hollow diamond, square. Silenced ones keep the shape in grey. */
export function SeverityMark(props: { severity: Severity; isQuiet?: boolean; className?: string }) {
  const { severity, isQuiet = false, className } = props;
  const { path, colour, isHollow } = severityLooks[severity];
  const paint = `var(--${isQuiet ? "normal" : colour})`;
  return (
    <svg
      viewBox="0 0 16 16"
      className={className}
      width="1em"
      height="1em"
      aria-hidden="true"
      data-severity={severity}
    >
      <MarkShape path={path} paint={paint} hollow={isHollow ? hollowLine : null} />
    </svg>
  );
}
