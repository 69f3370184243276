/** A frame of 5,000 racks is 40 kB; anything near this limit is not one of ours. */
const maxFrameBytes = 4_000_000;

/**
 * base64 -> raw deflate -> bytes. Written into the stream by hand: a Blob would go to another process and back.
 * @throws RangeError when it unpacks to more than a frame can be, TypeError when it is not deflate
 */
export async function inflateFrame(base64: string): Promise<Uint8Array> {
  if (base64.length > maxFrameBytes) throw new RangeError("rack frame too large");
  const stream = new DecompressionStream("deflate-raw");
  const writing = write(stream, decodeBase64(base64));
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of stream.readable) {
      length += part.byteLength;
      if (length > maxFrameBytes) throw new RangeError("rack frame too large");
      parts.push(part);
    }
  } finally {
    // What fails in the middle fails on both ends; the reader has said it.
    await writing.catch(() => {});
  }
  return parts.length === 1 && parts[0] ? parts[0] : join(parts, length);
}

async function write({ writable }: DecompressionStream, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const writer = writable.getWriter();
  await Promise.all([writer.write(bytes), writer.close()]);
}

function decodeBase64(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
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
