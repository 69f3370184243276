import type { AlarmBoard, AlarmView } from "@aidc/contract";
import { cleanup, render } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { LanguageProvider } from "../../i18n/language-provider.tsx";
import { AlarmsBlock } from "./alarms-block.tsx";
import { chooseAlarms } from "./choose-alarms.ts";
import { buildWall } from "./wall-state.fixture.ts";

afterEach(cleanup);

const alarm = (id: string, changes: Partial<AlarmView> = {}): AlarmView => ({
  ...{ id, rule: "inlet", ruleName: "Inlet too hot", ruleNameZh: "进风过热", severity: "critical" },
  ...{ subject: { kind: "rack", id }, place: `Hall A / ${id}`, letter: "B", quality: "good", occurrence: 1 },
  ...{ onsetMs: 0, raisedMs: 0, clearedMs: null, acknowledged: null, shelf: null, value: 33.2, limit: 32 },
  ...{ unit: "°C", suppression: null, latched: false, root: null, explains: 0 },
  exposure: {
    ...{ tenants: 0, accelerators: 0 },
    pflops: { value: 0, precision: "fp16", reason: null },
    perMinute: { amount: "0", currency: "CNY", reason: null },
  },
  ...changes,
});
const none = { unacknowledged: 0, active: 0 };
const board = (alarms: readonly AlarmView[], counts: Partial<AlarmBoard["counts"]> = {}): AlarmBoard => ({
  ...{ nowMs: 0, alarms: [...alarms], more: 0, silenced: 0, flood: null },
  counts: { critical: none, major: none, minor: none, warning: none, ...counts },
});
const show = (alarms: AlarmBoard | null, language: "en" | "zh" = "en") =>
  render(
    <LanguageProvider language={language}>
      <AlarmsBlock alarms={alarms} board={null} sources={buildWall().sources} most={2} />
    </LanguageProvider>,
  ).container;

it("new ones stand before acknowledged ones, explained and silenced ones stay away", () => {
  const all = [
    alarm("seen", { letter: "C" }),
    alarm("child", { root: "new" }),
    alarm("shelved", { letter: "G" }),
    alarm("back", { letter: "D" }),
    alarm("new"),
  ];
  expect(chooseAlarms(all, 9).map(({ id }) => id)).toEqual(["new", "back", "seen"]);
});

it("the worst two are told in words, with a shape of their severity, and the rest is counted", () => {
  const counts = { critical: { unacknowledged: 3, active: 3 } };
  const wall = show(board([alarm("R-1"), alarm("R-2"), alarm("R-3")], counts));
  expect(wall.querySelectorAll("li")).toHaveLength(2);
  expect(wall.querySelectorAll('li [data-severity="critical"]')).toHaveLength(2);
  expect(wall.textContent).toContain("R-133.2\u202f°C");
  expect(wall.textContent).toContain("critical · Inlet too hot");
  expect(wall.querySelector('[role="img"]')?.getAttribute("aria-label")).toContain("3 unacknowledged");
});

it("speaks Chinese", () => {
  expect(show(board([alarm("R-1")]), "zh").textContent).toContain("紧急 · 进风过热");
});

it("all normal: one quiet line; without the topic no claim about alarms", () => {
  expect(show(board([])).textContent).toContain("no alarms");
  cleanup();
  expect(show(null).textContent).not.toContain("alarm");
});
