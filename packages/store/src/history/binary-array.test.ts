import fc from "fast-check";
import { expect, it } from "vitest";
import { ArrayReader, readInt4, readWhole } from "./binary-array.ts";

/** As PostgreSQL sends a numeric: digits of base 10,000, zeros at the end left out. */
function numericOf(value: bigint): Buffer {
  const digits: number[] = [];
  for (let rest = value < 0n ? -value : value; rest > 0n; rest /= 10_000n)
    digits.unshift(Number(rest % 10_000n));
  const weight = digits.length - 1;
  while (digits.at(-1) === 0) digits.pop();
  const bytes = Buffer.alloc(8 + digits.length * 2);
  bytes.writeInt16BE(digits.length, 0);
  bytes.writeInt16BE(Math.max(0, weight), 2);
  bytes.writeUInt16BE(value < 0n ? 0x4000 : 0, 4);
  for (const [at, digit] of digits.entries()) bytes.writeInt16BE(digit, 8 + at * 2);
  return bytes;
}

function arrayOf(elements: readonly (Buffer | null)[]): Buffer {
  const header = Buffer.alloc(elements.length === 0 ? 12 : 20);
  header.writeInt32BE(elements.length === 0 ? 0 : 1, 0);
  if (elements.length > 0) header.writeInt32BE(elements.length, 12);
  const parts = elements.flatMap((element) => {
    const length = Buffer.alloc(4);
    length.writeInt32BE(element === null ? -1 : element.length);
    return element === null ? [length] : [length, element];
  });
  return Buffer.concat([header, ...parts]);
}

it("reads every whole number as it was sent, on both sides of what a plain number holds", () => {
  const edge = BigInt(Number.MAX_SAFE_INTEGER);
  const around = fc.bigInt({ min: -2_000_000_000_000n, max: 2_000_000_000_000n }).map((step) => edge + step);
  const values = fc.oneof(
    fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
    around,
    fc.bigInt(-20_000n, 20_000n),
  );
  fc.assert(
    fc.property(fc.array(values), (sent) => {
      const reader = new ArrayReader(arrayOf(sent.map(numericOf)), readWhole);
      expect(Array.from({ length: reader.length }, () => reader.nextKnown())).toEqual(sent);
    }),
  );
});

it("tells a null element, and refuses one where none may be", () => {
  const seven = Buffer.alloc(4);
  seven.writeInt32BE(7);
  const sent = arrayOf([null, seven, null]);
  const reader = new ArrayReader(sent, readInt4);
  expect([reader.next(), reader.next()]).toEqual([null, 7]);
  expect(() => reader.nextKnown()).toThrow(TypeError);
});
