import { inflateRawSync } from "node:zlib";

/** Parts of a workbook by name, read by the central directory of the archive and nothing of ours (PKZIP APPNOTE 4.3). */
export function readXlsxParts(bytes: Buffer): Map<string, string> {
  const end = bytes.lastIndexOf(Buffer.from("PK\u0005\u0006"));
  if (end < 0) throw new Error("not a ZIP archive");
  const parts = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((offset) =>
      bytes.readUInt16LE(at + offset),
    );
    if (nameLength === undefined || extraLength === undefined || noteLength === undefined)
      throw new Error("cut short");
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    parts.set(name, readPart(bytes, at));
    at += 46 + nameLength + extraLength + noteLength;
  }
  return parts;
}

function readPart(bytes: Buffer, entry: number): string {
  const isDeflated = bytes.readUInt16LE(entry + 10) === 8;
  const size = bytes.readUInt32LE(entry + 20);
  const local = bytes.readUInt32LE(entry + 42);
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const packed = bytes.subarray(start, start + size);
  return (isDeflated ? inflateRawSync(packed, { maxOutputLength: 64 * 1024 * 1024 }) : packed).toString(
    "utf8",
  );
}
