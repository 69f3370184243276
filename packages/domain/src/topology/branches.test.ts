import { expect, test } from "vitest";
import type { BranchNode } from "./branches.ts";
import { branchOf, racksServedBy } from "./branches.ts";

const node = (id: string, parent: string | null, ...racks: string[]): BranchNode => ({ id, parent, racks });
const tree = [
  node("top", null),
  node("left", "top", "R1"),
  node("right", "top", "R2", "R1"),
  node("leaf", "left", "R3"),
];

test("a branch is the node and all below it, parents first", () => {
  expect(branchOf(tree, "top").map(({ id }) => id)).toEqual(["top", "left", "right", "leaf"]);
  expect(branchOf(tree, "left").map(({ id }) => id)).toEqual(["left", "leaf"]);
  expect(branchOf(tree, "nowhere")).toEqual([]);
});

test("racks count once, however many ways lead to them", () => {
  expect(racksServedBy(tree, "top")).toEqual(["R1", "R2", "R3"]);
  expect(racksServedBy(tree, "leaf")).toEqual(["R3"]);
});

test("a circle is walked once", () => {
  expect(racksServedBy([node("a", "b", "R1"), node("b", "a", "R2")], "a")).toEqual(["R1", "R2"]);
});
