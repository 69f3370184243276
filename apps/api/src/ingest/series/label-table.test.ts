import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LabelTable } from "./label-table.ts";

describe("the label table", () => {
  it("tells any byte strings apart, in any order, through growth and from any position in a buffer", () => {
    const text = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom("aaaa", "aaaab", "aaaaaaaa", "aaaaaaa"),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 300 }), fc.nat(7), fc.integer(), (texts, offset, seed) => {
        const table = new LabelTable(seed);
        const known = new Map<string, number>();
        let previous = -1;
        for (const one of texts) {
          const bytes = Buffer.concat([Buffer.alloc(offset, 97), Buffer.from(one), Buffer.alloc(3, 97)]);
          const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
          const length = bytes.length - offset - 3;
          const found = table.find(view, offset, length, previous);
          expect(found).toBe(known.get(one) ?? -1);
          previous = found >= 0 ? found : table.add(view, offset, length, previous);
          known.set(one, previous);
        }
        expect(table.size).toBe(known.size);
      }),
      { numRuns: 200 },
    );
  });

  it("grows to many entries and still finds each", () => {
    const table = new LabelTable(7);
    const views = Array.from({ length: 20_000 }, (_, index) => {
      const bytes = Buffer.from(`series-${index}`.padEnd(300, "x"));
      return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    });
    for (const view of views) table.add(view, 0, view.byteLength, -1);
    expect(views.findIndex((view, index) => table.find(view, 0, view.byteLength, -1) !== index)).toBe(-1);
  });
});
