import { expect, test } from "vitest";
import { instantText } from "./instant-text.ts";

test.each([
  ["2026-10-04T16:00:00.000Z", "Asia/Shanghai", "2026-10-05 00:00"],
  ["2026-10-24T23:30:15Z", "Europe/Berlin", "2026-10-25 01:30:15"],
  ["2026-10-05", "Asia/Shanghai", "2026-10-05"],
  ["bill of 2026-10-04T16:00:00.000Z", "Asia/Shanghai", "bill of 2026-10-04T16:00:00.000Z"],
  ["2026-10-04T1", "UTC", "2026-10-04T1"],
])("%s in %s is %s", (text, zone, expected) => {
  expect(instantText(text, zone)).toBe(expected);
});
