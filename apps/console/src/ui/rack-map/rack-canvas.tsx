import type { RackPlace } from "@aidc/contract";
import { useEffect, useMemo, useRef } from "react";
import { useElementSize } from "../use-element-size.ts";
import { RackPainter, readPalette, snapToPixels } from "./draw-racks.ts";
import { layoutRacks, shortenNames } from "./layout-racks.ts";

/**
 * The rack map of a wall: one canvas, whatever the number of racks, because nobody points at a wall.
 * The palette is read when it is drawn first; a parent gives another `key` for another theme.
 * @param encode writes the look of every rack (`encodeLook`), in the order of the places; another function is another
 *   picture, of which only the racks that look otherwise are drawn
 * @param label what the picture shows, for who cannot see it
 */
export function RackCanvas(props: {
  places: readonly RackPlace[];
  encode: (looks: Uint8Array) => void;
  label: string;
}) {
  const { places, encode, label } = props;
  const [box, size] = useElementSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const layout = useMemo(
    () => layoutRacks(places, size, { width: size.emPx * labelEms(places), height: size.emPx * lineEm }),
    [places, size],
  );
  const painter = useRef<RackPainter | null>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context || !canvas.current) return;
    const scale = window.devicePixelRatio;
    canvas.current.width = Math.round(size.width * scale);
    canvas.current.height = Math.round(size.height * scale);
    const cells = snapToPixels(layout.cells, scale);
    painter.current = new RackPainter(context, cells, readPalette(canvas.current));
  }, [layout, size]);
  const looks = useMemo(() => new Uint8Array(layout.cells.length), [layout]);
  useEffect(() => {
    encode(looks);
    painter.current?.paint(looks);
  }, [encode, looks]);
  return (
    <div ref={box} className="relative min-h-0 min-w-0 grow" role="img" aria-label={label}>
      <canvas ref={canvas} className="absolute inset-0 size-full" />
      {layout.labels.map(({ text, x, y, height, width }) => (
        <span
          key={text}
          className="absolute flex items-center overflow-hidden whitespace-nowrap text-faint"
          style={{ left: x, top: y, height, width }}
        >
          {text}
        </span>
      ))}
    </div>
  );
}

const emPerHan = 1;
const emPerLatin = 0.62;
const labelGapEm = 0.4;
const lineEm = 1.1;
const mostEm = 5;

/** Room for the longest hall name, in em: Han is as wide as it is high. */
function labelEms(places: readonly RackPlace[]): number {
  const names = shortenNames([...new Set(places.map(({ hallName }) => hallName))]);
  const widths = names.map((name) =>
    [...name].reduce((sum, sign) => sum + (sign > "\u2e7f" ? emPerHan : emPerLatin), 0),
  );
  return Math.min(mostEm, Math.max(0, ...widths) + labelGapEm);
}
