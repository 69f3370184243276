import type { TenantClass } from "@aidc/contract";
import { expect, it } from "vitest";
import { shareByClass } from "./share-by-class.ts";

const tenant = (
  id: string,
  leased: number | null,
  stated?: TenantClass,
  active: number | null = leased && leased / 2,
) => ({
  id,
  name: id,
  leased,
  allocated: null,
  active,
  ...(stated === undefined ? {} : { class: stated }),
});
const tenants = [
  ...[tenant("a", 10, "commercial"), tenant("b", 40), tenant("none", null, "own")],
  ...[tenant("c", 20, "public"), tenant("d", 5, "commercial", null)],
];

it("what is leased is told by class, what nobody stated as a class of its own, the rest is free; what is at work is known of all or of none", () => {
  expect(shareByClass(tenants, 100)).toEqual({
    classes: [
      { id: "public", cards: 20, active: 10 },
      { id: "commercial", cards: 15, active: null },
      { id: null, cards: 40, active: 20 },
    ],
    freeCards: 25,
  });
});

it("nothing is free where more is leased than there is, or nobody knows what there is", () => {
  expect(shareByClass(tenants, 60).freeCards).toBeNull();
  expect(shareByClass(tenants, null).freeCards).toBeNull();
  expect(shareByClass([], 60)).toEqual({ classes: [], freeCards: 60 });
});
