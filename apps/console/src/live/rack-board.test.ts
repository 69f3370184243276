import { deflateRawSync } from "node:zlib";
import type { RackPlace } from "@aidc/contract";
import { emptyRackTable, packRackDelta, unknownCell } from "@aidc/contract";
import { describe, expect, it } from "vitest";
import { readRack, readRackChanges, readRacksSnapshot } from "./rack-board.ts";

const place = (id: string): RackPlace => ({
  id,
  name: id,
  hall: "A",
  hallName: "Hall A",
  row: "1",
  position: 1,
  powerLimitW: 40_000,
  tenant: null,
  thermalClass: "A1",
});
const frameOf = (before: Int16Array[], after: Int16Array[]) =>
  Buffer.from(deflateRawSync(packRackDelta(before, after))).toString("base64");
const table = (...columns: number[][]) => columns.map((column) => Int16Array.from(column));

const first = table(
  ...[
    [1_770, unknownCell],
    [4_425, unknownCell],
    [2_410, unknownCell],
    [1, 3],
  ],
  ...[
    [8_125, unknownCell],
    [10_000, 2_500],
    [2, unknownCell],
  ],
);
const snapshot = () => ({ racks: [place("R1"), place("R2")], frame: frameOf(emptyRackTable(2), first) });

describe("rack frames", () => {
  it("a snapshot after a lost link keeps the racks that stand where they stood", async () => {
    const before = await readRacksSnapshot(snapshot(), null);
    expect((await readRacksSnapshot(snapshot(), before)).places).toBe(before.places);
    const moved = { ...snapshot(), racks: [place("R1"), place("R3")] };
    expect((await readRacksSnapshot(moved, before)).places.map(({ id }) => id)).toEqual(["R1", "R3"]);
  });

  it("a keyframe gives natural units and keeps unknown unknown", async () => {
    const board = await readRacksSnapshot(snapshot(), null);
    expect(readRack(board.table, 0)).toEqual({
      powerW: 17_700,
      powerShareRatio: 0.4425,
      inletCelsius: 24.1,
      state: "live",
      utilisationRatio: 0.8125,
      heldRatio: 1,
      faultyAccelerators: 2,
    });
    expect(readRack(board.table, 1)).toEqual({
      powerW: null,
      powerShareRatio: null,
      inletCelsius: null,
      state: "stale",
      utilisationRatio: null,
      heldRatio: 0.25,
      faultyAccelerators: null,
    });
  });

  it("deltas lead from one table to the next, from unknown to a value too", async () => {
    const board = await readRacksSnapshot(snapshot(), null);
    const second = table([1_780, 20], [4_450, 5], [2_420, 2_000], [1, 1], [8_000, 0], [0, 10_000], [0, 1]);
    const change = await readRackChanges({ frame: frameOf(first, second) });
    expect(change(board).table).toEqual(second);
  });

  it("a frame of another size throws, which means resync", async () => {
    const board = await readRacksSnapshot(snapshot(), null);
    const change = await readRackChanges({ frame: frameOf(emptyRackTable(3), emptyRackTable(3)) });
    expect(() => change(board)).toThrow(RangeError);
  });

  it("what is no frame is refused", async () => {
    await expect(readRackChanges({ frame: "AAAA" })).rejects.toThrow();
    await expect(readRackChanges({})).rejects.toThrow();
    await expect(readRackChanges({ racks: [], frame: "" })).rejects.toThrow(RangeError);
  });

  it("a bomb is refused before it fills the memory", async () => {
    const bomb = deflateRawSync(new Uint8Array(5_000_000)).toString("base64");
    await expect(readRackChanges({ frame: bomb })).rejects.toThrow(RangeError);
  });
});
