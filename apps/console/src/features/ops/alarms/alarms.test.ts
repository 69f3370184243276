import type { AlarmView } from "@aidc/contract";
import { alarmLetters } from "@aidc/contract";
import { createIntl } from "react-intl";
import { expect, it } from "vitest";
import { catalogues } from "../../../i18n/languages.ts";
import { readListKey } from "../read-key.ts";
import { acknowledgeSeveral, takeBackSeveral } from "./acknowledge-several.ts";
import { buildAlarm } from "./alarm.fixture.ts";
import { writeAlarmCsv } from "./alarm-csv.ts";
import {
  alarmsOf,
  filterAlarms,
  groupByRoot,
  isUndoable,
  linesOf,
  step,
  withCarried,
} from "./arrange-alarms.ts";
import { judgeGrade } from "./judge-grade.ts";
import { readWords } from "./read-words.ts";
import { riskWords } from "./risk-words.ts";

const ids = (alarms: readonly AlarmView[]) => alarms.map(({ id }) => id);
const none: ReadonlySet<string> = new Set();
const words = ({ ruleName, place }: AlarmView) => `${ruleName} ${place}`;
const lost = buildAlarm("lost", { severity: "major", subject: { kind: "source", id: "s" } });
const child = (id: string, root = "lost") => buildAlarm(id, { root });

it.each([
  ["open", "BCDEF"],
  ["unacknowledged", "BDE"],
  ["acknowledged", "CF"],
  ["silenced", "GHI"],
  ["all", "ABCDEFGHI"],
] as const)("%s shows the states %s", (show, letters) => {
  const all = alarmLetters.map((letter) => buildAlarm(letter, { letter }));
  expect(ids(filterAlarms(all, { show, severity: undefined, search: "" }, words)).join("")).toBe(letters);
});

it("severity and every word of the search must fit", () => {
  const all = [lost, buildAlarm("hot", { place: "Hall B / R-01" })];
  const filter = (severity: AlarmView["severity"] | undefined, search: string) =>
    ids(filterAlarms(all, { show: "all", severity, search }, words));
  expect(filter("major", "")).toEqual(["lost"]);
  expect(filter(undefined, "hall r-01")).toEqual(["hot"]);
  expect(filter("major", "r-01")).toEqual([]);
});

it("what a root explains is folded under it and counted, in the order of the list", () => {
  const groups = groupByRoot([child("a"), lost, buildAlarm("other"), child("b")]);
  expect(groups.map(({ root, children }) => [root.id, ids(children)])).toEqual([
    ["lost", ["a", "b"]],
    ["other", []],
  ]);
  expect(linesOf(groups, none).map(({ alarm }) => alarm.id)).toEqual(["lost", "other"]);
  const open = linesOf(groups, new Set(["lost"]));
  expect(open.map(({ alarm, isChild }) => [alarm.id, isChild])).toEqual([
    ["lost", false],
    ["a", true],
    ["b", true],
    ["other", false],
  ]);
});

it("a child whose root is not in the list stands for itself; a root of a root is the one", () => {
  expect(groupByRoot([child("a")]).map(({ root }) => root.id)).toEqual(["a"]);
  const chain = groupByRoot([lost, child("a"), child("b", "a")]);
  expect(chain.map(({ root, children }) => [root.id, ids(children)])).toEqual([["lost", ["a", "b"]]]);
});

it("alarms that explain each other are not lost", () => {
  const ring = groupByRoot([child("a", "b"), child("b", "a")]);
  expect(ring.flatMap(({ root, children }) => [root.id, ...ids(children)]).sort()).toEqual(["a", "b"]);
});

it("a folded root is chosen with all that it explains, an unfolded one alone", () => {
  const [line] = linesOf(groupByRoot([lost, child("a")]), none);
  if (!line) throw new Error("no line");
  expect(ids(alarmsOf(line, none))).toEqual(["lost", "a"]);
  expect(ids(alarmsOf(line, new Set(["lost"])))).toEqual(["lost"]);
});

it("j and k stay inside the list, and find it again when their line is gone", () => {
  const lines = linesOf(groupByRoot([buildAlarm("a"), buildAlarm("b")]), none);
  expect([step(lines, null, 1), step(lines, "a", 1), step(lines, "b", 1)]).toEqual(["a", "b", "b"]);
  expect([step(lines, "a", -1), step(lines, "gone", 1), step([], "a", 1)]).toEqual(["a", "a", null]);
});

