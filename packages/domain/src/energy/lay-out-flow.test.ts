import { expect, it } from "vitest";
import { layOutFlow } from "./lay-out-flow.ts";

const room = { width: 900, tallest: 100, nodeWidth: 10, labelWidth: 200, line: 14 };
type Told = readonly (readonly [id: string, value: number])[];

function flowOf(told: Told, links: readonly (readonly [string, string, number])[]) {
  return {
    bands: told.map(([id, value]) => ({ id, value })),
    links: links.map(([from, to, value]) => ({ from, to, value })),
  };
}
const balance = flowOf(
  [
    ["grid", 100],
    ["facility", 100],
    ["ups", 70],
    ["cooling", 25],
    ["rest", 5],
    ["racks", 70],
  ],
  [
    ["grid", "facility", 100],
    ["facility", "ups", 70],
    ["facility", "cooling", 25],
    ["facility", "rest", 5],
    ["ups", "racks", 70],
  ],
);

it("heights follow the energies, columns the way from the grid", () => {
  const { nodes, columns } = layOutFlow(balance, room);
  expect(nodes.map(({ id, column, height }) => [id, column, height])).toEqual([
    ["grid", 0, 100],
    ["facility", 1, 100],
    ["ups", 2, 70],
    ["cooling", 2, 25],
    ["rest", 2, 5],
    ["racks", 3, 70],
  ]);
  expect(columns).toBe(4);
});
it("a thin band has room for its words, and none lies over another", () => {
  const { nodes, height } = layOutFlow(balance, room);
  const [, , ups, cooling, rest] = nodes;
  expect(rest?.slot).toBe(14);
  expect(cooling?.y).toBeGreaterThanOrEqual((ups?.y ?? 0) + 70);
  expect(height).toBeGreaterThanOrEqual((rest?.y ?? 0) + 14);
});
it("ribbons leave a band one below the other and arrive where their band is", () => {
  const { links, nodes } = layOutFlow(balance, room);
  expect(links.slice(1, 4).map(({ y0, height }) => [y0, height])).toEqual([
    [0, 70],
    [70, 25],
    [95, 5],
  ]);
  expect(links[2]?.y1).toBe(nodes[3]?.y);
  expect(links[0]).toMatchObject({ x0: 10, y0: 0 });
});
it("a band holds what was measured behind it, even where that is more", () => {
  const odd = flowOf(
    [
      ["facility", 10],
      ["ups", 20],
    ],
    [["facility", "ups", 20]],
  );
  expect(layOutFlow(odd, room).nodes.map(({ height }) => height)).toEqual([100, 100]);
});
it("nothing to draw is no picture", () => {
  expect(layOutFlow(flowOf([], []), room)).toMatchObject({ nodes: [], height: 0 });
  expect(layOutFlow(flowOf([["facility", 0]], []), room)).toMatchObject({ nodes: [], height: 0 });
});
