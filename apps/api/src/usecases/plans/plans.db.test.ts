import { afterAll, beforeAll, expect, test } from "vitest";
import type { Billing } from "../billing/billing.fixture.ts";
import { startBilling } from "../billing/billing.fixture.ts";

let billing: Billing;
beforeAll(async () => {
  billing = await startBilling([{ id: "t1", name: "Tenant" }]);
});
afterAll(() => billing.close());

const pue = { figure: "energy.pue", period: "2026-05", value: 1.3, unit: "ratio" };
const draft = (change: object = {}) => ({ source: "budget 2026", values: [{ ...pue, ...change }] });

test("a plan is published once, kept as it was, and counts for exactly its period", async () => {
  const published = await billing.call("POST", "/plans", { draft: draft() });
  expect(published).toMatchObject({ status: 201, json: { version: 1, note: "", values: [pue] } });
  const anew = await billing.call("POST", "/plans", { draft: draft({ value: 1.25 }) });
  expect(anew.json.version).toBe(2);
  expect((await billing.call("GET", "/plans")).json).toEqual([anew.json, published.json]);
  expect((await billing.call("GET", "/plans/2026-05")).json).toMatchObject([{ value: 1.25, version: 2 }]);
  expect((await billing.call("GET", "/plans/2026")).json).toEqual([]);
  const entries = await billing.services.audit.list(null);
  expect(entries.map(({ action }) => action)).toContain("plan.publish");
});

test.each([
  ["a figure that reports do not know", { figure: "energy.puu" }, "draft.values.0.figure", "energy.pue"],
  ["another unit", { unit: "kWh" }, "draft.values.0.unit", '"ratio"'],
  ["what can never be true", { value: 0.5 }, "draft.values.0.value", "a PUE is never below 1"],
  ["no period", { period: "2026-13" }, "draft.values.0.period", "is not a period"],
])("refused with the field named: %s", async (_name, change, path, words) => {
  const { status, json } = await billing.call("POST", "/plans", { draft: draft(change) });
  expect(status).toBe(400);
  expect(json.data.issues).toEqual([{ path, message: expect.stringContaining(words) }]);
});

test("shares are planned as ratios, also where nothing has measured them yet", async () => {
  const figures = ["leases.occupancy", "racks.occupancy_count"];
  const shares = figures.map((figure) => ({ ...pue, figure, value: 0.8, period: "2027" }));
  const values = [...shares, { ...pue, period: "2027" }];
  expect((await billing.call("POST", "/plans", { draft: { source: "budget 2027", values } })).status).toBe(
    201,
  );
});
