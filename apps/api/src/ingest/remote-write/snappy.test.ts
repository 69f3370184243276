import fc from "fast-check";
import { compressSync } from "snappy";
import { describe, expect, it } from "vitest";
import { SnappyUnpacker } from "./snappy.ts";
import { WireFault } from "./wire-fault.ts";

const unpacker = new SnappyUnpacker(1024 * 1024);

function faultOf(packed: Uint8Array, limit = 1024 * 1024): WireFault {
  try {
    new SnappyUnpacker(limit).unpack(packed);
  } catch (error) {
    if (error instanceof WireFault) return error;
    throw error;
  }
  throw new Error("was taken");
}

/** Repetitive like label text, so that copies of all kinds appear. */
const text = fc
  .array(fc.constantFrom("GPU-", "DCGM_FI_DEV_POWER_USAGE", "0", "node-0123.example", "\u0000", "é"), {
    maxLength: 4000,
  })
  .map((parts) => Buffer.from(parts.join("")));

describe("snappy", () => {
  it("unpacks what the reference library packs", () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.uint8Array({ maxLength: 70_000 }).map(Buffer.from)), (plain) => {
        expect(Buffer.from(unpacker.unpack(compressSync(plain))).equals(plain)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("answers mutated blocks with a fault or with as many bytes as the header states, and nothing else", () => {
    const mutation = fc.record({ at: fc.nat(), to: fc.nat(255) });
    fc.assert(
      fc.property(
        text,
        fc.array(mutation, { minLength: 1, maxLength: 5 }),
        fc.nat(20),
        (plain, mutations, cut) => {
          const packed = Buffer.from(compressSync(plain));
          for (const { at, to } of mutations) packed[at % packed.length] = to;
          try {
            unpacker.unpack(packed.subarray(0, Math.max(0, packed.length - cut)));
          } catch (error) {
            expect(error).toBeInstanceOf(WireFault);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("does not let one request see bytes of the one before", () => {
    unpacker.unpack(compressSync(Buffer.from("secret of the first sender")));
    expect(faultOf(new Uint8Array([20, 1 << 2, 65, 66])).message).toContain("less data");
  });

  it.each([
    ["no bytes", [], "no length header"],
    ["an endless header", [0xff, 0xff, 0xff, 0xff, 0xff, 0xff], "not a 32-bit number"],
    ["a copy before the start", [8, 0, 65, 0b0000_0001, 9], "before the start"],
    ["a copy of distance 0", [8, 0, 65, 0b0000_0001, 0], "before the start"],
    ["a literal that is cut off", [4, 3 << 2, 65], "literal is cut off"],
    ["a literal length that is cut off", [4, 63 << 2, 1, 0], "literal length is cut off"],
    ["more than stated", [1, 1 << 2, 65, 66], "more data"],
  ])("refuses %s", (_, bytes, message) => {
    expect(faultOf(new Uint8Array(bytes))).toMatchObject({ kind: "malformed" });
    expect(faultOf(new Uint8Array(bytes)).message).toContain(message);
  });

  it("judges the header before it unpacks: 12 MB that would become 256 MB, and six bytes that claim 4 GB", () => {
    const bomb = compressSync(Buffer.alloc(256 * 1024 * 1024));
    const before = process.memoryUsage().arrayBuffers;
    expect(faultOf(bomb, 64 * 1024 * 1024).kind).toBe("too_large");
    expect(faultOf(new Uint8Array([0xff, 0xff, 0xff, 0xff, 0x0f, 0]), 64 * 1024 * 1024).kind).toBe(
      "too_large",
    );
    // Within the limit, but no six bytes can hold it.
    expect(faultOf(new Uint8Array([0x80, 0x80, 0x80, 0x10, 0, 0]), 64 * 1024 * 1024).kind).toBe("malformed");
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1024 * 1024);
  });
});
