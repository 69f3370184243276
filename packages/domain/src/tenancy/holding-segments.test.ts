import { expect, test } from "vitest";
import { exampleCenter } from "../example-center.fixture.ts";
import { holdingSegments } from "./holding-segments.ts";

const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
const window = { fromMs: at("2026-01-15"), toMs: at("2026-02-15") };

test("a window is cut where the tenant's own assignments change, and nowhere else", () => {
  expect(holdingSegments(exampleCenter(), "t2", window)).toEqual([
    { fromMs: window.fromMs, toMs: at("2026-02-01") },
    { fromMs: at("2026-02-01"), toMs: window.toMs },
  ]);
  expect(holdingSegments(exampleCenter(), "t1", window)).toEqual([window]);
});
