import { describe, expect, it } from "vitest";
import type { Script } from "./type-size.ts";
import {
  assumedDisplay,
  farthestM,
  heightAtAngleMm,
  leastTypeU,
  panelHeightMm,
  smallestIn,
} from "./type-size.ts";

const aspect = 16 / 9;

describe("letters seen under an angle", () => {
  // 2 x 6000 mm x tan(8') = 12000 x 0.00232711 = 27.93; tan(11') = 0.00319978.
  it.each([
    [3, 16, 14.0],
    [6, 16, 27.9],
    [10, 16, 46.5],
    [3, 22, 19.2],
    [6, 22, 38.4],
    [8, 22, 51.2],
  ])("at %f m and %f minutes: %f mm", (distanceM, arcMinutes, mm) => {
    expect(heightAtAngleMm(distanceM, arcMinutes)).toBeCloseTo(mm, 1);
  });

  // 16:9: height = diagonal x 9 / sqrt(337) = diagonal x 0.490261.
  it.each([
    [55, 684.9],
    [65, 809.4],
    [98, 1220.4],
  ])("a 16:9 panel of %f inches is %f mm high", (diagonalIn, mm) => {
    expect(panelHeightMm({ diagonalIn, aspect })).toBeCloseTo(mm, 1);
  });
});

describe("the smallest type, in hundredths of the picture's height", () => {
  // 65 in, 5 m: 23.271 mm / 0.72 = 32.321 mm of 809.43 = 3.993; Han 31.998 / 0.88 = 36.361 = 4.492.
  it.each<[number, number, Script, number]>([
    [5, 65, "latin", 3.993],
    [5, 65, "han", 4.492],
    [6, 65, "latin", 4.792],
    // 75 in, 5 m: 32.321 of 933.95 = 3.461.
    [5, 75, "latin", 3.461],
    // 98 in, 8 m: 8 x 6.4642 = 51.714 of 1220.36 = 4.238; Han 8 x 7.2722 = 58.178 = 4.767.
    [8, 98, "latin", 4.238],
    [8, 98, "han", 4.767],
    // 55 in, 10 m: 64.642 of 684.90 = 9.438.
    [10, 55, "latin", 9.438],
  ])("at %f m on %f inches in %s: %f", (distanceM, diagonalIn, script, u) => {
    expect(leastTypeU({ distanceM, diagonalIn, aspect }, script)).toBeCloseTo(u, 2);
  });

  it("six screen heights without a word about the room: 3.88 Latin, 4.36 Han", () => {
    for (const shape of [aspect, 4 / 3, 21 / 9]) {
      expect(leastTypeU(assumedDisplay(shape), "latin")).toBeCloseTo(3.8785, 3);
      expect(leastTypeU(assumedDisplay(shape), "han")).toBeCloseTo(4.3633, 3);
    }
  });

  it("a narrower panel shows a smaller picture: 4:3 needs the larger type", () => {
    // 4:3 of 65 in: 990.6 mm high, 1320.8 wide, so the 16:9 picture is 742.95 mm high: 32.321 / 7.4295.
    expect(leastTypeU({ distanceM: 5, diagonalIn: 65, aspect: 4 / 3 }, "latin")).toBeCloseTo(4.35, 2);
    // 21:9 gives no more height than it has: 648.5 mm.
    expect(leastTypeU({ distanceM: 5, diagonalIn: 65, aspect: 21 / 9 }, "latin")).toBeCloseTo(4.969, 2);
  });
});

it("distance and diagonal at which a size is just readable are where the rule says it again", () => {
  const display = { distanceM: 7, diagonalIn: 55, aspect };
  for (const script of ["latin", "han"] as const) {
    const distanceM = farthestM(display, script, 4.4);
    expect(leastTypeU({ ...display, distanceM }, script)).toBeCloseTo(4.4, 9);
    const diagonalIn = smallestIn(display, script, 4.4);
    expect(leastTypeU({ ...display, diagonalIn }, script)).toBeCloseTo(4.4, 9);
  }
});
