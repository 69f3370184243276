import { expect, test } from "vitest";
import { settledMonthsIn } from "./settled-months.ts";

const issued = [
  { tenant: "t1", month: "2026-05" },
  { tenant: "t1", month: "2026-04" },
  { tenant: "t2", month: "2026-03" },
];
/** In Shanghai, May begins on 30 April at 16:00 UTC. */
const mayStartMs = Date.UTC(2026, 3, 30, 16);

test.each([
  ["from within April", { fromMs: mayStartMs - 1, toMs: null }, ["2026-04", "2026-05"]],
  ["from the first moment of May", { fromMs: mayStartMs, toMs: null }, ["2026-05"]],
  ["over before May", { fromMs: 0, toMs: mayStartMs }, ["2026-04"]],
  ["after everything that was issued", { fromMs: Date.UTC(2026, 4, 31, 16), toMs: null }, []],
])("%s", (_, affected, months) => {
  expect(settledMonthsIn(issued, "t1", affected, "Asia/Shanghai")).toEqual(months);
});
