import { MarkShape, markShapes } from "./mark-shape.tsx";

/** The four states. Each has a shape of its own, so that colour is never the only sign; a word stands beside it. */
export type Mark = "normal" | "info" | "warning" | "critical" | "unknown";

const shapes: Readonly<Record<Mark, string>> = {
  normal: markShapes.circle,
  info: markShapes.square,
  warning: markShapes.diamond,
  critical: markShapes.triangle,
  unknown: markShapes.smallCircle,
};

/** Decoration beside a word: circle, square, diamond, triangle, or a hollow circle for unknown. */
export function StateMark({ mark, className }: { mark: Mark; className?: string }) {
  const isHollow = mark === "unknown";
  return (
    <svg
      viewBox="0 0 16 16"
      className={className}
      width="1em"
      height="1em"
      aria-hidden="true"
      data-mark={mark}
    >
      <MarkShape
        path={shapes[mark]}
        paint={`var(--${isHollow ? "normal" : mark})`}
        hollow={isHollow ? 2 : null}
      />
    </svg>
  );
}
