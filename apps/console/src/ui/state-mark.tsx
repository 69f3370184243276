/** The four states. Each has a shape of its own, so that colour is never the only sign; a word stands beside it. */
export type Mark = "normal" | "info" | "warning" | "critical" | "unknown";

const shapes: Readonly<Record<Mark, string>> = {
  normal: "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11z",
  info: "M3 3h10v10H3z",
  warning: "M8 1l7 7l-7 7l-7-7z",
  critical: "M8 1.5l7.2 12.5H.8z",
  unknown: "M8 3.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9z",
};

/** Decoration beside a word: circle, square, diamond, triangle, or a hollow circle for unknown. */
export function StateMark({ mark, className }: { mark: Mark; className?: string }) {
  const hollow = mark === "unknown";
  return (
    <svg
      viewBox="0 0 16 16"
      className={className}
      width="1em"
      height="1em"
      aria-hidden="true"
      data-mark={mark}
    >
      <path
        d={shapes[mark]}
        fill={hollow ? "none" : `var(--${mark})`}
        stroke={hollow ? "var(--normal)" : "none"}
        strokeWidth={hollow ? 2 : 0}
      />
    </svg>
  );
}
