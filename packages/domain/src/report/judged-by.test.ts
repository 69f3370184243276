import type { CenterDocument } from "@aidc/contract";
import { expect, test } from "vitest";
import { exampleCenter } from "../example-center.fixture.ts";
import { isHeldOtherwise } from "./judged-by.ts";

const may = { fromMs: Date.parse("2026-05-01T00:00:00Z"), toMs: Date.parse("2026-06-01T00:00:00Z") };
const base = exampleCenter();
function held(tenant: string, from = "2026-01-01T00:00:00Z", to: string | null = null): CenterDocument {
  const [lease] = base.leases;
  if (!lease) throw new Error("the example has a lease");
  return {
    ...base,
    leases: [{ ...lease, id: "l", tenant }],
    assignments: [{ lease: "l", rack: "A-1", from, to }],
  };
}

test.each([
  ["as it was", held("t1"), false],
  ["by somebody else", held("t2"), true],
  ["not by anybody", { ...held("t1"), assignments: [] }, true],
  ["until the middle of it", held("t1", undefined, "2026-05-10T00:00:00Z"), true],
  ["until after it", held("t1", undefined, "2026-06-10T00:00:00Z"), false],
  ["from a time before that is another", held("t1", "2026-02-01T00:00:00Z"), false],
])("of a window places that are held %s", (_, heldNow, expected) => {
  expect(isHeldOtherwise({ document: held("t1"), heldNow }, may)).toBe(expected);
  expect(isHeldOtherwise({ document: held("t1") }, may)).toBe(false);
});
