import { checkQueuedJob } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { readJobFile } from "./job-file.ts";

const check = (wanted: unknown) => checkQueuedJob(wanted, "2026-06-01T00:00:00Z");
const header = "JobID|Account|Submit|Eligible|Start|End|State|NodeList|ReqTRES";
const t = (hour: number) => `2026-05-01T${String(hour).padStart(2, "0")}:00:00`;
const read = (text: string, utcOffset: string | undefined = "+08:00") => {
  const rows = readJobFile(text, { utcOffset, check });
  const faults = rows.flatMap(({ line, issues }) => issues.map((issue) => ({ line, ...issue })));
  return { rows: rows.map(({ line, job }) => ({ line, job })), faults };
};
const sacct = (...rows: string[]) => read([header, ...rows, ""].join("\n"));
const own = (...rows: string[]) =>
  read(["job,account,eligible,start,end,state,accelerators", ...rows].join("\r\n"));

describe("what sacct -P prints", () => {
  test("a job that ran, one that waits, one that runs; steps are left out and times get their offset", () => {
    const { rows, faults } = sacct(
      `7|lab|${t(1)}|${t(2)}|${t(3)}|${t(4)}|COMPLETED|n1|billing=8,cpu=8,gres/gpu=2,node=1`,
      `7.batch|lab|${t(1)}|${t(3)}|${t(3)}|${t(4)}|COMPLETED|n1|`,
      `8_[1-3]|lab|${t(1)}|${t(1)}|Unknown|Unknown|PENDING|None assigned|cpu=8`,
      `9|lab|${t(1)}|Unknown|${t(2)}|Unknown|RUNNING|n2|cpu=8`,
    );
    expect(faults).toEqual([]);
    expect(
      rows.map(({ line, job }) => [line, job?.id, job?.eligible, job?.start, job?.end, job?.accelerators]),
    ).toEqual([
      [2, "7", `${t(2)}+08:00`, `${t(3)}+08:00`, `${t(4)}+08:00`, 2],
      [4, "8_[1-3]", `${t(1)}+08:00`, null, null, 0],
      [5, "9", `${t(1)}+08:00`, `${t(2)}+08:00`, null, 0],
    ]);
  });

  test("one cancelled while it waited has not started, although its start repeats its end", () => {
    const { rows, faults } = sacct(
      `1|lab|${t(1)}|${t(2)}|${t(9)}|${t(9)}|CANCELLED by 12|None assigned|`,
      `2|lab|${t(1)}|${t(20)}|${t(9)}|${t(9)}|CANCELLED by 12|None assigned|`,
    );
    expect(faults).toEqual([]);
    expect(rows.map(({ job }) => job)).toMatchObject([
      { eligible: `${t(2)}+08:00`, start: null, end: `${t(9)}+08:00` },
      { eligible: null, start: null, end: `${t(9)}+08:00` },
    ]);
  });

  test("without the column that tells so the file is refused: a cancelled job would count as started", () => {
    expect(read("JobID|Account|Eligible|Start|End|State\n").faults).toEqual([
      { line: 1, path: "nodelist", message: "is missing in the header" },
    ]);
  });
});

test("our own CSV, with times of their own offset", () => {
  const { rows, faults } = own(
    "7,lab,2026-05-01T00:00:00Z,,,,",
    "8,lab,2026-05-01T08:00:00+0800,,,PENDING,4",
  );
  expect(faults).toEqual([]);
  expect(rows.map(({ job }) => job?.eligible)).toEqual(["2026-05-01T00:00:00Z", "2026-05-01T08:00:00+08:00"]);
  expect(rows.map(({ job }) => job?.accelerators)).toEqual([null, 4]);
});

test.each<[string, string, string, string]>([
  ["no time", "7,lab,yesterday,,,,", "eligible", "is not an ISO 8601 time"],
  ["a start before the job was eligible", `7,lab,${t(3)},${t(2)},,,`, "start", "is before eligible"],
  [
    "a start in the future of the file",
    `7,lab,${t(3)},2027-01-01T00:00:00,,,`,
    "start",
    "nobody knew it then",
  ],
  ["a start of a job that was never eligible", `7,lab,,${t(2)},,,`, "eligible", "is missing"],
  ["no account", `7,,${t(3)},,,,`, "account", ""],
  ["half a card", `7,lab,${t(3)},,,,0.5`, "accelerators", ""],
  ["a cell too many", `7,lab,${t(3)},,,,,x`, "row", "has 8 cells, the header 7"],
])("a row with %s is refused by its line and column", (_, row, path, words) => {
  const { faults } = own(`6,lab,${t(1)},,,,`, row);
  expect(faults).toEqual([{ line: 3, path, message: expect.stringContaining(words) }]);
});

test("a time without an offset is refused where none was given, and a job may stand once", () => {
  const text = `job,account,eligible,start,end\n7,lab,${t(1)},,\n`;
  expect(readJobFile(text, { utcOffset: undefined, check })).toMatchObject([
    { line: 2, issues: [{ path: "eligible" }] },
  ]);
  expect(own(`6,lab,${t(1)},,,,`, `6,lab,${t(2)},,,,`).faults).toMatchObject([{ line: 3, path: "job" }]);
});
