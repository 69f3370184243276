import { expect, test } from "vitest";
import { unusedCost } from "./unused-cost.ts";

const used = (effective: string) => ({ commitment: "Used" as const, coverage: 1, effective });
const unused = (effective: string) => ({ commitment: "Unused" as const, coverage: 1, effective });
const unmeasured = (effective: string) => ({ commitment: "Unused" as const, coverage: 0, effective });
const purchase = { commitment: null, coverage: 1, effective: "0.00" };

test.each([
  ["nothing by contract", [purchase], { amount: null, coverage: 0, reason: "no_lease" }],
  ["all used", [purchase, used("80.00")], { amount: "0.00", coverage: 1, reason: null }],
  [
    "a part unused, of two leases",
    [used("60.00"), unused("15.00"), unused("5.00")],
    { amount: "20.00", coverage: 1, reason: null },
  ],
  [
    "a part never measured is not taken for unused",
    [used("30.00"), unused("10.00"), unmeasured("60.00")],
    { amount: "10.00", coverage: 0.4, reason: null },
  ],
  ["nothing measured", [unmeasured("80.00")], { amount: null, coverage: 0, reason: "not_collected" }],
  ["free of charge", [used("0.00"), unused("0.00")], { amount: "0.00", coverage: 1, reason: null }],
] as const)("%s", (_, lines, told) => {
  expect(unusedCost(lines, "CNY")).toEqual(told);
});
