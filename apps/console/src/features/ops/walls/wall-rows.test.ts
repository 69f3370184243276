import { expect, it } from "vitest";
import { listScreens } from "./wall-rows.ts";

const at = "2026-01-15T00:00:10.000Z";
const screen = { drawnAt: at, build: "b1", framesPerSecond: 60, heapBytes: 9_000_000, seqBehind: 2 };
const wall = { id: "w1", name: "Lobby", createdAt: at, revokedAt: null, standing: "drawing" as const };

it("each screen is a row, frozen ones first, revoked links last", () => {
  const rows = listScreens([
    { ...wall, id: "w0", name: "Old", revokedAt: at, screens: [] },
    {
      ...wall,
      screens: [
        { ...screen, state: "drawing" },
        { ...screen, state: "frozen" },
      ],
    },
    { ...wall, id: "w2", name: "Nobody", standing: "left", screens: [] },
    { ...wall, id: "w3", name: "Unknown", standing: "unheard", screens: [] },
  ]);
  expect(rows.map(({ name, state }) => `${name} ${state}`)).toEqual([
    "Lobby frozen",
    "Lobby drawing",
    "Unknown unheard",
    "Nobody left",
    "Old revoked",
  ]);
});

it("a picture is as old as its report and what the screen was behind by then", () => {
  const [row] = listScreens([{ ...wall, screens: [{ ...screen, state: "drawing" }] }]);
  expect(row?.pictureMs).toBe(Date.parse(at) - 2_000);
});

it("a screen that has not drawn yet has no build, no frames and no heap: unknown, not 0", () => {
  const silent = { ...screen, build: "", framesPerSecond: 0, heapBytes: null, state: "waiting" as const };
  const [row] = listScreens([{ ...wall, screens: [silent] }]);
  expect(row).toMatchObject({ state: "waiting", pictureMs: null, build: null, framesPerSecond: null });
});
