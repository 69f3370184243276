import { expect, it } from "vitest";
import { writeUsageCsv } from "./usage-csv.ts";
import type { Usage, UsageRow } from "./usage-rows.ts";
import { chartedRows, knownMeasures, orderRows } from "./usage-rows.ts";

const row = (key: string, changes: Partial<UsageRow> = {}): UsageRow => ({
  key,
  name: key,
  from: null,
  to: null,
  leasedHours: null,
  allocatedHours: 1,
  activeHours: null,
  coverage: null,
  ...changes,
});

it("days stay in order, everything else begins with the most", () => {
  const days = [row("b", { from: "2026-05-02T00:00:00Z" }), row("a", { from: "2026-05-01T00:00:00Z" })];
  expect(orderRows(days, "day").map(({ key }) => key)).toEqual(["a", "b"]);
  const jobs = [row("small"), row("big", { allocatedHours: 9 }), row("unknown", { allocatedHours: null })];
  expect(orderRows(jobs, "job").map(({ key }) => key)).toEqual(["big", "small", "unknown"]);
});
it("draws no bars for what nobody knows, and at most twelve rows", () => {
  expect(knownMeasures([row("a")])).toEqual(["allocatedHours"]);
  const many = Array.from({ length: 40 }, (_, index) => row(`j${index}`));
  expect(chartedRows(many, "job")).toHaveLength(12);
  expect(chartedRows(many, "day")).toHaveLength(40);
});
it("writes unknown as an empty cell and names as text", () => {
  const usage: Usage = {
    from: "2026-05-01T00:00:00Z",
    to: "2026-05-02T00:00:00Z",
    by: "job",
    figures: {},
    rows: [row("j1", { name: "=HYPERLINK(1)" })],
    itemisedShare: 0.5,
  };
  const [, line] = writeUsageCsv(usage, "job").split("\r\n");
  expect(line).toBe("j1,'=HYPERLINK(1),2026-05-01T00:00:00Z,2026-05-02T00:00:00Z,,1,,");
});
