import fc from "fast-check";
import { expect, it } from "vitest";
import { cutToBytes, utf8Length } from "./bytes.ts";

const text = fc.string({ unit: "binary", maxLength: 200 });

/** By the runtime's own encoder: each byte that is not ASCII is written as %XX. */
const encodedLength = (one: string): number => encodeURIComponent(one).replace(/%[0-9A-F]{2}/g, "x").length;

it("counts bytes as an encoder does; half of a pair is written as U+FFFD", () => {
  fc.assert(fc.property(text, (one) => utf8Length(one) === encodedLength(one)));
  expect(utf8Length("\ud83d")).toBe(3);
});

it("never cuts inside a character, never exceeds, and cuts no more than it must", () => {
  fc.assert(
    fc.property(text, fc.nat(400), (one, maxBytes) => {
      const cut = cutToBytes(one, maxBytes);
      expect(utf8Length(cut)).toBeLessThanOrEqual(maxBytes);
      expect(cut.isWellFormed()).toBe(true);
      if (utf8Length(one) <= maxBytes) expect(cut).toBe(one);
      else expect(utf8Length(cut)).toBeGreaterThan(maxBytes - 4);
      const kept = cut.endsWith("…") ? cut.slice(0, -1) : cut;
      expect(one.startsWith(kept)).toBe(true);
    }),
  );
});

it.each([
  ["告警", 6, "告警"],
  ["告警了", 6, "告…"],
  ["告警", 2, ""],
  ["ab", 1, "a"],
  ["🔥🔥", 7, "🔥…"],
])("cuts %s to %i bytes: %s", (one, maxBytes, cut) => {
  expect(cutToBytes(one, maxBytes)).toBe(cut);
});
