import { expect, it } from "vitest";
import { stackUnits } from "./stack-units.ts";

const server = (id: string, positionU: number | null, heightU: number) => ({ id, positionU, heightU });
const runs = (...servers: ReturnType<typeof server>[]) =>
  stackUnits(servers).slots.map(({ fromU, toU, server: each }) => `${fromU}-${toU} ${each?.id ?? "free"}`);

it("stands from the top down, with the free units between", () => {
  expect(runs(server("low", 3, 7), server("high", 20, 4))).toEqual([
    "20-23 high",
    "10-19 free",
    "3-9 low",
    "1-2 free",
  ]);
});
it("has no free run where servers touch or the floor is reached", () => {
  expect(runs(server("a", 1, 2), server("b", 3, 1))).toEqual(["3-3 b", "1-2 a"]);
});
it("keeps servers without a place apart", () => {
  expect(stackUnits([server("x", null, 2)])).toEqual({ slots: [], unplaced: [server("x", null, 2)] });
});
