import { RackPainter } from "./draw-racks.ts";
import type { FromPainter, ToPainter } from "./rack-surface.ts";

/** Pictures for one sign of life: the page has to hear each of them. */
const signOfLifeEvery = 3;

/** Draws the racks of one canvas beside the page. */
let canvas: OffscreenCanvas | null = null;
let painter: RackPainter | null = null;

addEventListener("message", ({ data }: MessageEvent<ToPainter>) => {
  if ("canvas" in data) canvas = data.canvas;
  else if ("paint" in data) {
    painter?.paint(data.paint.looks);
    if (data.paint.number % signOfLifeEvery === 0)
      postMessage({ painted: data.paint.number } satisfies FromPainter);
  } else {
    const context = canvas?.getContext("2d");
    if (!canvas || !context) throw new Error("a sheet before its canvas");
    const { width, height, cells, palette } = data.sheet;
    Object.assign(canvas, { width, height });
    painter = new RackPainter(context, cells, palette);
  }
});
