import type { WallState } from "@aidc/contract";
import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import { LanguageProvider } from "../../../i18n/language-provider.tsx";
import { LadderTable } from "./ladder-table.tsx";

const counted = (value: number, unit: string, coverage = 1) =>
  ({ value, unit, coverage, grade: "metered", method: "test", freshness: "live", sampledAtMs: 0 }) as const;

const unknown = (reason: "not_collected" | "no_peak_known") =>
  ({ ...counted(0, "count", 0), value: null, reason }) as const;

it("a step with silent cards is hatched and says how much of it is known; a whole one says nothing; an unknown one says why", () => {
  const ladder: WallState["ladder"] = [
    { step: "installed", cards: counted(128, "count"), pflops: counted(127, "PFLOPS") },
    { step: "powered", cards: counted(64, "count", 0.5), pflops: counted(63, "PFLOPS", 0.5) },
    { step: "leased", cards: counted(88, "count", 0.995), pflops: counted(87, "PFLOPS", 0.995) },
    { step: "active", cards: unknown("not_collected"), pflops: unknown("no_peak_known") },
  ];
  const { container } = render(
    <LanguageProvider language="zh">
      <LadderTable ladder={ladder} />
    </LanguageProvider>,
  );
  const rows = [...container.querySelectorAll("tbody tr")];
  expect(rows.map(({ textContent }) => textContent?.replaceAll("\u202f", " "))).toEqual([
    "已安装128127",
    "已上电已知 50 %64已知 50 %63",
    "已租用8887",
    "活跃未采集—无公开峰值—",
  ]);
  expect(rows.map((row) => row.querySelectorAll(".hatched").length)).toEqual([0, 1, 0, 1]);
});
