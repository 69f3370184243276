import { expect, test } from "vitest";
import { fixedComparisons } from "../features/reports/comparison.ts";
import { reportsSearch } from "./search.ts";

test.each([...fixedComparisons, "center:aud"])(
  "the address of a report keeps what it is compared with: %s",
  (compare) => {
    expect(reportsSearch.parse({ compare })).toEqual({ compare });
  },
);

test("and drops what nobody knows", () => {
  expect(reportsSearch.parse({ compare: "budget" }).compare).toBeUndefined();
});
