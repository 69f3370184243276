/**
 * Which layout of a scene a display can carry. Type grows with the distance, so a far viewer gets fewer blocks; where
 * even those do not fit, the scene is refused with what would have to change, never drawn too small.
 */
import type { WallScene } from "@aidc/contract";
import type { Display, Script, Shape } from "./type-size.ts";
import { assumedDisplay, farthestM, leastTypeU, shapeOf, smallestIn } from "./type-size.ts";

export const densities = ["full", "sparse"] as const;
export type Density = (typeof densities)[number];

export interface SceneLayout {
  readonly blocks: number;
  /** Text lines one under the other where there are most of them, the head of the wall included. */
  readonly lines: number;
  /** The largest type that all of it has room for, in hundredths of the picture's height. */
  readonly mostTypeU: number;
}

/** What a glance can take in (ecosystem 3.4, product "Three audiences"). */
export const mostBlocks = 7;
export const mostLines = 15;

type SceneLayouts = Readonly<Record<WallScene, Readonly<Record<Density, SceneLayout>>>>;

const wideLayouts: SceneLayouts = {
  overview: {
    full: { blocks: 6, lines: 15, mostTypeU: 4.4 },
    sparse: { blocks: 3, lines: 9, mostTypeU: 7 },
  },
  racks: {
    full: { blocks: 4, lines: 13, mostTypeU: 4.5 },
    sparse: { blocks: 2, lines: 6, mostTypeU: 7 },
  },
  capacity: {
    full: { blocks: 3, lines: 13, mostTypeU: 4.5 },
    sparse: { blocks: 1, lines: 10, mostTypeU: 6 },
  },
  alarms: {
    full: { blocks: 3, lines: 14, mostTypeU: 4.5 },
    sparse: { blocks: 1, lines: 8, mostTypeU: 7 },
  },
  visitor: {
    full: { blocks: 5, lines: 8, mostTypeU: 5 },
    sparse: { blocks: 4, lines: 7, mostTypeU: 8 },
  },
};

/** Blocks stand one above the other, so each has fewer lines. */
const tallLayouts: SceneLayouts = {
  overview: {
    full: { blocks: 6, lines: 15, mostTypeU: 4.4 },
    sparse: { blocks: 3, lines: 15, mostTypeU: 7 },
  },
  racks: {
    full: { blocks: 4, lines: 14, mostTypeU: 4.5 },
    sparse: { blocks: 2, lines: 10, mostTypeU: 7 },
  },
  capacity: {
    full: { blocks: 3, lines: 15, mostTypeU: 4.5 },
    sparse: { blocks: 1, lines: 10, mostTypeU: 5 },
  },
  alarms: {
    full: { blocks: 3, lines: 15, mostTypeU: 4.5 },
    sparse: { blocks: 1, lines: 9, mostTypeU: 7 },
  },
  visitor: {
    full: { blocks: 5, lines: 11, mostTypeU: 4.5 },
    sparse: { blocks: 4, lines: 12, mostTypeU: 6 },
  },
};

export const sceneLayouts: Readonly<Record<Shape, SceneLayouts>> = {
  wide: wideLayouts,
  tall: tallLayouts,
};

/** What of the room somebody has stated. */
export interface Room {
  readonly distanceM: number | null;
  readonly diagonalIn: number | null;
  readonly aspect: number;
}

export type LayoutChoice =
  | { readonly density: Density; readonly typeU: number }
  /** What would have to change, each alone. */
  | {
      readonly density: null;
      readonly neededU: number;
      readonly mostTypeU: number;
      readonly farthestM: number;
      readonly smallestIn: number;
    };

/** The size of the smallest type, given what is known of the room. */
export function typeSizeU(room: Room, script: Script): number {
  return leastTypeU(displayOf(room), script);
}

/** Near viewers do not get smaller type than this: the layouts are drawn for it. */
const drawnForU = 3.9;

export function chooseLayout(scene: WallScene, room: Room, script: Script): LayoutChoice {
  const neededU = typeSizeU(room, script);
  const typeU = Math.max(drawnForU, neededU);
  const layouts = sceneLayouts[shapeOf(room.aspect)][scene];
  for (const density of densities) {
    if (typeU <= layouts[density].mostTypeU) return { density, typeU };
  }
  const { mostTypeU } = layouts.sparse;
  const display = displayOf(room);
  return {
    density: null,
    neededU,
    mostTypeU,
    farthestM: farthestM(display, script, mostTypeU),
    smallestIn: smallestIn(display, script, mostTypeU),
  };
}

/** One number alone says nothing about an angle. */
function displayOf({ distanceM, diagonalIn, aspect }: Room): Display {
  if (distanceM === null || diagonalIn === null) return assumedDisplay(aspect);
  return { distanceM, diagonalIn, aspect };
}
