import type { RackPlace } from "@aidc/contract";
import { labelEms } from "../../../ui/rack-map/hall-labels.ts";
import type { RackLayout, Rect } from "../../../ui/rack-map/layout-racks.ts";
import { layoutRacks } from "../../../ui/rack-map/layout-racks.ts";
import type { ElementSize } from "../../../ui/use-element-size.ts";
import type { FloorMetric } from "./floor-looks.ts";
import type { FloorView } from "./floor-view.ts";
import { placeInBox } from "./floor-view.ts";
import type { RackRow } from "./rack-row.ts";

/** What either drawing of the floor draws. */
export interface FloorScene {
  readonly places: readonly RackPlace[];
  readonly layout: RackLayout;
  readonly size: ElementSize;
  readonly view: FloorView;
  readonly metric: FloorMetric;
  /** Racks that fit the search, by their place on the board; the others are drawn faint. */
  readonly byBoard: ReadonlyMap<number, RackRow>;
  /** The rack that has or would get the focus. */
  readonly stop: string | null;
}

export interface FloorDrawing {
  readonly scene: FloorScene;
  readonly hrefOf: (rack: string) => string;
  readonly onShow: (rack: string) => void;
  readonly onOpen: (rack: string) => void;
  /** @returns the rack that the key led to */
  readonly onKey: (event: React.KeyboardEvent) => string | null;
}

/** So that no rack touches the edge of the map. */
const edgePx = 12;
/** Of a hall's name, so that one long name does not take the room of the racks. */
const mostLabelEm = 9;

/** The racks in a box, with a margin around them. */
export function layoutFloor(places: readonly RackPlace[], size: ElementSize): RackLayout {
  const inner = { width: size.width - 2 * edgePx, height: size.height - 2 * edgePx };
  if (inner.width <= 0 || inner.height <= 0) return { cells: [], labels: [] };
  const label = { width: labelEms(places, mostLabelEm) * size.emPx, height: 1.2 * size.emPx };
  const { cells, labels } = layoutRacks(places, inner, label);
  const moved = <R extends Rect>(rect: R) => ({ ...rect, x: rect.x + edgePx, y: rect.y + edgePx });
  return { cells: cells.map(moved), labels: labels.map(moved) };
}

/** Where a cell stands in the box, px. */
export function cellInBox({ view, size }: Pick<FloorScene, "view" | "size">, cell: Rect): Rect {
  const { x, y } = placeInBox(view, cell.x / size.width, cell.y / size.height);
  return {
    x: x * size.width,
    y: y * size.height,
    width: cell.width * view.scale,
    height: cell.height * view.scale,
  };
}

/**
 * Upper left corner and size of the mark of an alarm, in the lower left of its rack.
 * @param pixel one of the screen, in the unit of the rack
 */
export function badgeIn({ x, y, width, height }: Rect, pixel: number) {
  const size = Math.min(22 * pixel, Math.max(7 * pixel, Math.min(width, height) * 0.42));
  return { x: x + pixel, y: y + height - size - pixel, size };
}

/** From this width on, px, a rack has its name in it; from the second on its value too. */
export const namedFromPx = 44;
export const valuedFromPx = 76;

/** Letters grow with their rack within what reads well, px. */
export function textFor(rackPx: number): number {
  return Math.min(20, Math.max(12, rackPx / 13));
}
