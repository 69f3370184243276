import { wallScenes } from "@aidc/contract";
import { describe, expect, it } from "vitest";
import type { LayoutChoice } from "./choose-layout.ts";
import { chooseLayout, densities, mostBlocks, mostLines, sceneLayouts, typeSizeU } from "./choose-layout.ts";
import type { Script } from "./type-size.ts";
import { shapeOf, shapes, shareOfHeight } from "./type-size.ts";

const aspect = 16 / 9;
const room = (distanceM: number | null, diagonalIn: number | null) => ({ distanceM, diagonalIn, aspect });

const layouts = shapes.flatMap((shape) =>
  wallScenes.flatMap((scene) => densities.map((density) => [shape, scene, density] as const)),
);
it.each(layouts)("%s, %s, %s: at most seven blocks and fifteen lines", (shape, scene, density) => {
  const { blocks, lines } = sceneLayouts[shape][scene][density];
  expect(blocks).toBeLessThanOrEqual(mostBlocks);
  expect(lines).toBeLessThanOrEqual(mostLines);
});

it("a panel on its side is tall, and read from nearly as far as the same one lying", () => {
  expect([16 / 9, 1, 0.81, 0.8, 9 / 16].map(shapeOf)).toEqual(["wide", "wide", "wide", "tall", "tall"]);
  // 55 in, 9:16: 684.9 mm wide, a unit is 5.479 mm; lying it is 6.849 mm. 5 m need 32.32 mm: 5.9 and 4.72 units.
  expect(typeSizeU({ distanceM: 5, diagonalIn: 55, aspect: 9 / 16 }, "latin")).toBeCloseTo(5.9, 1);
  expect(typeSizeU({ distanceM: 5, diagonalIn: 55, aspect }, "latin")).toBeCloseTo(4.72, 2);
  // 125 units wide are 222.2 high.
  expect(shareOfHeight(5.9, 9 / 16)).toBeCloseTo(5.9 / 222.2, 4);
  expect(shareOfHeight(4.72, aspect)).toBe(0.0472);
});

describe("the overview in a room", () => {
  it.each<[string, ReturnType<typeof room>, Script, LayoutChoice["density"]]>([
    ["nobody said anything", room(null, null), "latin", "full"],
    ["nobody said anything, Chinese", room(null, null), "han", "full"],
    ["only the distance is known", room(12, null), "latin", "full"],
    ["near", room(2, 65), "latin", "full"],
    ["5 m, 65 in: 3.99", room(5, 65), "latin", "full"],
    ["5 m, 65 in, Chinese: 4.49 is more than 4.4", room(5, 65), "han", "sparse"],
    ["6 m, 65 in: 4.79", room(6, 65), "latin", "sparse"],
    ["10 m, 55 in: 9.44 is more than 7", room(10, 55), "latin", null],
  ])("%s", (_, given, script, density) => {
    expect(chooseLayout("overview", given, script).density).toBe(density);
  });

  it("type is never smaller than the layout was drawn for, nor than can be read", () => {
    expect(chooseLayout("overview", room(1, 98), "latin")).toEqual({ density: "full", typeU: 3.9 });
    expect(chooseLayout("overview", room(null, null), "han")).toEqual({
      density: "full",
      typeU: typeSizeU(room(null, null), "han"),
    });
    expect(chooseLayout("racks", room(6, 65), "latin")).toEqual({
      density: "sparse",
      typeU: typeSizeU(room(6, 65), "latin"),
    });
  });

  it("a refusal says what would do: 10 m on 55 in need 7.42 m or 75 in", () => {
    // 7 / 0.9438 a metre = 7.417 m; 55 x 9.438 / 7 = 74.16 in.
    const refused = chooseLayout("overview", room(10, 55), "latin");
    expect(refused).toMatchObject({ density: null, mostTypeU: 7 });
    if (refused.density !== null) throw new Error("was drawn");
    expect(refused.farthestM).toBeCloseTo(7.417, 2);
    expect(refused.smallestIn).toBeCloseTo(74.16, 1);
    expect(chooseLayout("overview", room(refused.farthestM, 55), "latin").density).toBe("sparse");
  });
});
