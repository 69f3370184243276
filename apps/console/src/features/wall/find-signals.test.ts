import { deflateRawSync } from "node:zlib";
import { emptyRackTable, packRackDelta } from "@aidc/contract";
import { describe, expect, it } from "vitest";
import { readRacksSnapshot } from "../../live/rack-board.ts";
import { judgeReporting } from "./find-signals.ts";
import { buildWall } from "./wall-state.fixture.ts";

/** Racks by share of their limit (basis points) and state: 1 live, 3 stale, 4 empty. */
function boardOf(...racks: (readonly [shareBp: number, state: number, name?: string])[]) {
  const table = [
    racks.map(() => 100),
    racks.map(([share]) => share),
    racks.map(() => 2_400),
    racks.map(([, state]) => state),
  ];
  const next = table.map((column) => Int16Array.from(column));
  const frame = Buffer.from(deflateRawSync(packRackDelta(emptyRackTable(racks.length), next))).toString(
    "base64",
  );
  const places = racks.map(([, , name], index) => ({
    id: `R${index}`,
    name: name ?? `R${index}`,
    hall: "A",
    hallName: "A",
    row: "1",
    position: index + 1,
    powerLimitW: 1,
    tenant: null,
    thermalClass: "A1" as const,
  }));
  return readRacksSnapshot({ racks: places, frame }, null);
}
const { sources } = buildWall();

describe("what does not report", () => {
  it("nothing, when all is well", async () => {
    expect(judgeReporting(await boardOf([5_000, 1], [0, 4]), sources).signals).toEqual([]);
  });

  it("racks over their limit come first, then silent ones, each by name", async () => {
    const board = await boardOf([10_400, 1], [5_000, 3], [9_000, 1]);
    const { signals } = judgeReporting(board, sources);
    expect(signals.map(({ mark, detail }) => [mark, detail])).toEqual([
      ["critical", "R0"],
      ["warning", "R1"],
    ]);
  });

  it("names that run to the left keep their order", async () => {
    const board = await boardOf([0, 3, "خزانة 11"], [0, 3, "خزانة 12"]);
    const { signals } = judgeReporting(board, sources);
    expect(signals.map(({ detail }) => detail)).toEqual(["\u2068خزانة 11\u2069, \u2068خزانة 12\u2069"]);
  });

  it("a source of which a replay keeps nothing may have sent: it is not said that it never did", async () => {
    const silent = sources.map((one) => ({ ...one, freshness: "none" as const, lastSampleAtMs: null }));
    const board = await boardOf([5_000, 1]);
    const words = (list: typeof sources) => judgeReporting(board, list).signals.map(({ message }) => message);
    expect(new Set(words(silent))).toEqual(new Set(["wall.reporting.source.none"]));
    expect(new Set(words(silent.map((one) => ({ ...one, isUnkept: true }))))).toEqual(
      new Set(["wall.reporting.source.unkept"]),
    );
  });

  it("counts racks with servers and sources, not empty racks", async () => {
    expect(judgeReporting(await boardOf([5_000, 1], [5_000, 3], [0, 4]), sources)).toMatchObject({
      fresh: 2,
      total: 3,
    });
  });
});
