import type { DecodedRequest } from "./decoded-request.ts";
import { malformed } from "./wire-fault.ts";
import { WireReader } from "./wire-reader.ts";

const reader = new WireReader();
const two28 = 2 ** 28;

/**
 * Sample { double value = 1; int64 timestamp = 2; int64 start_timestamp = 3 (2.0-rc.4, not used) }, the same in
 * both versions. The two shapes that make up all real traffic are read without a loop: value and a six-byte time
 * (years 2004 to 2109), and the time alone, because a value of zero is left out on the wire.
 */
export function decodeSample(bytes: Uint8Array, from: number, to: number, into: DecodedRequest): void {
  const index = into.addSample();
  const size = to - from;
  if (size === 16 && bytes[from] === 0x09 && bytes[from + 9] === 0x10 && endsAtSixth(bytes, from + 10)) {
    into.words[2 * index] = word(bytes, from + 1);
    into.words[2 * index + 1] = word(bytes, from + 5);
    into.timesMs[index] = sixByteTime(bytes, from + 10);
  } else if (size === 7 && bytes[from] === 0x10 && endsAtSixth(bytes, from + 1)) {
    into.words[2 * index] = 0;
    into.words[2 * index + 1] = 0;
    into.timesMs[index] = sixByteTime(bytes, from + 1);
  } else {
    decodeAnySample(bytes, from, to, into, index);
  }
}

function decodeAnySample(
  bytes: Uint8Array,
  from: number,
  to: number,
  into: DecodedRequest,
  index: number,
): void {
  into.words[2 * index] = 0;
  into.words[2 * index + 1] = 0;
  into.timesMs[index] = 0;
  reader.open(bytes, from, to);
  while (reader.at < to) {
    const tag = reader.tag();
    if (tag === 0x09) {
      const at = reader.at;
      reader.advance(8);
      into.words[2 * index] = word(bytes, at);
      into.words[2 * index + 1] = word(bytes, at + 4);
    } else if (tag === 0x10) {
      into.timesMs[index] = reader.int64();
    } else if (tag >>> 3 === 1 || tag >>> 3 === 2) {
      throw malformed("protobuf: a sample has a field of another type");
    } else {
      reader.skip(tag);
    }
  }
}

function word(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24)
  );
}

/** Six bytes of a varint: five that go on and one that ends it. */
function endsAtSixth(bytes: Uint8Array, at: number): boolean {
  const goesOn =
    (bytes[at] as number) &
    (bytes[at + 1] as number) &
    (bytes[at + 2] as number) &
    (bytes[at + 3] as number) &
    (bytes[at + 4] as number);
  return goesOn >= 0x80 && (bytes[at + 5] as number) < 0x80;
}

function sixByteTime(bytes: Uint8Array, at: number): number {
  const low =
    ((bytes[at] as number) & 0x7f) |
    (((bytes[at + 1] as number) & 0x7f) << 7) |
    (((bytes[at + 2] as number) & 0x7f) << 14) |
    (((bytes[at + 3] as number) & 0x7f) << 21);
  const high = ((bytes[at + 4] as number) & 0x7f) | ((bytes[at + 5] as number) << 7);
  return low + high * two28;
}
