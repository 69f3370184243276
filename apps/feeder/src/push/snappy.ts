/**
 * Snappy block format, compressor side, after google/snappy format_description.txt: a varint with the plain
 * length, then literals and copies. Greedy matching of four bytes inside blocks of 64 KiB: copies need no more
 * than two offset bytes, and the labels that repeat in every request are what it wins on.
 */

const blockBytes = 65_536;
const hashBits = 14;
const table = new Int32Array(1 << hashBits);

/** Bytes that the worst input can grow to. */
function maxCompressedLength(plainBytes: number): number {
  return 32 + plainBytes + Math.ceil(plainBytes / 6);
}

export function snappyCompress(plain: Uint8Array): Uint8Array {
  const out = new Uint8Array(maxCompressedLength(plain.length));
  let at = writeVarint(out, 0, plain.length);
  for (let start = 0; start < plain.length; start += blockBytes)
    at = compressBlock(plain, start, Math.min(start + blockBytes, plain.length), out, at);
  return out.subarray(0, at);
}

function writeVarint(out: Uint8Array, start: number, value: number): number {
  let at = start;
  let rest = value;
  for (; rest >= 0x80; rest >>>= 7) out[at++] = (rest & 0x7f) | 0x80;
  out[at++] = rest;
  return at;
}

function word(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24)
  );
}

function compressBlock(
  plain: Uint8Array,
  start: number,
  end: number,
  out: Uint8Array,
  outStart: number,
): number {
  table.fill(-1);
  let outAt = outStart;
  let literalStart = start;
  let at = start;
  while (at + 4 <= end) {
    const here = word(plain, at);
    const slot = Math.imul(here, 0x1e35a7bd) >>> (32 - hashBits);
    const candidate = table[slot] as number;
    table[slot] = at;
    if (candidate < 0 || word(plain, candidate) !== here) {
      // The longer nothing matches, the larger the steps: incompressible input costs little.
      at += 1 + ((at - literalStart) >>> 5);
      continue;
    }
    let length = 4;
    while (at + length < end && plain[candidate + length] === plain[at + length]) length++;
    outAt = writeLiteral(plain, literalStart, at, out, outAt);
    outAt = writeCopy(at - candidate, length, out, outAt);
    at += length;
    literalStart = at;
  }
  return writeLiteral(plain, literalStart, end, out, outAt);
}

function writeLiteral(
  plain: Uint8Array,
  from: number,
  to: number,
  out: Uint8Array,
  outStart: number,
): number {
  const length = to - from;
  if (length === 0) return outStart;
  let at = outStart;
  const less = length - 1;
  if (less < 60) out[at++] = less << 2;
  else if (less < 256) {
    out[at++] = 60 << 2;
    out[at++] = less;
  } else {
    out[at++] = 61 << 2;
    out[at++] = less & 0xff;
    out[at++] = less >>> 8;
  }
  out.set(plain.subarray(from, to), at);
  return at + length;
}

/** Copies with a two-byte offset, 64 bytes at most each. */
function writeCopy(offset: number, length: number, out: Uint8Array, outStart: number): number {
  let at = outStart;
  for (let rest = length; rest > 0; ) {
    const part = Math.min(rest, 64);
    out[at++] = ((part - 1) << 2) | 2;
    out[at++] = offset & 0xff;
    out[at++] = offset >>> 8;
    rest -= part;
  }
  return at;
}
