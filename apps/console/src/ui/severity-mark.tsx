import type { Severity } from "@aidc/contract";

/** Three colours only, so that they stay far apart in every kind of vision; the shape tells the four levels apart. */
export const severityLooks: Readonly<
  Record<Severity, { readonly path: string; readonly colour: string; readonly isHollow?: true }>
> = {
  critical: { path: "M8 1.5l7.2 12.5H.8z", colour: "critical" },
  major: { path: "M8 1l7 7l-7 7l-7-7z", colour: "warning" },
  minor: { path: "M8 2.2l5.8 5.8l-5.8 5.8l-5.8-5.8z", colour: "warning", isHollow: true },
  warning: { path: "M3 3h10v10H3z", colour: "info" },
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
      <path
        d={path}
        fill={isHollow ? "none" : paint}
        stroke={isHollow ? paint : "none"}
        strokeWidth={isHollow ? 2.6 : 0}
      />
    </svg>
  );
}
