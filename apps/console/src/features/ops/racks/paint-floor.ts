import { fitRackName } from "../../../ui/rack-map/hall-labels.ts";
import type { Rect } from "../../../ui/rack-map/layout-racks.ts";
import { brightnessSteps } from "../../../ui/rack-map/rack-look.ts";
import { paintSeverityBadge } from "../../../ui/severity-badge.tsx";
import type { FloorCell, FloorLook } from "./floor-looks.ts";
import { lookOf } from "./floor-looks.ts";
import type { FloorScene } from "./floor-scene.ts";
import { badgeIn, cellInBox, namedFromPx, textFor } from "./floor-scene.ts";

/** Colours of the theme, by the names of their variables. */
export interface Inks {
  readonly ramp: readonly string[];
  readonly read: (name: string) => string;
  readonly family: string;
}

/** @param _theme another one is another set of inks */
export function readInks(element: Element, _theme: string): Inks {
  const style = getComputedStyle(element);
  const known = new Map<string, string>();
  // A computed style looks each name up anew, and a floor asks thousands of times.
  const read = (name: string) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const value = style.getPropertyValue(name).trim();
    known.set(name, value);
    return value;
  };
  const [high, low] = [read("--rack-high"), read("--rack-low")];
  return {
    read,
    family: style.fontFamily,
    ramp: Array.from(
      { length: brightnessSteps + 1 },
      (_, step) => `color-mix(in oklab, ${high} ${(100 * step) / brightnessSteps}%, ${low})`,
    ),
  };
}

/** Draws what of the floor is in sight. */
export function paintFloor(context: CanvasRenderingContext2D, scene: FloorScene, inks: Inks): void {
  const { places, layout, size, metric, byBoard, stop } = scene;
  context.clearRect(0, 0, size.width, size.height);
  const textPx = textFor((layout.cells[0]?.width ?? 0) * scene.view.scale);
  context.font = `600 ${textPx}px ${inks.family}`;
  paintHallNames(context, scene, inks);
  for (const [index, place] of places.entries()) {
    const cell = layout.cells[index];
    if (!cell) continue;
    const at = cellInBox(scene, cell);
    if (at.x + at.width < 0 || at.y + at.height < 0 || at.x > size.width || at.y > size.height) continue;
    const row = byBoard.get(index);
    context.globalAlpha = row ? 1 : 0.25;
    paintCell(context, at, row ? lookOf(row, metric) : notFound, inks);
    if (at.width >= namedFromPx) {
      context.fillStyle = inks.read("--ink");
      context.fillText(
        fitRackName(place.name, at.width, textPx),
        at.x + 4,
        at.y + 1.2 * textPx,
        at.width - 8,
      );
    }
    context.globalAlpha = 1;
    if (place.id === stop) paintRing(context, at, inks);
  }
}

function paintHallNames(context: CanvasRenderingContext2D, scene: FloorScene, inks: Inks): void {
  context.fillStyle = inks.read("--ink-faint");
  for (const label of scene.layout.labels) {
    const at = cellInBox(scene, label);
    context.fillText(label.text, at.x, at.y + at.height / 2, at.width);
  }
}

const notFound: FloorCell = { look: "empty", step: 0, isFaulty: false, alarm: null };

const fills: Readonly<Partial<Record<FloorLook, string>>> = {
  plain: "--bar",
  beyond: "--critical",
  attention: "--warning",
};
const marks: Readonly<Partial<Record<FloorLook, { shape: "triangle" | "diamond"; ink: string }>>> = {
  beyond: { shape: "triangle", ink: "--on-critical" },
  attention: { shape: "diamond", ink: "--on-warning" },
  silent: { shape: "diamond", ink: "--warning" },
};
/** Marks smaller than this are specks. */
const leastMarkPx = 9;

function paintCell(context: CanvasRenderingContext2D, at: Rect, cell: FloorCell, inks: Inks): void {
  const { x, y, width, height } = at;
  const { look, step, isFaulty, alarm } = cell;
  const fill = fills[look];
  if (look === "scale") context.fillStyle = inks.ramp[step] ?? inks.read("--bar");
  else if (fill) context.fillStyle = inks.read(fill);
  if (look === "scale" || fill) context.fillRect(x, y, width, height);
  else {
    if (look !== "empty") paintHatch(context, at, inks.read("--hatch"));
    context.strokeStyle = inks.read("--rule");
    context.lineWidth = 1;
    context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
  }
  const mark = marks[look];
  if (mark) paintMark(context, at, mark.shape, inks.read(mark.ink));
  if (isFaulty) paintCorner(context, at, inks.read("--critical"));
  if (alarm) paintSeverityBadge(context, alarm, badgeIn(at, 1), inks.read);
}

function paintHatch(context: CanvasRenderingContext2D, { x, y, width, height }: Rect, ink: string): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.beginPath();
  const step = Math.max(3, Math.min(7, width / 4));
  for (let offset = -height; offset < width; offset += step) {
    context.moveTo(x + offset, y + height);
    context.lineTo(x + offset + height, y);
  }
  context.strokeStyle = ink;
  context.lineWidth = step * 0.35;
  context.stroke();
  context.restore();
}

function paintMark(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: Rect,
  shape: "triangle" | "diamond",
  ink: string,
): void {
  const size = Math.min(width, height, 40) * 0.32;
  if (size * 2 < leastMarkPx) return;
  const [middleX, middleY] = [x + width / 2, y + height * 0.58];
  const low = shape === "triangle" ? size * 0.8 : 0;
  context.beginPath();
  context.moveTo(middleX, middleY - size);
  context.lineTo(middleX + size, middleY + low);
  if (shape === "diamond") context.lineTo(middleX, middleY + size);
  context.lineTo(middleX - size, middleY + low);
  context.closePath();
  context.fillStyle = ink;
  context.fill();
}

function paintCorner(context: CanvasRenderingContext2D, { x, y, width, height }: Rect, ink: string): void {
  const corner = Math.min(26, Math.max(4, Math.min(width, height) * 0.34));
  context.beginPath();
  context.moveTo(x + width, y);
  context.lineTo(x + width, y + corner);
  context.lineTo(x + width - corner, y);
  context.closePath();
  context.fillStyle = ink;
  context.fill();
}

function paintRing(context: CanvasRenderingContext2D, { x, y, width, height }: Rect, inks: Inks): void {
  context.strokeStyle = inks.read("--focus");
  context.lineWidth = 2;
  context.strokeRect(x - 1, y - 1, width + 2, height + 2);
}
