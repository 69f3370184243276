import type { Lease, PriceVersion } from "@aidc/contract";
import { expect, it } from "vitest";
import { findUnpriced } from "./find-unpriced.ts";

const lease = (id: string, changes: Partial<Lease> = {}): Lease => ({
  id,
  tenant: "t1",
  resource: "accelerators",
  amount: 8,
  model: "nvidia-h20",
  from: "2026-01-01T00:00:00Z",
  to: null,
  grade: "metered",
  terms: "commitment",
  ...changes,
});
const version: PriceVersion = {
  seller: null,
  version: 1,
  effectiveFrom: "2026-01-01T00:00:00Z",
  currency: "CNY",
  note: "",
  publishedAt: "2026-01-01T00:00:00Z",
  publishedBy: "x",
  contentSha256: "",
  rules: [
    { id: "h20", unit: "card_hour", basis: "leased", model: "nvidia-h20", unitPrice: "6.5", bands: [] },
  ],
};
const now = Date.parse("2026-05-01T00:00:00Z");

it("names what has no price, once, with the leases it concerns", () => {
  const leases = [
    lease("priced"),
    lease("l2", { model: "huawei-ascend-910b" }),
    lease("l3", { model: "huawei-ascend-910b" }),
    lease("l4", { terms: "on_demand" }),
    lease("past", { resource: "racks", to: "2026-02-01T00:00:00Z" }),
  ];
  const unpriced = findUnpriced(leases, version, now);
  expect(unpriced.map(({ leases: ids }) => ids)).toEqual([["l2", "l3"], ["l4"]]);
  expect(unpriced.map(({ code }) => code)).toEqual(["no_price", "no_price"]);
});
it("without a version nothing has a price", () => {
  expect(findUnpriced([lease("l1")], null, now)).toMatchObject([{ code: "no_version", leases: ["l1"] }]);
  expect(findUnpriced([], null, now)).toEqual([]);
});
