import { expect, it } from "vitest";
import { writeRackCsv } from "./rack-csv.ts";
import { rackRow } from "./rack-row.fixture.ts";
import type { RackRow } from "./rack-row.ts";
import { worstAlarms } from "./rack-row.ts";

const row = rackRow({ tenant: "语料, 省", inletCelsius: 30.2 });
const line = (changes: Partial<RackRow>) => writeRackCsv([{ ...row, ...changes }]).split("\r\n")[1];

it("begins with the mark that lets a spreadsheet read Chinese, and units in the header", () => {
  expect(writeRackCsv([])).toBe(
    "\ufeffrack,hall,row,tenant,state,power_w,power_limit_w,power_share_ratio,inlet_celsius,utilisation_ratio,held_ratio,faulty_accelerators,thermal_class",
  );
});
it("quotes what needs quotes and keeps numbers numbers", () => {
  expect(line({})).toBe('B-07,Hall B,B1,"语料, 省",live,15700,17200,0.9128,30.2,0.8,1,0,A1');
});
it("unknown is an empty cell, not a zero", () => {
  expect(line({ powerW: null, powerShareRatio: null, inletCelsius: null, tenant: null })).toBe(
    "B-07,Hall B,B1,,live,,17200,,,0.8,1,0,A1",
  );
});
it("runs no formula", () => {
  expect(line({ tenant: '=HYPERLINK("x")' })).toContain(`"'=HYPERLINK(""x"")"`);
});

it("a rack is as bad as the worst of its open alarms", () => {
  const worst = worstAlarms([
    { rack: "a", severity: "minor" },
    { rack: "a", severity: "critical" },
    { rack: "a", severity: "warning" },
    { rack: null, severity: "critical" },
    { rack: "b", severity: "warning" },
  ]);
  expect([...worst].sort()).toEqual([
    ["a", "critical"],
    ["b", "warning"],
  ]);
});
