import { describe, expect, it } from "vitest";
import { layoutRacks, shortenNames } from "./layout-racks.ts";

function places(halls: number, rows: number, perRow: number) {
  return Array.from({ length: halls * rows * perRow }, (_, index) => {
    const hall = Math.floor(index / (rows * perRow));
    return {
      hall: `h${hall}`,
      hallName: `Hall ${String.fromCharCode(65 + hall)}`,
      row: `${hall}-${Math.floor(index / perRow) % rows}`,
      position: (index % perRow) + 1,
    };
  });
}
const label = { width: 30, height: 40 };
const box = { width: 680, height: 480 };

describe("the map fills its box", () => {
  it.each([
    ["one rack", 1, 1, 1],
    ["one long row", 1, 1, 64],
    ["the demo center", 3, 2, 10],
    ["a thousand racks", 10, 4, 25],
    ["five thousand racks", 10, 20, 25],
    ["fifty halls", 53, 4, 24],
  ])("%s: inside, without overlap", (_, halls, rows, perRow) => {
    const { cells } = layoutRacks(places(halls, rows, perRow), box, label);
    expect(cells).toHaveLength(halls * rows * perRow);
    const taken = new Set(cells.map(({ x, y }) => `${x.toFixed(2)} ${y.toFixed(2)}`));
    expect(taken.size).toBe(cells.length);
    for (const { x, y, width, height } of cells) {
      expect(width).toBeGreaterThan(1);
      expect(x + width).toBeLessThanOrEqual(box.width + 0.01);
      expect(y + height).toBeLessThanOrEqual(box.height + 0.01);
    }
  });

  it("ends where its box does, also in one that is low for its width", () => {
    for (const height of [300, 370, 480]) {
      const { cells } = layoutRacks(places(3, 2, 10), { width: 680, height }, label);
      expect(Math.max(...cells.map(({ x, width }) => x + width))).toBeCloseTo(680);
    }
  });

  it("names halls only where their names have room", () => {
    expect(layoutRacks(places(3, 2, 10), box, label).labels).toHaveLength(3);
    expect(layoutRacks(places(53, 4, 24), box, label).labels).toEqual([]);
    expect(layoutRacks(places(1, 2, 10), box, label).labels).toEqual([]);
  });

  it("wraps a long row instead of leaving the box empty", () => {
    const { cells } = layoutRacks(places(1, 1, 16), box, label);
    expect(new Set(cells.map(({ y }) => y)).size).toBeGreaterThan(1);
  });
});

describe("hall names", () => {
  it.each([
    [
      ["Hall A", "Hall B"],
      ["A", "B"],
    ],
    [
      ["Hall A, liquid cooled", "Hall B", "Hall C, half empty"],
      ["A", "B", "C"],
    ],
    [
      ["North", "South"],
      ["North", "South"],
    ],
    [
      ["Nord", "Süd"],
      ["Nord", "Süd"],
    ],
    [
      ["Room 12", "Room 13"],
      ["12", "13"],
    ],
    [
      ["A", "A1"],
      ["A", "A1"],
    ],
    // A sign alone reads like a dash: the measure word stays with its number.
    [
      ["一号机房", "二号机房"],
      ["一号", "二号"],
    ],
    [
      ["机房一", "机房二"],
      ["机房一", "机房二"],
    ],
    [
      ["东机房", "西机房"],
      ["东机房", "西机房"],
    ],
    [
      ["A区机房", "B区机房"],
      ["A", "B"],
    ],
    [
      ["3号楼（液冷）", "12号楼"],
      ["3", "12"],
    ],
    [["Only"], ["Only"]],
  ])("%j become %j", (names, expected) => {
    expect(shortenNames(names)).toEqual(expected);
  });
});
