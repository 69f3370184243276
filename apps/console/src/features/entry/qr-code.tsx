import { useMemo } from "react";
import { encode } from "uqr";

const quietModules = 2;

/** Drawn here from the text: the secret goes to nobody. Dark on light in every theme, as cameras expect. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { path, size } = useMemo(() => {
    const code = encode(text, { ecc: "M", border: quietModules });
    const modules = code.data.flatMap((row, y) =>
      row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])),
    );
    return { path: modules.join(""), size: code.size };
  }, [text]);
  return (
    <svg viewBox={`0 0 ${size} ${size}`} className="size-48 rounded" role="img" aria-label={label}>
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" shapeRendering="crispEdges" />
    </svg>
  );
}
