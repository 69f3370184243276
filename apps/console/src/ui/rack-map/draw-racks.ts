import type { Rect } from "./layout-racks.ts";
import type { RackFacts, RackLook } from "./rack-look.ts";
import { brightnessStep, brightnessSteps, chooseRackLook } from "./rack-look.ts";

/** Colours of the theme, read once per drawing. */
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

/** Marks smaller than this are specks; the hatching has to do. */
const leastMarkPx = 9;

type Draw = (context: CanvasRenderingContext2D, rect: Rect, facts: RackFacts, palette: RackPalette) => void;

const draws: Readonly<Record<RackLook, Draw>> = {
  power(context, rect, { powerShareRatio }, { ramp, middle }) {
    fill(context, rect, ramp[brightnessStep(powerShareRatio)] ?? middle);
  },
  no_limit: (context, rect, _, { middle }) => fill(context, rect, middle),
  over_limit(context, rect, _, { critical, ground }) {
    fill(context, rect, critical);
    mark(context, rect, "triangle", ground);
  },
  silent(context, rect, _, palette) {
    hatch(context, rect, palette);
    mark(context, rect, "diamond", palette.warning);
  },
  never: (context, rect, _, palette) => hatch(context, rect, palette),
  empty: (context, rect, _, palette) => outline(context, rect, palette.outline),
};

/** Draws one rack as what it is. */
export const drawRack: Draw = (context, rect, facts, palette) => {
  draws[chooseRackLook(facts)](context, rect, facts, palette);
};

function fill(context: CanvasRenderingContext2D, { x, y, width, height }: Rect, colour: string): void {
  context.fillStyle = colour;
  context.fillRect(x, y, width, height);
}

function outline(context: CanvasRenderingContext2D, { x, y, width, height }: Rect, colour: string): void {
  const line = Math.max(1, width * 0.05);
  context.strokeStyle = colour;
  context.lineWidth = line;
  context.strokeRect(x + line / 2, y + line / 2, width - line, height - line);
}

function hatch(context: CanvasRenderingContext2D, rect: Rect, palette: RackPalette): void {
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
  context: CanvasRenderingContext2D,
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
