/**
 * What the type of a report can print. A letter that it lacks would be an empty box in a signed page, so it stands as a
 * geta mark, as Chinese print shows a sort that is missing, and the page says so. Marks of direction are left out: one in
 * a name would turn the number and the standing after it. Source: OpenType `cmap` (formats 4 and 12); Unicode UAX 9.
 */

const missingLetter = "〓";

/** Control characters and marks of direction; the break of a line stays. */
const unseen = /(?!\n)[\p{Cc}\p{Bidi_Control}\uFEFF]/gu;

/** The code points of the type, as pairs of the first and the last of a run, ascending. */
export function runsOfFace(face: Buffer): readonly (readonly [number, number])[] {
  const tables = face.readUInt16BE(4);
  for (let at = 12; at < 12 + tables * 16; at += 16)
    if (face.toString("latin1", at, at + 4) === "cmap") return runsOfMap(face, face.readUInt32BE(at + 8));
  throw new RangeError("a face without a cmap");
}

const wholeUnicode = 12;

function runsOfMap(face: Buffer, from: number): readonly (readonly [number, number])[] {
  const maps = face.readUInt16BE(from + 2);
  for (let at = from + 4; at < from + 4 + maps * 8; at += 8) {
    const map = from + face.readUInt32BE(at + 4);
    if (face.readUInt16BE(map) !== wholeUnicode) continue;
    return Array.from({ length: face.readUInt32BE(map + 12) }, (_, run) => {
      const group = map + 16 + run * 12;
      return [face.readUInt32BE(group), face.readUInt32BE(group + 4)] as const;
    });
  }
  throw new RangeError("a face without a map of all of Unicode");
}

/** @returns whether the type has the code point */
function heldBy(runs: ReturnType<typeof runsOfFace>): (code: number) => boolean {
  return (code) => {
    let [low, high] = [0, runs.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const [first, last] = runs[middle] ?? [0, -1];
      if (code < first) high = middle - 1;
      else if (code > last) low = middle + 1;
      else return true;
    }
    return false;
  };
}

const plain = /^[ -~\n]*$/;
/** What only shapes the letter before it: it has no place of its own. */
const shaping = /^(?:\p{M}|\u200C|\u200D)$/u;

/** A bound and its number are read as one: `≤ 1.500` does not break over a line. */
const ofOneLine = (text: string): string => text.replace(/([≤≥<>]) (?=\d)/g, "$1\u00A0");

/** @returns the same shape with every text as it can be printed, and whether any letter is missing */
export function asPrintable<T>(
  value: T,
  runs: ReturnType<typeof runsOfFace>,
): { printed: T; lacks: boolean } {
  const isHeld = heldBy(runs);
  let lacks = false;
  const letter = (one: string): string => {
    if (one === "\n" || isHeld(one.codePointAt(0) ?? 0)) return one;
    lacks = true;
    return shaping.test(one) ? "" : missingLetter;
  };
  const lettersOf = (text: string) => [...text.normalize("NFC").replace(unseen, "")].map(letter).join("");
  const printed = JSON.parse(JSON.stringify(value), (_, text: unknown) =>
    typeof text === "string" ? ofOneLine(plain.test(text) ? text : lettersOf(text)) : text,
  );
  return { printed, lacks };
}
