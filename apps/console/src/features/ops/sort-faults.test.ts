import { expect, it } from "vitest";
import type { Failure } from "../../api/failure.ts";
import { sortFaults } from "./sort-faults.ts";

const failure = (changes: Partial<Failure>): Failure => ({
  code: "bad_request",
  requestId: "r-1",
  message: "amount: is too small",
  issues: [],
  ...changes,
});

it("nothing failed, nothing is wrong", () => {
  expect(sortFaults(null, ["amount"])).toEqual({ at: {}, rest: [] });
});
it("an issue stands at its field, wherever in the input the field lies", () => {
  const issues = [
    { path: "draft.amount", message: "is too small" },
    { path: "amount", message: "is no number" },
    { path: "colour", message: "has unknown field" },
    { path: "", message: "is odd" },
  ];
  expect(sortFaults(failure({ issues }), ["amount"])).toEqual({
    at: { amount: "is too small; is no number" },
    rest: ["colour: has unknown field", "is odd"],
  });
});
it("a contradiction without a place is told at the field that it is about", () => {
  const overlap = failure({ code: "conflict", message: "A-01 is held by lease L-7 until 1 May." });
  expect(sortFaults(overlap, ["rack"], "rack").at).toEqual({
    rack: "A-01 is held by lease L-7 until 1 May.",
  });
  expect(sortFaults(overlap, ["rack"]).rest).toEqual(["A-01 is held by lease L-7 until 1 May."]);
});
it("a server that failed blames no field", () => {
  expect(sortFaults(failure({ code: "internal" }), ["rack"], "rack")).toEqual({ at: {}, rest: [] });
});
