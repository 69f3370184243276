/** A frame of 5,000 racks is 40 kB; anything near this limit is not one of ours. */
const maxFrameBytes = 4_000_000;

/**
 * base64 -> raw deflate -> bytes.
 * @throws RangeError when it unpacks to more than a frame can be, TypeError when it is not deflate
 */
export async function inflateFrame(base64: string): Promise<Uint8Array> {
  const packed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of stream) {
    length += part.byteLength;
    if (length > maxFrameBytes) throw new RangeError("rack frame too large");
    parts.push(part);
  }
  return join(parts, length);
}

function join(parts: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}
