import { expect, it } from "vitest";
import { number, same } from "./cells.ts";
import { withheldNote } from "./withheld-days.ts";

/** Days of May; `x` is withheld, `-` is not known, a digit is told. */
const days = (marks: string) =>
  [...marks].map((mark, at) => {
    const id = `2026-05-0${at + 1}`;
    const cell = mark === "x" ? number(null, "suppressed") : number(mark === "-" ? null : 1, "no_data");
    return { id, label: same(id), cells: [number(1), cell] };
  });

it.each([
  ["11111", undefined],
  ["1-1-1", undefined],
  ["1xx1x", "3 of 5 days (2026-05-02 - 2026-05-03, 2026-05-05)."],
  ["x1-xx", "3 of 5 days (2026-05-01, 2026-05-04 - 2026-05-05)."],
  ["xxxxx", "5 of 5 days (2026-05-01 - 2026-05-05)."],
])("of %s it names the days that are withheld, and no day that nobody knows", (marks, expected) => {
  const [note] = withheldNote(days(marks));
  if (expected === undefined) expect(note).toBeUndefined();
  else expect(note?.en).toContain(expected);
});
