import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FlowInput } from "./flow.ts";
import { energyFlow } from "./flow.ts";

const input: FlowInput = {
  supply: [
    { kind: "grid_import", millijoules: 90n },
    { kind: "pv", millijoules: 10n },
  ],
  parts: [
    { kind: "cooling", millijoules: 20n },
    { kind: "lighting", millijoules: 2n },
  ],
  levels: [
    { kind: "ups_output", millijoules: 75n },
    { kind: "pdu_output", millijoules: 73n },
  ],
  split: {
    last: 60n,
    racks: 59n,
    tenants: [
      { id: "t1", millijoules: 40n },
      { id: "t2", millijoules: 15n },
      { id: "idle", millijoules: 0n },
    ],
  },
};
const told = (flow: ReturnType<typeof energyFlow>) =>
  Object.fromEntries(flow.nodes.map(({ id, millijoules }) => [id, Number(millijoules)]));

describe("the balance as a flow", () => {
  test("each level passes on, and what nobody accounts for is a band of its own", () => {
    const flow = energyFlow(input);
    expect(told(flow)).toEqual({
      facility: 100,
      grid_import: 90,
      pv: 10,
      cooling: 20,
      lighting: 2,
      ups_output: 75,
      "residual/facility": 3,
      pdu_output: 73,
      "residual/ups_output": 2,
      racks: 59,
      "residual/pdu_output": 1,
      "tenant/t1": 40,
      "tenant/t2": 15,
      not_held: 4,
      not_split: 13,
    });
    expect(flow.balances).toEqual([
      { at: "facility", whole: 100n, parts: 97n, residual: 3n },
      { at: "ups_output", whole: 75n, parts: 73n, residual: 2n },
      { at: "pdu_output", whole: 73n, parts: 72n, residual: 1n },
      { at: "racks", whole: 59n, parts: 59n, residual: 0n },
    ]);
  });

  test("more downstream than upstream is told, and draws no negative band", () => {
    const flow = energyFlow({ ...input, levels: [{ kind: "ups_output", millijoules: 90n }], split: null });
    expect(flow.balances).toEqual([{ at: "facility", whole: 100n, parts: 112n, residual: -12n }]);
    expect(flow.nodes.map(({ id }) => id)).not.toContain("residual/facility");
  });

  test("a level that is not known is passed over, and without any the parts still hang on the facility", () => {
    const without = energyFlow({ ...input, levels: [{ kind: "racks", millijoules: 70n }], split: null });
    expect(without.links).toContainEqual({ from: "facility", to: "racks", millijoules: 70n });
    const bare = energyFlow({ ...input, levels: [], split: null });
    expect(bare.balances).toEqual([{ at: "facility", whole: 100n, parts: 22n, residual: 78n }]);
  });

  test("without a supply the flow begins at the UPS; racks as the last level pass straight to who holds them", () => {
    const flow = energyFlow({
      supply: null,
      parts: input.parts,
      levels: [{ kind: "racks", millijoules: 73n }],
      split: { last: 60n, racks: 60n, tenants: [{ id: "t1", millijoules: 61n }] },
    });
    expect(told(flow)).toEqual({ racks: 73, "tenant/t1": 61, not_split: 13 });
    expect(flow.balances).toEqual([{ at: "racks", whole: 73n, parts: 74n, residual: -1n }]);
  });

  const amount = fc.bigInt({ min: 0n, max: 10n ** 15n });
  test("no band is negative, and every node's links out sum to what it is or to its parts", () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 8, maxLength: 8 }), (values) => {
        const [grid = 0n, cooling = 0n, ups = 0n, pdu = 0n, racks = 0n, part = 0n, t1 = 0n, t2 = 0n] = values;
        const flow = energyFlow({
          supply: [{ kind: "grid_import", millijoules: grid }],
          parts: [{ kind: "cooling", millijoules: cooling }],
          levels: [
            { kind: "ups_output", millijoules: ups },
            { kind: "pdu_output", millijoules: pdu },
          ],
          split: {
            last: part,
            racks,
            tenants: [
              { id: "t1", millijoules: t1 },
              { id: "t2", millijoules: t2 },
            ],
          },
        });
        for (const { millijoules } of [...flow.nodes, ...flow.links]) expect(millijoules >= 0n).toBe(true);
        for (const { at, whole, parts, residual } of flow.balances) {
          const out = flow.links.filter(({ from }) => from === at);
          const sum = out.reduce((total, { millijoules }) => total + millijoules, 0n);
          expect(sum).toBe(residual > 0n ? whole : parts);
        }
      }),
    );
  });
});