it("a letter after g is a page, never an acknowledgement", () => {
  const press = { key: "a", ctrlKey: false, metaKey: false, altKey: false, target: null };
  expect(readListKey(press, false)).toBe("acknowledge");
  expect(readListKey(press, true)).toBeNull();
  expect(readListKey({ ...press, ctrlKey: true }, false)).toBeNull();
});

it("a conflict says whether the alarm came again or somebody was quicker", async () => {
  const alarms = ["fine", "again", "before", "gone", "refused"].map((id) =>
    buildAlarm(id, { occurrence: 3 }),
  );
  const result = await acknowledgeSeveral(
    alarms,
    async ({ id }) => (id === "fine" ? "done" : id === "refused" ? "failed" : "conflict"),
    async () => [
      buildAlarm("again", { occurrence: 4 }),
      buildAlarm("before", { occurrence: 3, letter: "C" }),
    ],
  );
  expect(ids(result.done)).toEqual(["fine"]);
  expect(ids(result.again)).toEqual(["again"]);
  expect(ids(result.before)).toEqual(["before", "gone"]);
  expect(ids(result.failed)).toEqual(["refused"]);
});

it("what goes with its root is not sent: it goes as the root did, unless it came again meanwhile", async () => {
  const along = { root: "root", goesWithRoot: true };
  const board = [
    buildAlarm("root"),
    buildAlarm("child", along),
    buildAlarm("hidden", along),
    buildAlarm("before", { root: "root" }),
    buildAlarm("other"),
  ];
  const picked = withCarried(board, [buildAlarm("root")]);
  expect(ids(picked)).toEqual(["root", "child", "hidden"]);
  const sent: string[] = [];
  const result = await acknowledgeSeveral(
    picked,
    async ({ id }) => {
      sent.push(id);
      return "done";
    },
    async () => [buildAlarm("hidden", { occurrence: 2 })],
  );
  expect(sent).toEqual(["root"]);
  expect([ids(result.done), ids(result.again)]).toEqual([["root", "child"], ["hidden"]]);
});

it("what went with its root comes back with it, and stays as it does where that is refused", async () => {
  const along = { goesWithRoot: true };
  const done = [
    buildAlarm("root"),
    buildAlarm("child", { ...along, root: "root" }),
    buildAlarm("ended"),
    buildAlarm("its", { ...along, root: "ended" }),
  ];
  const refusal = { code: "conflict", requestId: "r", message: null, issues: [] } as const;
  const sent: string[] = [];
  const result = await takeBackSeveral(done, async ({ id }) => {
    sent.push(id);
    return id === "ended" ? refusal : null;
  });
  expect(sent).toEqual(["root", "ended"]);
  expect(result).toEqual({ count: 2, refusal });
});

it.each([
  ["held", true, { letter: "C", clearedMs: null }],
  ["shelved", true, { letter: "G", clearedMs: null }],
  ["returned before", true, { letter: "F", clearedMs: 1 }],
  ["returned since", false, { letter: "F", clearedMs: 3 }],
] as const)("%s: offered to be taken back: %s", (_name, isOffered, told) => {
  expect(isUndoable(buildAlarm("a", { ...told, acknowledged: { by: "Li", note: "", atMs: 2 } }))).toBe(
    isOffered,
  );
});

it("each figure is judged against its own target; nothing measured is no verdict", () => {
  const judged = judgeGrade({
    perTenMinutes: 1,
    worstTenMinutes: 11,
    floodShare: 0,
    stale: 0,
    chattering: ["a"],
    topTenShare: null,
    coverage: 1,
    targets: { perTenMinutes: 1, worstTenMinutes: 10, floodShare: 0.01, chattering: 0, topTenShare: 0.05 },
  });
  expect(judged.map(({ measure, verdict }) => `${measure} ${verdict}`)).toEqual([
    "perTenMinutes within",
    "worstTenMinutes above",
    "floodShare within",
    "stale unknown",
    "chattering above",
    "topTenShare unknown",
  ]);
});

it("what nobody watched is not graded, and ten alarms are no choice of ten", () => {
  const grade = {
    perTenMinutes: 1,
    worstTenMinutes: 1,
    floodShare: 0,
    stale: 0,
    chattering: [],
    topTenShare: 1,
    targets: { topTenShare: 0.05, stale: 5 },
  };
  const share = judgeGrade({ ...grade, coverage: 0.5 }).find(({ measure }) => measure === "topTenShare");
  expect(share).toMatchObject({ ours: null, reason: "few", verdict: "unknown" });
  const nothing = judgeGrade({ ...grade, coverage: 0 });
  expect(nothing.every(({ ours, reason }) => ours === null && reason === "unwatched")).toBe(true);
});

