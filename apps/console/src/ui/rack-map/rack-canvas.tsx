import type { RackPlace } from "@aidc/contract";
import { useEffect, useMemo, useRef, useState } from "react";
import { Name } from "../name.tsx";
import type { ElementSize } from "../use-element-size.ts";
import { useElementSize } from "../use-element-size.ts";
import { readPalette, snapToPixels } from "./draw-racks.ts";
import { labelEms } from "./hall-labels.ts";
import type { RackLayout } from "./layout-racks.ts";
import { layoutRacks } from "./layout-racks.ts";
import type { RackSurface } from "./rack-surface.ts";
import { openRackSurface } from "./rack-surface.ts";

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
  const layout = useMemo(
    () =>
      layoutRacks(places, size, { width: size.emPx * labelEms(places, mostEm), height: size.emPx * lineEm }),
    [places, size],
  );
  const [attempt, setAttempt] = useState(0);
  return (
    <div ref={box} className="relative min-h-0 min-w-0 grow" role="img" aria-label={label}>
      <RackSheetCanvas
        key={attempt}
        size={size}
        cells={layout.cells}
        encode={encode}
        onStuck={() => setAttempt(attempt + 1)}
      />
      {layout.labels.map(({ text, x, y, height, width }) => (
        <span
          key={text}
          className="absolute flex items-center text-faint"
          style={{ left: x, top: y, height, width }}
        >
          <Name className="max-w-[calc(100%-0.3em)] truncate">{text}</Name>
        </span>
      ))}
    </div>
  );
}

function RackSheetCanvas(props: {
  size: ElementSize;
  cells: RackLayout["cells"];
  encode: (looks: Uint8Array) => void;
  onStuck: () => void;
}) {
  const { size, cells, encode, onStuck } = props;
  const frame = useRef<HTMLDivElement>(null);
  const surface = useRef<RackSurface | null>(null);
  const stuck = useRef(onStuck);
  stuck.current = onStuck;
  useEffect(() => {
    // A canvas belongs to one surface for good, so each has its own.
    const canvas = document.createElement("canvas");
    canvas.className = "absolute inset-0 size-full";
    frame.current?.append(canvas);
    surface.current = openRackSurface(canvas, () => stuck.current());
    return () => {
      surface.current?.close();
      surface.current = null;
      canvas.remove();
    };
  }, []);
  useEffect(() => {
    if (!frame.current) return;
    const scale = window.devicePixelRatio;
    surface.current?.lay({
      width: Math.round(size.width * scale),
      height: Math.round(size.height * scale),
      cells: snapToPixels(cells, scale),
      palette: readPalette(frame.current),
    });
  }, [cells, size]);
  useEffect(() => {
    const looks = new Uint8Array(cells.length);
    encode(looks);
    surface.current?.paint(looks);
  }, [encode, cells]);
  return <div ref={frame} />;
}

const lineEm = 1.1;
const mostEm = 5;
