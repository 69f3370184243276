import type { ShiftSummary } from "@aidc/contract";
import { render } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { LanguageProvider } from "../../../i18n/language-provider.tsx";
import { SummaryView } from "./summary-view.tsx";

vi.mock("../ops-center.tsx", () => ({ useOpsCenter: () => ({ id: "c1", timeZone: "UTC" }) }));

type Open = ShiftSummary["open"][number];
const open = (alarm: string, change: Partial<Open>): Open => ({
  alarm,
  ruleName: "Source silent",
  place: alarm,
  severity: "major",
  acknowledgedBy: null,
  ...change,
});

it("whose name stands for the command line is told in the language of the page", () => {
  const alarm = open("c", { letter: "C", acknowledgedBy: "command line" });
  const summary: ShiftSummary = {
    from: "2026-01-01T00:00:00Z",
    to: "2026-01-01T08:00:00Z",
    alarmsRaised: 1,
    alarmsReturned: 0,
    open: [alarm],
    openCount: 1,
    shelved: [],
    shelvedCount: 0,
    serviceEvents: [],
    entries: 0,
  };
  const { container } = render(
    <LanguageProvider language="zh">
      <SummaryView summary={summary} />
    </LanguageProvider>,
  );
  expect(container.textContent).toContain("命令行");
  expect(container.textContent).not.toContain("command line");
});

it("a note tells what has returned from what still holds, and who has seen it", () => {
  const summary: ShiftSummary = {
    from: "2026-01-01T00:00:00Z",
    to: "2026-01-01T08:00:00Z",
    alarmsRaised: 5,
    alarmsReturned: 3,
    open: [
      open("a", { letter: "B" }),
      open("b", { letter: "D" }),
      open("c", { letter: "C", acknowledgedBy: "ann" }),
      open("d", { letter: "F", acknowledgedBy: "ann" }),
      open("e", {}),
    ],
    openCount: 5,
    shelved: [],
    shelvedCount: 0,
    serviceEvents: [],
    entries: 0,
  };
  const { container } = render(
    <LanguageProvider language="en">
      <SummaryView summary={summary} />
    </LanguageProvider>,
  );
  const states = [...container.querySelectorAll("li")].map((line) => line.lastElementChild?.textContent);
  expect(states).toEqual([
    "unacknowledged",
    "returned, unacknowledged",
    expect.stringContaining("ann"),
    expect.stringMatching(/^returned and latched until reset · .*ann/),
    "unacknowledged",
  ]);
});
