import { afterAll, beforeAll, expect, test } from "vitest";
import type { Billing } from "../billing/billing.fixture.ts";
import { startBilling } from "../billing/billing.fixture.ts";

let billing: Billing;
beforeAll(async () => {
  billing = await startBilling([{ id: "t1", name: "Tenant" }]);
});
afterAll(() => billing.close());

const draft = {
  effectiveFrom: "2026-03-01T00:00:00+08:00",
  currency: "CNY",
  source: "an example",
  components: [{ id: "energy", name: "Energy", perKwh: "0.6", banded: true }],
  bands: [{ id: "night", from: "22:00", to: "06:00", factor: "0.5" }],
};

test("a tariff is published once, kept as it was and listed newest first", async () => {
  const published = await billing.call("POST", "/tariffs", { draft });
  expect(published.status).toBe(201);
  expect(published.json).toMatchObject({ version: 1, effectiveFrom: "2026-02-28T16:00:00.000Z" });
  const later = { ...draft, effectiveFrom: "2026-04-01T00:00:00+08:00" };
  expect((await billing.call("POST", "/tariffs", { draft: later })).json.version).toBe(2);
  const { json } = await billing.call("GET", "/tariffs");
  expect(json[1]).toEqual(published.json);
  expect(json[0]).toMatchObject({ version: 2, components: draft.components, bands: draft.bands });
});

test.each([
  ["an earlier beginning", { effectiveFrom: "2026-01-01T00:00:00Z" }, "draft.effectiveFrom"],
  ["another currency", { currency: "EUR" }, "draft.currency"],
  ["no source", { source: " " }, "draft.source"],
  ["a field that does not exist", { price: "0.6" }, "draft.price"],
])("refused with the field named: %s", async (_name, change, path) => {
  const wrong = { ...draft, effectiveFrom: "2026-06-01T00:00:00Z", ...change };
  const { status, json } = await billing.call("POST", "/tariffs", { draft: wrong });
  expect(status).toBe(400);
  expect(json.data.issues.map((issue: { path: string }) => issue.path)).toContain(path);
});

test("two at once: one is published, the other is told so", async () => {
  const two = [1, 2].map((day) => ({ ...draft, effectiveFrom: `2026-07-0${3 - day}T00:00:00Z` }));
  const answers = await Promise.all(two.map((one) => billing.call("POST", "/tariffs", { draft: one })));
  const { json } = await billing.call("GET", "/tariffs");
  const begun = json.map((version: { effectiveFrom: string }) => version.effectiveFrom);
  expect(begun).toEqual([...begun].sort().reverse());
  expect(answers.every(({ status }) => [201, 400, 409].includes(status))).toBe(true);
});

test("who published it is in the audit log", async () => {
  const entries = await billing.services.audit.list(null);
  expect(entries.map(({ action }) => action)).toContain("tariff.publish");
});

test("an economic scenario is published the same way, and its defaults are to take what was measured", async () => {
  const scenario = {
    name: "Base case",
    effectiveFrom: "2026-03-01T00:00:00Z",
    currency: "CNY",
    source: "an example",
    investment: "1000000.50",
    discountRate: 0.08,
    horizonYears: 8,
  };
  const published = await billing.call("POST", "/economic-scenarios", { draft: scenario });
  expect(published.json).toMatchObject({ version: 1, revenuePerYear: null, energyPerYear: null, costs: [] });
  const again = await billing.call("POST", "/economic-scenarios", { draft: scenario });
  expect([again.status, again.json.data.issues[0].path]).toEqual([400, "draft.effectiveFrom"]);
  expect((await billing.call("GET", "/economic-scenarios")).json).toEqual([published.json]);
  const entries = await billing.services.audit.list(null);
  expect(entries.map(({ action }) => action)).toContain("economics.publish");
});
