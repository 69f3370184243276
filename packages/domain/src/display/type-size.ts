/**
 * How large type must be to be read from across a room. A letter of height h at distance d is seen under the angle a
 * with h = 2 d tan(a / 2); 16 minutes of arc at the farthest viewer are the least for Latin letters and digits
 * (NUREG-0700; ISO 9241-3), 22 for Han, whose strokes are denser (own policy, features 5).
 * What is measured is the capital of Latin type, 0.72 of the type size, and the drawn body of a Han character, 0.88 of
 * it: Han fills its square but for a margin of about a twentieth on each side.
 */

export const scripts = ["latin", "han"] as const;
export type Script = (typeof scripts)[number];

const rules: Readonly<Record<Script, { readonly arcMinutes: number; readonly heightEm: number }>> = {
  latin: { arcMinutes: 16, heightEm: 0.72 },
  han: { arcMinutes: 22, heightEm: 0.88 },
};

/** A display on the wall and who stands farthest from it. */
export interface Display {
  readonly distanceM: number;
  /** Of the visible panel. */
  readonly diagonalIn: number;
  /** Width over height, as the page finds it. */
  readonly aspect: number;
}

const mmPerInch = 25.4;
const drawnAspect = 16 / 9;

export const shapes = ["wide", "tall"] as const;
export type Shape = (typeof shapes)[number];
/** A panel that stands on its side is no narrow landscape: blocks stand one above the other, and the type is larger. */
const tallUpTo = 4 / 5;
/** A tall picture is so many units wide. */
const tallWidthU = 125;

/** @param aspect width over height */
export const shapeOf = (aspect: number): Shape => (aspect <= tallUpTo ? "tall" : "wide");

/** Height of something seen under an angle, mm. */
export function heightAtAngleMm(distanceM: number, arcMinutes: number): number {
  return 2 * distanceM * 1_000 * Math.tan((arcMinutes / 60 / 180) * (Math.PI / 2));
}

export function panelHeightMm({ diagonalIn, aspect }: Pick<Display, "diagonalIn" | "aspect">): number {
  return (diagonalIn * mmPerInch) / Math.hypot(1, aspect);
}

/**
 * The unit of every size on a wall, mm: a hundredth of the height of the 16:9 picture that fits the panel, or a 125th of
 * the width of a tall one. The style sheet has the same numbers.
 */
function pictureUnitMm(display: Pick<Display, "diagonalIn" | "aspect">): number {
  const heightMm = panelHeightMm(display);
  if (shapeOf(display.aspect) === "tall") return (heightMm * display.aspect) / tallWidthU;
  return Math.min(heightMm, (heightMm * display.aspect) / drawnAspect) / 100;
}

/** How much of the picture's height a type size is, 0..1. */
export function shareOfHeight(typeU: number, aspect: number): number {
  return shapeOf(aspect) === "tall" ? (typeU * aspect) / tallWidthU : typeU / 100;
}

/** The smallest type size a script may have on this display, in hundredths of the picture's height. */
export function leastTypeU(display: Display, script: Script): number {
  const { arcMinutes, heightEm } = rules[script];
  return heightAtAngleMm(display.distanceM, arcMinutes) / heightEm / pictureUnitMm(display);
}

/** Where nobody said anything about the room: six heights of the picture away. The diagonal then does not matter. */
export function assumedDisplay(aspect: number): Display {
  const panel = { diagonalIn: 65, aspect };
  return { ...panel, distanceM: (6 * 100 * pictureUnitMm(panel)) / 1_000 };
}

/** How far off a type size can still be read on a display, m. */
export function farthestM(
  display: Pick<Display, "diagonalIn" | "aspect">,
  script: Script,
  typeU: number,
): number {
  return typeU / leastTypeU({ ...display, distanceM: 1 }, script);
}

/** The smallest display on which a type size can be read from a distance, inches. */
export function smallestIn(
  display: Pick<Display, "distanceM" | "aspect">,
  script: Script,
  typeU: number,
): number {
  return leastTypeU({ ...display, diagonalIn: 1 }, script) / typeU;
}
