import type { AlarmBoard, AlarmView } from "@aidc/contract";
import { cleanup, render } from "@testing-library/react";
import { expect, it } from "vitest";
import { LanguageProvider } from "../../i18n/language-provider.tsx";
import { buildAlarm } from "./alarm-view.fixture.ts";
import { AlarmsBlock } from "./alarms-block.tsx";
import { chooseAlarms } from "./choose-alarms.ts";
import { judgeReporting } from "./find-signals.ts";
import { alarmedRows } from "./map-metric.ts";
import { buildWall } from "./wall-state.fixture.ts";

const none = { unacknowledged: 0, active: 0, open: 0 };
const board = (alarms: readonly AlarmView[], counts: Partial<AlarmBoard["counts"]> = {}): AlarmBoard => ({
  nowMs: 0,
  alarms: [...alarms],
  more: 0,
  carried: 0,
  silenced: 0,
  flood: null,
  pending: 0,
  stalePoints: 0,
  counts: { critical: none, major: none, minor: none, warning: none, ...counts },
});
const show = (alarms: AlarmBoard | null, language: "en" | "zh" = "en") =>
  render(
    <LanguageProvider language={language}>
      <AlarmsBlock alarms={alarms} reporting={judgeReporting(null, buildWall().sources)} most={2} />
    </LanguageProvider>,
  ).container;

it("what lasts stands before what has returned, new ones first; explained and silenced ones stay away", () => {
  const all = [
    buildAlarm("seen", { letter: "C" }),
    buildAlarm("child", { root: "new", rack: "new" }),
    buildAlarm("shelved", { letter: "G" }),
    buildAlarm("back", { letter: "D" }),
    buildAlarm("new"),
  ];
  const { rows, explained } = chooseAlarms(all);
  expect(rows.map(({ id }) => id)).toEqual(["new", "seen", "back"]);
  expect(explained).toBe(1);
});

it("a critical one that has returned and waits for somebody is named before a warning that somebody has seen", () => {
  const all = [
    buildAlarm("red", { letter: "D" }),
    buildAlarm("latched", { letter: "F" }),
    buildAlarm("held", { letter: "E", severity: "major" }),
    buildAlarm("new", { severity: "minor" }),
    buildAlarm("seen", { letter: "C", severity: "warning" }),
    buildAlarm("seen red", { letter: "C" }),
  ];
  expect(chooseAlarms(all).rows.map(({ id }) => id)).toEqual([
    "new",
    "seen red",
    "red",
    "held",
    "seen",
    "latched",
  ]);
});

it("every open alarm is a row or counted, and a critical one on another rack than its cause keeps its row", () => {
  const alarms = [
    buildAlarm("leak", { explains: 3 }),
    buildAlarm("R-2", { root: "leak" }),
    buildAlarm("leak-again", { root: "leak", rack: "leak" }),
    buildAlarm("R-3", { root: "leak", severity: "major" }),
    buildAlarm("R-4", { severity: "major" }),
  ];
  const open = (count: number) => ({ unacknowledged: count, active: count, open: count });
  const wall = show(board(alarms, { critical: open(3), major: open(2) }));
  expect([...wall.querySelectorAll("li > span:first-of-type")].map((place) => place.textContent)).toEqual([
    "leak",
    "R-2",
  ]);
  expect(wall.querySelector("li > small")?.textContent?.trim()).toBe("explains 3 · Inlet too hot · critical");
  expect(wall.querySelector(".wall-more")?.textContent).toBe("1 more, 2 explained");
  cleanup();
  const onlyCaused = board(alarms.slice(0, 3), { critical: open(3) });
  expect(show(onlyCaused, "zh").querySelector(".wall-more")?.textContent).toBe("连带 1 条");
});

it("the map marks the rack of what another system tells too, while somebody is needed", () => {
  const places = ["R-1", "R-2", "R-3"].map((id) => ({ id }));
  const alarms = [
    buildAlarm("alert-1", { subject: { kind: "alert", id: "alert-1" }, rack: "R-2" }),
    buildAlarm("R-1", { severity: "minor" }),
    buildAlarm("R-3", { letter: "D" }),
    buildAlarm("feed", { rack: null }),
  ];
  expect([...alarmedRows(alarms, places)]).toEqual([1]);
});

it("the worst two are told in words, with a shape of their severity, and the rest is counted", () => {
  const counts = { critical: { unacknowledged: 3, active: 4, open: 5 } };
  const wall = show(board([buildAlarm("R-1"), buildAlarm("R-2"), buildAlarm("R-3")], counts));
  expect([...wall.querySelectorAll("li")].map(({ className }) => className)).toEqual([
    "wall-alarm",
    "wall-alarm",
    "wall-more",
  ]);
  expect(wall.querySelector(".wall-more")?.textContent).toBe("3 more");
  expect(wall.querySelectorAll('li [data-severity="critical"]')).toHaveLength(2);
  // What it read when it turned is no value of now, and the wall has no room to say so.
  expect(wall.textContent).not.toContain("33.2");
  expect(wall.textContent).toContain("Inlet too hot · critical");
  expect(wall.querySelector('[role="img"]')?.getAttribute("aria-label")).toContain("3 unacknowledged");
  expect(wall.querySelector('[role="img"]')?.textContent).toBe("5");
});

it("speaks Chinese", () => {
  expect(show(board([buildAlarm("R-1")]), "zh").textContent).toContain("进风过热 · 紧急");
});

it("all normal: one quiet line; without the topic no claim about alarms", () => {
  expect(show(board([])).textContent).toContain("no alarms");
  cleanup();
  expect(show(null).textContent).not.toContain("alarm");
});
