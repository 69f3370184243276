/**
 * What of the floor is in sight. Everything in shares of the map's box, so that a box of another size shows the same:
 * the floor fills the box at scale 1, and a point p of it stands at (p - center) x scale + 0.5.
 */
export interface FloorView {
  readonly scale: number;
  readonly centerX: number;
  readonly centerY: number;
}

/** A part of the floor, in shares of it. */
export interface FloorPart {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type FloorMove =
  | { readonly kind: "zoom"; readonly factor: number; readonly atX?: number; readonly atY?: number }
  /** By shares of the box, as the floor moves under the pointer. */
  | { readonly kind: "pan"; readonly x: number; readonly y: number }
  | { readonly kind: "fit" }
  /** All of a part, as large as it goes. */
  | { readonly kind: "show"; readonly part: FloorPart }
  /** No more than it takes to have all of a part in sight. */
  | { readonly kind: "reveal"; readonly part: FloorPart };

export const wholeFloor: FloorView = { scale: 1, centerX: 0.5, centerY: 0.5 };

/** Room around a part that is shown or revealed, as a share of the box. */
const margin = 0.04;

/** @param mostScale at which a rack is as large as it needs to be */
export function moveFloor(view: FloorView, move: FloorMove, mostScale: number): FloorView {
  switch (move.kind) {
    case "fit":
      return wholeFloor;
    case "zoom":
      return zoom(view, move.factor, move.atX ?? 0.5, move.atY ?? 0.5, mostScale);
    case "pan":
      return within({
        ...view,
        centerX: view.centerX - move.x / view.scale,
        centerY: view.centerY - move.y / view.scale,
      });
    case "show":
      return show(move.part, mostScale);
    case "reveal":
      return within({
        scale: view.scale,
        centerX: reveal(view.centerX, view.scale, move.part.x, move.part.width),
        centerY: reveal(view.centerY, view.scale, move.part.y, move.part.height),
      });
  }
}

/** Where a point of the floor stands in the box. */
export function placeInBox(view: FloorView, x: number, y: number): { x: number; y: number } {
  return {
    x: (x - view.centerX) * view.scale + 0.5,
    y: (y - view.centerY) * view.scale + 0.5,
  };
}

/** Which point of the floor stands at a place of the box. */
export function pointAt(view: FloorView, x: number, y: number): { x: number; y: number } {
  return { x: (x - 0.5) / view.scale + view.centerX, y: (y - 0.5) / view.scale + view.centerY };
}

/** What is under the pointer stays there. */
function zoom(view: FloorView, factor: number, atX: number, atY: number, mostScale: number): FloorView {
  const scale = Math.min(mostScale, Math.max(1, view.scale * factor));
  const under = pointAt(view, atX, atY);
  return within({
    scale,
    centerX: under.x - (atX - 0.5) / scale,
    centerY: under.y - (atY - 0.5) / scale,
  });
}

function show({ x, y, width, height }: FloorPart, mostScale: number): FloorView {
  const room = 1 - 2 * margin;
  const scale = Math.min(mostScale, Math.max(1, Math.min(room / width, room / height)));
  return within({ scale, centerX: x + width / 2, centerY: y + height / 2 });
}

function reveal(center: number, scale: number, from: number, length: number): number {
  const half = (0.5 - margin) / scale;
  if (from < center - half) return from + half;
  return from + length > center + half ? from + length - half : center;
}

/** The floor always fills the box. */
function within({ scale, centerX, centerY }: FloorView): FloorView {
  const half = 0.5 / scale;
  const keep = (center: number) => Math.min(1 - half, Math.max(half, center));
  return { scale, centerX: keep(centerX), centerY: keep(centerY) };
}

/** `2.5,0.4,0.6` in the address: scale and center. What does not read as one is the whole floor. */
export function readView(text: string | undefined): FloorView {
  const [scale = Number.NaN, centerX = Number.NaN, centerY = Number.NaN] = (text ?? "")
    .split(",")
    .map(Number);
  const isView = [scale, centerX, centerY].every(Number.isFinite) && scale >= 1;
  return isView ? within({ scale, centerX, centerY }) : wholeFloor;
}

/** @returns undefined for the whole floor, which needs no word */
export function writeView({ scale, centerX, centerY }: FloorView): string | undefined {
  if (scale === 1) return undefined;
  return [scale.toFixed(2), centerX.toFixed(3), centerY.toFixed(3)].join(",");
}
