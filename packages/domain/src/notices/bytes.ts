/** Lengths as they count on the wire: UTF-8. Without Node, so by the code points. Source: RFC 3629. */

export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) bytes += bytesOf(character);
  return bytes;
}

/** Half of a surrogate pair is written as U+FFFD, three bytes. */
function bytesOf(character: string): number {
  const code = character.codePointAt(0);
  if (code === undefined || code < 0x80) return 1;
  if (code < 0x8_00) return 2;
  return code < 0x1_00_00 ? 3 : 4;
}

const ellipsis = "…";

/** At most so many bytes, cut between characters; what was cut is marked where there is room for it. */
export function cutToBytes(text: string, maxBytes: number): string {
  if (utf8Length(text) <= maxBytes) return text;
  const mark = maxBytes >= 3 ? ellipsis : "";
  let left = maxBytes - utf8Length(mark);
  let end = 0;
  for (const character of text) {
    left -= bytesOf(character);
    if (left < 0) break;
    end += character.length;
  }
  return text.slice(0, end) + mark;
}
