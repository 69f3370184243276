import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FloorMove, FloorView } from "./floor-view.ts";
import { moveFloor, placeInBox, pointAt, readView, wholeFloor, writeView } from "./floor-view.ts";

const most = 20;
const walk = (...moves: FloorMove[]) =>
  moves.reduce<FloorView>((view, move) => moveFloor(view, move, most), wholeFloor);
const rounded = ({ scale, centerX, centerY }: FloorView) =>
  [scale, centerX, centerY].map((value) => Math.round(value * 1000) / 1000);

describe("moving over the floor", () => {
  it.each<[string, FloorMove[], number[]]>([
    ["zooming without a place keeps the middle", [{ kind: "zoom", factor: 2 }], [2, 0.5, 0.5]],
    [
      "zooming at the upper left corner leads there",
      [{ kind: "zoom", factor: 2, atX: 0, atY: 0 }],
      [2, 0.25, 0.25],
    ],
    ["nothing is smaller than the whole floor", [{ kind: "zoom", factor: 0.1 }], [1, 0.5, 0.5]],
    ["nothing is larger than the most", [{ kind: "zoom", factor: 999 }], [20, 0.5, 0.5]],
    ["the whole floor does not move", [{ kind: "pan", x: 0.3, y: -0.2 }], [1, 0.5, 0.5]],
    [
      "dragging to the right shows what is left",
      [
        { kind: "zoom", factor: 4 },
        { kind: "pan", x: 0.5, y: 0 },
      ],
      [4, 0.375, 0.5],
    ],
    [
      "the edge stops",
      [
        { kind: "zoom", factor: 2 },
        { kind: "pan", x: 9, y: -9 },
      ],
      [2, 0.25, 0.75],
    ],
    ["fit goes back to all", [{ kind: "zoom", factor: 7, atX: 0.1 }, { kind: "fit" }], [1, 0.5, 0.5]],
    [
      "a hall fills the box",
      [{ kind: "show", part: { x: 0, y: 0.5, width: 0.5, height: 0.46 } }],
      [1.84, 0.272, 0.728],
    ],
    [
      "what is in sight already moves nothing",
      [
        { kind: "zoom", factor: 2 },
        { kind: "reveal", part: { x: 0.4, y: 0.4, width: 0.1, height: 0.1 } },
      ],
      [2, 0.5, 0.5],
    ],
    [
      "what is out of sight comes in at the edge",
      [
        { kind: "zoom", factor: 4 },
        { kind: "reveal", part: { x: 0.9, y: 0.5, width: 0.05, height: 0.05 } },
      ],
      [4, 0.835, 0.5],
    ],
  ])("%s", (_, moves, expected) => {
    expect(rounded(walk(...moves))).toEqual(expected);
  });

  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const moves = fc.array(
    fc.oneof(
      fc.record({
        kind: fc.constant("zoom" as const),
        factor: fc.double({ min: 0.2, max: 5, noNaN: true }),
        atX: share,
        atY: share,
      }),
      fc.record({
        kind: fc.constant("pan" as const),
        x: fc.double({ min: -1, max: 1, noNaN: true }),
        y: share,
      }),
    ),
  );
  it("never shows anything beside the floor", () => {
    fc.assert(
      fc.property(moves, (all) => {
        const view = walk(...all);
        const [first, last] = [placeInBox(view, 0, 0), placeInBox(view, 1, 1)];
        expect(Math.max(first.x, first.y)).toBeLessThanOrEqual(1e-9);
        expect(Math.min(last.x, last.y)).toBeGreaterThanOrEqual(1 - 1e-9);
      }),
    );
  });
  it("what is under the pointer stays under it, away from the edges", () => {
    const view = walk({ kind: "zoom", factor: 3 });
    const under = pointAt(view, 0.4, 0.6);
    const after = moveFloor(view, { kind: "zoom", factor: 1.5, atX: 0.4, atY: 0.6 }, most);
    expect(placeInBox(after, under.x, under.y)).toEqual({ x: expect.closeTo(0.4), y: expect.closeTo(0.6) });
  });
});

describe("the view in the address", () => {
  it.each([
    ["2.50,0.400,0.600", "2.50,0.400,0.600"],
    ["2,0,0", "2.00,0.250,0.250"],
    ["1,0.5,0.5", undefined],
    ["0.2,0.5,0.5", undefined],
    ["abc", undefined],
    ["2", undefined],
    [undefined, undefined],
  ])("%s reads and writes as %s", (text, expected) => {
    expect(writeView(readView(text))).toBe(expected);
  });
});
