import { checkQueuedJob } from "@aidc/contract";
import { readJobFile } from "@aidc/domain";
import { createIntl } from "react-intl";
import { describe, expect, it } from "vitest";
import { catalogues } from "./languages.ts";
import { wordFault, wordIssue } from "./word-fault.ts";

const en = createIntl({ locale: "en", messages: catalogues.en });
const zh = createIntl({ locale: "zh-CN", messages: catalogues.zh });

const knownAt = "2026-06-01T00:00:00Z";
const at = (hour: number) => `2026-05-01T${String(hour).padStart(2, "0")}:00:00`;
const issuesOf = (text: string) =>
  readJobFile(text, {
    utcOffset: "+08:00",
    check: (wanted) => checkQueuedJob(wanted, knownAt),
  }).flatMap(({ issues }) => issues);
const own = (...rows: string[]) =>
  issuesOf(["job,account,eligible,start,end,state,accelerators", ...rows].join("\n"));

/** Names of columns, units, examples and ids stay; words of a sentence do not. */
const isChinese = (text: string) =>
  /[\u4e00-\u9fff]/.test(text) && !/\b(is|are|the|to|expected)\b/.test(text);

describe("what is wrong with a row of jobs is said in the language of the page", () => {
  it.each<[string, string]>([
    ["no time", "7,lab,yesterday,,,,"],
    ["a start before it was eligible", `7,lab,${at(3)},${at(2)},,,`],
    ["an end before the start", `7,lab,${at(1)},${at(3)},${at(2)},,`],
    ["an end before it was eligible", `7,lab,${at(3)},,${at(2)},,`],
    ["a start nobody knew of", `7,lab,${at(3)},2027-01-01T00:00:00,,,`],
    ["a start without eligible", `7,lab,,${at(2)},,,`],
    ["no account", `7,,${at(3)},,,,`],
    ["no id", `,lab,${at(3)},,,,`],
    ["half a card", `7,lab,${at(3)},,,,0.5`],
    ["cards in words", `7,lab,${at(3)},,,,two`],
    ["less than no card", `7,lab,${at(3)},,,,-1`],
    ["too many cards", `7,lab,${at(3)},,,,1000001`],
    ["a long state", `7,lab,${at(3)},,,${"x".repeat(61)},`],
    ["a year of long ago", "7,lab,1926-05-01T00:00:00,,,,"],
    ["a cell too many", `7,lab,${at(3)},,,,,x`],
    ["a job again", `7,lab,${at(3)},,,,\n7,lab,${at(3)},,,,`],
    ["no rows", ""],
  ])("%s", (_, row) => {
    const issues = own(row);
    expect(issues.length).toBeGreaterThan(0);
    for (const issue of issues) {
      expect(wordFault(zh, issue.message), issue.message).toSatisfy(isChinese);
      expect(wordIssue(en, issue)).toContain(issue.path);
    }
  });

  it.each([
    "is not an amount in kWh, for example 1250.5",
    "is not an amount, for example 800.50",
    "is not a day, for example 2024-05-31",
    "is no meter of this center; known are facility, it, water",
    "overlaps bill 7 (2026-05-01 to 2026-05-31); withdraw that one first",
    "overlaps bill 7 (2026-05-01 to 2026-05-31); withdraw that one first; two suppliers behind one metering point are one bill with the sum of both and the names of both documents",
    "has not ended in Asia/Shanghai",
    "will not count: samples or corrections cover 97 % of that time",
  ])("a row of bills: %s", (message) => {
    expect(wordFault(en, message)).toBe(message);
    expect(wordFault(zh, message)).toSatisfy(isChinese);
  });

  it.each([
    'there is no rack "Z-99" in the inventory',
    'power of A-01 comes from aidc_rack_power_watts{rack="A-01"} already; name another subject or quantity',
    "it is the power of k2 already; nothing is left to do",
    "a meter of role water_intake has no power; it has energy",
    "power is not measured in Cel; use W, kW",
    "the series says kW, not W; bind it as kW",
    "leads to 169.254.169.254: this machine, its link or no single host. AIDC_NOTICES_ALLOW can allow it",
    "leads to the private address 10.0.0.7, which AIDC_NOTICES_PRIVATE forbids",
    'no series of m names by "rack" a rack of the inventory that has no series yet',
  ])("a binding or an address: %s", (message) => {
    expect(wordFault(en, message)).toBe(message);
    expect(wordFault(zh, message)).toSatisfy(isChinese);
  });

  it("a header without its columns", () => {
    expect(issuesOf("job,account\n7,lab").map((issue) => wordIssue(zh, issue))).toEqual([
      "eligible 在表头中缺失",
      "start 在表头中缺失",
      "end 在表头中缺失",
    ]);
  });

  it("keeps names and numbers, and says what it has no words for as it was said", () => {
    const width = { path: "row", message: "has 8 cells, the header 7" };
    expect(wordIssue(zh, width)).toBe("整行 有 8 个单元格，表头有 7 个");
    expect(wordIssue(en, width)).toBe("row has 8 cells, the header 7");
    const bound = "means 900 kW all that time; at most 200 kW is taken: twice what the center is rated for";
    expect(wordFault(zh, bound)).toBe(
      "相当于全程 900 kW；最多接受 200 kW（中心额定功率的两倍），请核对数值与单位",
    );
    expect(wordFault(en, bound)).toBe(bound);
    expect(wordFault(zh, "was eaten by the dog")).toBe("was eaten by the dog");
  });
});
