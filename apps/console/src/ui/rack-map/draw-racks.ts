import type { Rect } from "./layout-racks.ts";
import type { LookCode, RackLook } from "./rack-look.ts";
import { brightnessSteps, decodeLook, lookCodes } from "./rack-look.ts";

/** Colours of the theme, read once per layout. */
export interface RackPalette {
  /** Fill by brightness step, dark to bright on a dark ground. */
  readonly ramp: readonly string[];
  readonly middle: string;
  readonly outline: string;
  readonly hatch: string;
  readonly warning: string;
  readonly critical: string;
  readonly ground: string;
}

export function readPalette(element: Element): RackPalette {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    ramp: Array.from({ length: brightnessSteps + 1 }, (_, step) => {
      const percent = (100 * step) / brightnessSteps;
      return `color-mix(in oklab, ${read("--rack-high")} ${percent}%, ${read("--rack-low")})`;
    }),
    middle: read("--bar"),
    outline: read("--rule"),
    hatch: read("--hatch"),
    warning: read("--warning"),
    critical: read("--critical"),
    ground: read("--ground"),
  };
}

/** Drawn by the page itself, or by a worker of it. */
type Canvas = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Cells on whole pixels of the device: sharp, and filled without blending their edges. */
export function snapToPixels(cells: readonly Rect[], scale: number): Rect[] {
  return cells.map(({ x, y, width, height }) => {
    const [left, top] = [Math.round(x * scale), Math.round(y * scale)];
    return {
      x: left,
      y: top,
      width: Math.max(1, Math.round((x + width) * scale) - left),
      height: Math.max(1, Math.round((y + height) * scale) - top),
    };
  });
}

const nothingDrawn = 255;

/** Draws racks onto one canvas and remembers what stands there: a rack that looks as before costs a comparison. */
export class RackPainter {
  private readonly context: Canvas;
  private readonly cells: readonly Rect[];
  private readonly palette: RackPalette;
  private readonly drawn: Uint8Array;
  private readonly isDirty = new Uint8Array(lookCodes);

  /** @param cells in pixels of the canvas, which is empty */
  constructor(context: Canvas, cells: readonly Rect[], palette: RackPalette) {
    this.context = context;
    this.cells = cells;
    this.palette = palette;
    this.drawn = new Uint8Array(cells.length).fill(nothingDrawn);
  }

  /**
   * One look after the other, because a change of colour costs more than a rectangle.
   * @param looks by row, as `encodeLook` makes them
   * @returns how many racks were drawn
   */
  paint(looks: ArrayLike<LookCode>): number {
    const { cells, drawn, isDirty } = this;
    isDirty.fill(0);
    let dirty = 0;
    for (let row = 0; row < drawn.length; row++) {
      const code = looks[row] ?? nothingDrawn;
      if (code === drawn[row] || code >= lookCodes) continue;
      isDirty[code] = 1;
      dirty++;
    }
    for (let code = 0; dirty > 0 && code < lookCodes; code++) {
      if (isDirty[code] === 0) continue;
      const draw = this.prepare(code);
      for (let row = 0; row < drawn.length; row++) {
        const cell = cells[row];
        if (looks[row] !== code || drawn[row] === code || !cell) continue;
        draw(cell);
        drawn[row] = code;
      }
    }
    return dirty;
  }

  /** Sets what all racks of one look share. @returns what draws one of them */
  private prepare(code: LookCode): (cell: Rect) => void {
    const { context, palette } = this;
    const look = decodeLook(code);
    const fill = fillOf(look, code, palette);
    if (fill !== null) context.fillStyle = fill;
    const drawMark = marks[look];
    if (fill !== null && !drawMark) return ({ x, y, width, height }) => context.fillRect(x, y, width, height);
    return (cell) => {
      const { x, y, width, height } = cell;
      if (fill === null) context.clearRect(x, y, width, height);
      else {
        context.fillStyle = fill;
        context.fillRect(x, y, width, height);
      }
      drawMark?.(context, cell, palette);
    };
  }
}

function fillOf(look: RackLook, code: LookCode, { ramp, middle, critical }: RackPalette): string | null {
  if (look === "power") return ramp[code] ?? middle;
  if (look === "no_limit") return middle;
  return look === "over_limit" ? critical : null;
}

type Draw = (context: Canvas, cell: Rect, palette: RackPalette) => void;

/** What a look has beside or instead of its fill. */
const marks: Readonly<Partial<Record<RackLook, Draw>>> = {
  over_limit: (context, cell, { ground }) => mark(context, cell, "triangle", ground),
  silent(context, cell, palette) {
    hatch(context, cell, palette);
    mark(context, cell, "diamond", palette.warning);
  },
  never: (context, cell, palette) => hatch(context, cell, palette),
  empty: (context, cell, palette) => outline(context, cell, palette.outline),
};

/** Marks smaller than this are specks; the hatching has to do. */
const leastMarkPx = 9;

function outline(context: Canvas, { x, y, width, height }: Rect, colour: string): void {
  const line = Math.max(1, Math.round(width * 0.05));
  context.strokeStyle = colour;
  context.lineWidth = line;
  context.strokeRect(x + line / 2, y + line / 2, width - line, height - line);
}

function hatch(context: Canvas, rect: Rect, palette: RackPalette): void {
  const { x, y, width, height } = rect;
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.strokeStyle = palette.hatch;
  const step = Math.max(3, width / 4);
  context.lineWidth = step * 0.4;
  context.beginPath();
  for (let offset = -height; offset < width; offset += step) {
    context.moveTo(x + offset, y + height);
    context.lineTo(x + offset + height, y);
  }
  context.stroke();
  context.restore();
  outline(context, rect, palette.hatch);
}

function mark(
  context: Canvas,
  { x, y, width, height }: Rect,
  shape: "triangle" | "diamond",
  colour: string,
): void {
  const size = Math.min(width, height) * 0.36;
  if (size * 2 < leastMarkPx) return;
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  context.beginPath();
  context.moveTo(middleX, middleY - size);
  if (shape === "diamond") context.lineTo(middleX + size, middleY);
  else context.lineTo(middleX + size, middleY + size * 0.8);
  if (shape === "diamond") context.lineTo(middleX, middleY + size);
  context.lineTo(middleX - size, shape === "diamond" ? middleY : middleY + size * 0.8);
  context.closePath();
  context.fillStyle = colour;
  context.fill();
}
