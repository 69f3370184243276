import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Head } from "./head.ts";

type Sample = readonly [seriesId: number, timeMs: number, value: number];

function batchOf(samples: readonly Sample[]) {
  return {
    count: samples.length,
    seriesIds: Int32Array.from(samples, (s) => s[0]),
    timesMs: Float64Array.from(samples, (s) => s[1]),
    values: Float64Array.from(samples, (s) => s[2]),
  };
}

function admitted(head: Head, samples: readonly Sample[], journalId = 1) {
  const admission = head.admit(batchOf(samples), journalId);
  admission.segment.committed = admission.to;
  return admission;
}

const all = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };

describe("the head", () => {
  it("holds each sample once, the first value of a time, whatever the order and number of deliveries", () => {
    const sample = fc.tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 0, max: 3 }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(sample, { maxLength: 10 }), { maxLength: 10 }), (batches) => {
        const head = new Head();
        const expected = new Map<string, number>();
        for (const [i, batch] of batches.entries()) {
          const { duplicates, conflicts, from, to } = admitted(head, batch, i + 1);
          let fresh = 0;
          for (const [id, timeMs, value] of batch) {
            if (expected.has(`${id} ${timeMs}`)) continue;
            expected.set(`${id} ${timeMs}`, value);
            fresh++;
          }
          expect(to - from).toBe(fresh);
          expect(duplicates + conflicts).toBe(batch.length - fresh);
        }
        const view = head.view();
        for (let id = 1; id <= 4; id++) {
          const times = [...expected.keys()]
            .filter((key) => key.startsWith(`${id} `))
            .map((key) => Number(key.split(" ")[1]));
          times.sort((a, b) => a - b);
          const read = view.read(id, all);
          expect([...(read?.timesMs ?? [])]).toEqual(times);
          expect([...(read?.values ?? [])]).toEqual(times.map((timeMs) => expected.get(`${id} ${timeMs}`)));
          expect(view.span(id)).toEqual(times.length === 0 ? null : { fromMs: times[0], toMs: times.at(-1) });
        }
      }),
    );
  });

  it("is the same after its journal was read back, also for what comes late then", () => {
    const head = new Head();
    const restored = head.restore(
      batchOf([
        [1, 30, 3],
        [2, 30, 4],
        [1, 10, 1],
      ]),
      7,
    );
    restored.segment.committed = restored.to;
    expect([...(head.view().read(1, all)?.timesMs ?? [])]).toEqual([10, 30]);
    const late: Sample[] = [
      [1, 10, 1],
      [2, 30, 5],
      [1, 20, 2],
    ];
    expect(admitted(head, late, 8)).toMatchObject({ duplicates: 1, conflicts: 1 });
    expect([...(head.view().read(1, all)?.values ?? [])]).toEqual([1, 2, 3]);
    expect(head.freeze()).toBe(8);
  });

  it("shows nothing that is not committed, and takes back what failed", () => {
    const head = new Head();
    const first = head.admit(batchOf([[1, 10, 5]]), 1);
    expect(head.view().read(1, all)).toBeNull();
    expect(head.admit(batchOf([[1, 10, 6]]), 2)).toMatchObject({ conflicts: 1 });
    first.segment.discard(first.from, first.to);
    expect(head.view().read(1, all)).toBeNull();
    expect(admitted(head, [[1, 10, 6]], 3)).toMatchObject({ conflicts: 0, duplicates: 0 });
    expect([...(head.view().read(1, all)?.values ?? [])]).toEqual([6]);
  });

  it("tells values apart by their bits: 0 from -0, one NaN from another", () => {
    const head = new Head();
    admitted(head, [
      [1, 1, 0],
      [1, 2, Number.NaN],
    ]);
    expect(
      head.admit(
        batchOf([
          [1, 1, -0],
          [1, 2, Number.NaN],
        ]),
        2,
      ),
    ).toMatchObject({ conflicts: 1, duplicates: 1 });
  });

  it("forgets what was compacted and keeps what came later; a reader that looked before keeps its view", () => {
    const head = new Head();
    admitted(head, [[1, 1, 1]], 7);
    expect(head.freeze()).toBe(7);
    const before = head.view();
    admitted(head, [[1, 2, 2]], 8);
    head.drop(7);
    expect([...(head.view().read(1, all)?.timesMs ?? [])]).toEqual([2]);
    expect([...(before.read(1, all)?.timesMs ?? [])]).toEqual([1]);
  });

  it("goes on over many segments and growing ids", () => {
    const head = new Head();
    const count = 50_000;
    for (let step = 0; step < 4; step++) {
      head.ensureCapacity(10_000 * 2 ** step);
      const id = 10_000 * 2 ** step - 1;
      admitted(
        head,
        Array.from({ length: count }, (_, i) => [id, step * count + i, i] as const),
        step + 1,
      );
    }
    expect(head.samples).toBe(4 * count);
    const view = head.view();
    for (let step = 0; step < 4; step++)
      expect(view.read(10_000 * 2 ** step - 1, all)?.timesMs).toHaveLength(count);
  });
});
