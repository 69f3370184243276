import { expect, it } from "vitest";
import { shareTenancy } from "./share-tenancy.ts";

const tenant = (id: string, leased: number | null) => ({
  id,
  name: id,
  leased,
  allocated: null,
  active: null,
});
const tenants = [tenant("a", 10), tenant("b", 40), tenant("none", null), tenant("c", 20), tenant("d", 5)];

it("the largest by name, the others together, the rest is free", () => {
  const { largest, others, freeCards } = shareTenancy(tenants, 100, 2);
  expect(largest.map(({ tenant: { id }, cards }) => [id, cards])).toEqual([
    ["b", 40],
    ["c", 20],
  ]);
  expect(others).toEqual({ count: 2, cards: 15 });
  expect(freeCards).toBe(25);
});

it("nothing is free where more is leased than there is, or nobody knows what there is", () => {
  expect(shareTenancy(tenants, 60, 9).freeCards).toBeNull();
  expect(shareTenancy(tenants, null, 9).freeCards).toBeNull();
  expect(shareTenancy([], 60, 9)).toMatchObject({ largest: [], freeCards: 60 });
});
