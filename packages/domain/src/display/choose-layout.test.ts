import { wallScenes } from "@aidc/contract";
import { describe, expect, it } from "vitest";
import type { LayoutChoice } from "./choose-layout.ts";
import { chooseLayout, densities, mostBlocks, mostLines, sceneLayouts, typeSizeU } from "./choose-layout.ts";
import type { Script } from "./type-size.ts";

const aspect = 16 / 9;
const room = (distanceM: number | null, diagonalIn: number | null) => ({ distanceM, diagonalIn, aspect });

it.each(wallScenes.flatMap((scene) => densities.map((density) => [scene, density] as const)))(
  "%s, %s: at most seven blocks and fifteen lines",
  (scene, density) => {
    expect(sceneLayouts[scene][density].blocks).toBeLessThanOrEqual(mostBlocks);
    expect(sceneLayouts[scene][density].lines).toBeLessThanOrEqual(mostLines);
  },
);

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
