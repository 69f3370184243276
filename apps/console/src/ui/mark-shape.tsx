/** The shapes of marks, 16 by 16. A shape means the same everywhere, whichever scale a mark belongs to. */
export const markShapes = {
  circle: "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11z",
  smallCircle: "M8 3.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9z",
  square: "M3 3h10v10H3z",
  diamond: "M8 1l7 7l-7 7l-7-7z",
  smallDiamond: "M8 2.2l5.8 5.8l-5.8 5.8l-5.8-5.8z",
  triangle: "M8 1.5l7.2 12.5H.8z",
} as const;

/** @param hollow width of the line of one that is not filled */
export function MarkShape(props: {
  path: string;
  paint: string;
  hollow?: number | null;
  transform?: string;
}) {
  const { path, paint, hollow = null, transform } = props;
  return (
    <path
      d={path}
      transform={transform}
      fill={hollow === null ? paint : "none"}
      stroke={hollow === null ? "none" : paint}
      strokeWidth={hollow ?? 0}
    />
  );
}
