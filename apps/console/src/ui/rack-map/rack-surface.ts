import type { RackPalette } from "./draw-racks.ts";
import { RackPainter } from "./draw-racks.ts";
import type { Rect } from "./layout-racks.ts";

/** Where racks stand on a canvas, in its own pixels. */
interface RackSheet {
  readonly width: number;
  readonly height: number;
  readonly cells: readonly Rect[];
  readonly palette: RackPalette;
}
interface RackPaint {
  readonly number: number;
  /** By row, as `encodeLook` makes them. */
  readonly looks: Uint8Array;
}
export type ToPainter =
  | { readonly canvas: OffscreenCanvas }
  | { readonly sheet: RackSheet }
  | { readonly paint: RackPaint };
/** Number of the newest paint that is on the canvas. */
export interface FromPainter {
  readonly painted: number;
}

/** A canvas with racks, whoever draws on it. */
export interface RackSurface {
  lay(sheet: RackSheet): void;
  paint(looks: Uint8Array): void;
  close(): void;
}

/** So many pictures without a sign of life, of which one is due for every three: the worker hangs or died. */
const mostUnseen = 6;

/**
 * Thousands of racks take longer to draw than a page may stand still, so a worker draws where the browser has one for
 * canvases.
 * @param onStuck the canvas will not change any more: another one is needed
 */
export function openRackSurface(canvas: HTMLCanvasElement, onStuck: () => void): RackSurface | null {
  if (typeof Worker === "function" && "transferControlToOffscreen" in canvas)
    return drawInWorker(canvas, onStuck);
  const context = canvas.getContext("2d");
  return context && drawHere(canvas, context);
}

function drawInWorker(canvas: HTMLCanvasElement, onStuck: () => void): RackSurface {
  const worker = new Worker(new URL("./rack-painter.worker.ts", import.meta.url), { type: "module" });
  const send = (message: ToPainter, transfer: Transferable[] = []) => worker.postMessage(message, transfer);
  let [sent, painted] = [0, 0];
  worker.addEventListener("message", ({ data }: MessageEvent<FromPainter>) => {
    painted = data.painted;
  });
  worker.addEventListener("error", onStuck);
  const offscreen = canvas.transferControlToOffscreen();
  send({ canvas: offscreen }, [offscreen]);
  return {
    lay: (sheet) => send({ sheet }),
    paint(looks) {
      if (sent - painted > mostUnseen) return onStuck();
      sent++;
      send({ paint: { number: sent, looks } });
    },
    close: () => worker.terminate(),
  };
}

function drawHere(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D): RackSurface {
  let painter: RackPainter | null = null;
  return {
    lay({ width, height, cells, palette }) {
      Object.assign(canvas, { width, height });
      painter = new RackPainter(context, cells, palette);
    },
    paint: (looks) => void painter?.paint(looks),
    close: () => {},
  };
}
