import fc from "fast-check";
import { uncompressSync } from "snappy";
import { expect, test } from "vitest";
import { snappyCompress } from "./snappy.ts";

const unpack = (bytes: Uint8Array) => new Uint8Array(Buffer.from(uncompressSync(Buffer.from(bytes))));

test("a reference decoder gets back what was packed, whatever it was", () => {
  const compressible = fc
    .array(fc.constantFrom("power_watts", "server-01", "\0\0\0\0", "x"), { maxLength: 400 })
    .map((words) => new TextEncoder().encode(words.join("")));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 5000 }), compressible), (plain) => {
      expect(unpack(snappyCompress(plain))).toEqual(plain);
    }),
    { numRuns: 300 },
  );
});

test.each([0, 1, 59, 60, 61, 255, 256, 257, 65_535, 65_536, 65_537, 200_000])(
  "%i bytes without repetition",
  (length) => {
    let state = 1;
    const plain = Uint8Array.from({ length }, () => {
      state = Math.imul(state, 1_664_525) + 1_013_904_223;
      return state >>> 24;
    });
    const packed = snappyCompress(plain);
    expect(unpack(packed)).toEqual(plain);
    expect(packed.length).toBeLessThan(length + 40);
  },
);

test("labels that repeat shrink", () => {
  const plain = new TextEncoder().encode("aidc_server_power_watts{server=smc-01}".repeat(3000));
  const packed = snappyCompress(plain);
  expect(unpack(packed)).toEqual(plain);
  expect(packed.length).toBeLessThan(plain.length / 15);
});
