import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LiveCursor } from "./apply-live-event.ts";
import { applyLiveEvent } from "./apply-live-event.ts";

type Picture = Readonly<Record<string, number>>;
const merge = (value: Picture, changes: Picture) => ({ ...value, ...changes });
const cursor: LiveCursor<Picture> = { epoch: "a", seq: 5, atMs: 100, value: { x: 1 } };

describe("one patch", () => {
  it("follows and is applied", () => {
    const applied = applyLiveEvent(cursor, { epoch: "a", seq: 6, at: 200, changes: { x: 2 } }, merge);
    expect(applied).toEqual({ kind: "changed", cursor: { epoch: "a", seq: 6, atMs: 200, value: { x: 2 } } });
  });

  it.each([
    ["a gap", cursor, { epoch: "a", seq: 8, at: 1, changes: {} }, { kind: "resync", why: "gap" }],
    ["another epoch", cursor, { epoch: "b", seq: 6, at: 1, changes: {} }, { kind: "resync", why: "epoch" }],
    [
      "no snapshot yet",
      null,
      { epoch: "a", seq: 6, at: 1, changes: {} },
      { kind: "resync", why: "no_snapshot" },
    ],
    ["a repetition", cursor, { epoch: "a", seq: 5, at: 1, changes: { x: 9 } }, { kind: "repeated" }],
  ])("%s", (_, before, patch, expected) => {
    expect(applyLiveEvent(before, patch, merge)).toEqual(expected);
  });

  it("asks for a snapshot when the frame does not fit", () => {
    const refuse = () => {
      throw new RangeError("another size");
    };
    const applied = applyLiveEvent(cursor, { epoch: "a", seq: 6, at: 1, changes: {} }, refuse);
    expect(applied).toEqual({ kind: "resync", why: "bad_frame" });
  });
});

/** A server's log: the state after each patch. */
const logs = fc.array(fc.dictionary(fc.constantFrom("x", "y", "z"), fc.integer(), { maxKeys: 3 }), {
  minLength: 1,
  maxLength: 30,
});
const fates = fc.array(fc.constantFrom("deliver", "drop", "twice", "later" as const), {
  minLength: 30,
  maxLength: 30,
});

describe("whatever the line does", () => {
  it("the picture is one the server had, or a snapshot is asked for", () => {
    fc.assert(
      fc.property(logs, fates, (changes, fate) => {
        const states: Picture[] = [{}];
        for (const change of changes) states.push({ ...states.at(-1), ...change });
        const delivered = disturb(
          changes.map((change, index) => ({ seq: index + 1, change })),
          fate,
        );
        let at: LiveCursor<Picture> = { epoch: "a", seq: 0, atMs: 0, value: {} };
        for (const { seq, change } of delivered) {
          const applied = applyLiveEvent(at, { epoch: "a", seq, at: seq, changes: change }, merge);
          if (applied.kind === "changed") at = applied.cursor;
          // A resync answers with the newest state of the server.
          if (applied.kind === "resync")
            at = { epoch: "a", seq: changes.length, atMs: 0, value: states.at(-1) ?? {} };
          expect(at.value).toEqual(states[at.seq]);
        }
      }),
    );
  });
});

type Sent = { readonly seq: number; readonly change: Picture };

function disturb(sent: readonly Sent[], fates: readonly string[]): Sent[] {
  const arrived: Sent[] = [];
  let held: Sent[] = [];
  for (const [index, patch] of sent.entries()) {
    const fate = fates[index];
    if (fate === "drop") continue;
    if (fate === "later") {
      held = [...held, patch];
      continue;
    }
    arrived.push(patch, ...(fate === "twice" ? [patch] : []), ...held);
    held = [];
  }
  return [...arrived, ...held];
}
