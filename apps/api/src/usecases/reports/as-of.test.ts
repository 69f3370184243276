import { aCenterDocument } from "@aidc/testkit";
import { expect, test } from "vitest";
import { asOf } from "./as-of.ts";

const may = { fromMs: Date.parse("2026-05-01T00:00:00Z"), toMs: Date.parse("2026-06-01T00:00:00Z") };
const from = (rack: string, day: string, to: string | null) => ({
  lease: "l1",
  rack,
  from: `${day}T00:00:00Z`,
  to,
});

test("who holds which card is told for the days of the report, in one order, whenever its end was set", () => {
  const open = from("k2", "2026-01-01", null);
  const moved = from("k1", "2026-05-10", "2026-05-20T00:00:00Z");
  const before = from("k3", "2026-01-01", "2026-04-01T00:00:00Z");
  const told = (...assignments: (typeof open)[]) => asOf(aCenterDocument({ assignments }), may).assignments;
  expect(told(open, moved, before)).toEqual([
    { lease: "l1", rack: "k1", from: "2026-05-10T00:00:00.000Z", to: "2026-05-20T00:00:00.000Z" },
    { lease: "l1", rack: "k2", from: "2026-05-01T00:00:00.000Z", to: "2026-06-01T00:00:00.000Z" },
  ]);
  const ended = { ...open, to: "2026-07-01T00:00:00Z" };
  expect(told(moved, ended)).toEqual(told(open, moved));
});
