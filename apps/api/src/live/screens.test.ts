import { describe, expect, it } from "vitest";
import type { Identity } from "../usecases/identity.ts";
import { Screens } from "./screens.ts";

const wall: Identity = { role: "wall", id: "w1", centerId: "c1" };
const drawn = { topic: "t", seq: 1, seqBehind: 0, build: "b", framesPerSecond: 60, digest: "first" };

describe("what screens say", () => {
  it("a report renews a screen, unless it shows what it showed before", () => {
    const screens = new Screens();
    screens.connected("s1", wall, 0);
    screens.drew("s1", wall, drawn, 10_000);
    screens.drew("s1", wall, { ...drawn, seq: 11 }, 20_000);
    screens.drew("s1", wall, { ...drawn, seq: 21 }, 30_000);
    expect(screens.list(30_000)).toMatchObject([{ wallId: "w1", drawnAtMs: 10_000 }]);
    screens.drew("s1", wall, { ...drawn, seq: 31, digest: "second" }, 40_000);
    expect(screens.list(40_000)).toMatchObject([{ drawnAtMs: 40_000 }]);
  });

  it("one that hangs is kept until its wall draws again, one that was closed has the time of it", () => {
    const screens = new Screens();
    for (const id of ["s1", "s2"]) screens.connected(id, wall, 0);
    screens.left("s1", "transport close", 1);
    screens.left("s2", "ping timeout", 1);
    expect(screens.list(1).map(({ leftAtMs }) => leftAtMs)).toEqual([null, 1]);
    screens.connected("s3", wall, 2);
    screens.drew("s3", wall, drawn, 3);
    expect(screens.list(3).map(({ drawnAtMs, leftAtMs }) => [drawnAtMs, leftAtMs])).toEqual([
      [3, null],
      [0, 1],
    ]);
  });

  it("who is no wall reports nothing", () => {
    const screens = new Screens();
    screens.drew("s1", { role: "admin" }, drawn, 1);
    expect(screens.list(1)).toEqual([]);
  });
});
