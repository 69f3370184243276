/** A server's text frame, unmasked and final. Source: RFC 6455, section 5.2. */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(header + length);
  frame[0] = 0x81;
  if (header === 2) frame[1] = length;
  else if (header === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, header);
  return frame;
}

/** Engine.IO's packet type "message", which goes before the text of every Socket.IO packet. */
export const messageType = "4";

/** An event packet of the Socket.IO protocol, revision 5, without its Engine.IO type; no binary data in `payload`. */
export function eventText(namespace: string, event: string, payload: unknown): string {
  return `2${namespace},${JSON.stringify([event, payload])}`;
}
