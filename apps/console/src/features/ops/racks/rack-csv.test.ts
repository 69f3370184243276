import { expect, it } from "vitest";
import { writeRackCsv } from "./rack-csv.ts";
import type { RackRow } from "./rack-row.ts";

const row: RackRow = {
  ...{ id: "B-07", name: "B-07", hall: "Hall B", row: "B1", tenant: "语料, 省", state: "live" },
  ...{ powerW: 15_700, powerLimitW: 17_200, powerShareRatio: 0.912_79, inletCelsius: 30.2 },
};
const line = (changes: Partial<RackRow>) => writeRackCsv([{ ...row, ...changes }]).split("\r\n")[1];

it("begins with the mark that lets a spreadsheet read Chinese, and units in the header", () => {
  expect(writeRackCsv([])).toBe(
    "\ufeffrack,hall,row,tenant,state,power_w,power_limit_w,power_share_ratio,inlet_celsius",
  );
});
it("quotes what needs quotes and keeps numbers numbers", () => {
  expect(line({})).toBe('B-07,Hall B,B1,"语料, 省",live,15700,17200,0.9128,30.2');
});
it("unknown is an empty cell, not a zero", () => {
  expect(line({ powerW: null, powerShareRatio: null, inletCelsius: null, tenant: null })).toBe(
    "B-07,Hall B,B1,,live,,17200,,",
  );
});
it("runs no formula", () => {
  expect(line({ tenant: '=HYPERLINK("x")' })).toContain(`"'=HYPERLINK(""x"")"`);
});