it("the CSV leaves unknown empty", () => {
  const [header, line] = writeAlarmCsv([buildAlarm("a", { value: null })]).split("\r\n");
  const cells = line?.split(",") ?? [];
  expect(cells).toHaveLength(header?.split(",").length ?? 0);
  expect(cells[header?.split(",").indexOf("value") ?? 0]).toBe("");
  const never = { onsetMs: null, raisedMs: null };
  const exposure = {
    tenants: { atLeast: 0, atMost: 2, reason: "no_places" },
    accelerators: 8,
    pflops: { value: null, precision: "fp16", reason: "no_peak_known" },
    perMinute: { amount: null, atLeast: "0.5", currency: "CNY", reason: "no_price" },
  } as const;
  const [, quiet] = writeAlarmCsv([buildAlarm("a", { ...never, exposure })]).split("\r\n");
  const cell = (name: string) => quiet?.split(",")[header?.split(",").indexOf(name) ?? 0];
  expect([cell("raised_utc"), cell("pflops"), cell("pflops_reason")]).toEqual(["", "", "no_peak_known"]);
  expect([cell("per_minute"), cell("per_minute_at_least")]).toEqual(["", "0.5"]);
  expect(cell("per_minute_reason")).toBe("no_price");
  expect([cell("tenants"), cell("tenants_at_least"), cell("tenants_at_most")]).toEqual(["", "0", "2"]);
  expect(cell("tenants_reason")).toBe("no_places");
});

it("what has returned is told with what raised it, not with the code that means nothing is wrong", () => {
  const show = (value: number, unit: string) =>
    unit === "throttle" && value === 0 ? "" : `${unit} ${value}`;
  const read = (change: Partial<AlarmView>) =>
    readWords(buildAlarm("a", { unit: "xid", ...change }), show, (raised, now) => `${raised}, then ${now}`);
  expect(read({ value: 0, raisedValue: 62, clearedMs: 2 })).toBe("xid 62, then xid 0");
  expect(read({ value: 62, raisedValue: 62, clearedMs: null })).toBe("xid 62");
  expect(read({ value: 0, raisedValue: 8, clearedMs: 2, unit: "throttle" })).toBe("throttle 8");
  expect(read({ value: 0, clearedMs: 2 })).toBe("xid 0");
  expect(read({ value: null })).toBeNull();
});

it("nobody is told to be hit by nothing where leases have no places: how many at most, what is paid at least, and why", () => {
  const words = riskWords(createIntl({ locale: "en", messages: catalogues.en }));
  const of = (atLeast: number, atMost: number, paid: string, reason: "no_places" | null) =>
    buildAlarm("a", {
      exposure: {
        tenants: { atLeast, atMost, reason },
        accelerators: 8,
        pflops: { value: 7.9, precision: "fp16", reason: null },
        perMinute: { amount: reason === null ? paid : null, atLeast: paid, currency: "CNY", reason },
      },
    });
  expect(words.exposure(of(0, 2, "0", "no_places"))).toBe("0 to 2 tenants · 8 cards");
  expect(words.exposureWhy(of(0, 2, "0", "no_places"))).toContain("(leases without places)");
  expect(words.money(of(0, 2, "0", "no_places"))).toBe("— (leases without places)");
  expect(words.money(of(1, 2, "0.8", "no_places"))).toMatch(/^at least .*0\.80 a minute \(leases without/);
  expect(words.risk(of(0, 2, "0", "no_places"))).toContain("— CNY");
  expect(words.exposure(of(0, 0, "0", null))).toBe("0 tenants · 8 cards");
  const { exposure } = of(0, 5, "0", "no_places");
  const why = "no_place_named" as const;
  const anywhere = buildAlarm("a", {
    exposure: {
      tenants: { ...exposure.tenants, reason: why },
      accelerators: null,
      pflops: { ...exposure.pflops, value: null, reason: why },
      perMinute: { ...exposure.perMinute, reason: why },
    },
  });
  expect(words.exposureWhy(anywhere)).toBe("0 to 5 tenants · — cards (the alert names no place)");
  expect(words.pflops(anywhere)).toBe("— (the alert names no place)");
  expect(words.money(of(0, 0, "0", null))).toMatch(/0\.00 a minute$/);
});
