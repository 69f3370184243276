import { describe, expect, it } from "vitest";
import { viewFront } from "./front-view.ts";

const server = (id: string, positionU: number | null, heightU: number | null) => ({ id, positionU, heightU });
const view = (rackU: number, usableU: number, ...servers: ReturnType<typeof server>[]) =>
  viewFront({ heightU: rackU, usableU }, servers);
const runs = (list: readonly { fromU: number; toU: number }[]) =>
  list.map(({ fromU, toU }) => `${fromU}-${toU}`);

describe("a rack from the front", () => {
  it("stands from the top down, with the free units between", () => {
    const front = view(42, 42, server("low", 3, 7), server("high", 20, 4));
    expect(front.servers.map(({ server: { id }, fromU, toU }) => `${id} ${fromU}-${toU}`)).toEqual([
      "high 20-23",
      "low 3-9",
    ]);
    expect(runs(front.free)).toEqual(["24-42", "10-19", "1-2"]);
  });
  it("of unknown height is not drawn higher than what stands in it, and has no unit that is free for certain", () => {
    const front = viewFront({ heightU: null, usableU: null }, [server("a", 3, 2), server("b", 5, null)]);
    expect([front.heightU, front.isHeightKnown, front.free, front.reserved]).toEqual([4, false, [], null]);
    expect(front.unplaced.map(({ id }) => id)).toEqual(["b"]);
    expect(view(42, 42, server("c", 1, null)).free).toEqual([]);
  });
  it("an empty rack is one hole", () => {
    expect(runs(view(42, 42).free)).toEqual(["1-42"]);
  });
  it("what is reserved at the top is not free", () => {
    const front = view(42, 38, server("a", 1, 2));
    expect([runs(front.free), front.reserved]).toEqual([["3-38"], { fromU: 39, toU: 42 }]);
  });
  it("has no hole where servers touch", () => {
    expect(runs(view(3, 3, server("a", 1, 2), server("b", 3, 1)).free)).toEqual([]);
  });
  it.each([
    [
      "two on the same unit stand side by side",
      [server("a", 1, 4), server("b", 4, 2)],
      ["a 0/2 true", "b 1/2 true"],
    ],
    [
      "three in a chain share the width",
      [server("a", 1, 4), server("b", 4, 4), server("c", 7, 2)],
      ["a 0/3 true", "b 1/3 true", "c 2/3 true"],
    ],
    ["neighbours do not", [server("a", 1, 4), server("b", 5, 4)], ["a 0/1 false", "b 0/1 false"]],
  ])("%s", (_, servers, expected) => {
    const lanes = view(42, 42, ...servers).servers.map(
      ({ server: { id }, lane, lanes: of, isTwice }) => `${id} ${lane}/${of} ${isTwice}`,
    );
    expect(lanes.toSorted()).toEqual(expected);
  });
  it("what stands above the rack is drawn and said", () => {
    const front = view(10, 10, server("tall", 9, 4));
    expect([front.heightU, front.servers[0]?.isBeyond, runs(front.free)]).toEqual([12, true, ["1-8"]]);
  });
  it("keeps servers without a place apart", () => {
    expect(view(42, 42, server("x", null, 2)).unplaced).toEqual([server("x", null, 2)]);
  });
});
