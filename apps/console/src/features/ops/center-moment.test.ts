import { expect, it } from "vitest";
import { readMoment, writeDay, writeMoment, writeMonth } from "./center-moment.ts";

const zone = "Asia/Shanghai";

it("a field shows the center's clock and reads it back", () => {
  const text = writeMoment(Date.parse("2026-04-30T16:00:00Z"), zone);
  expect(text).toBe("2026-05-01T00:00");
  expect(readMoment(text, zone)).toBe("2026-04-30T16:00:00.000Z");
});
it("day and month are the center's own", () => {
  expect(writeDay(Date.parse("2026-04-30T16:00:00Z"), zone)).toBe("2026-05-01");
  expect(writeMonth(Date.parse("2026-04-30T15:59:59Z"), zone)).toBe("2026-04");
});
it("what is no time is none", () => {
  expect(readMoment("", zone)).toBeNull();
  expect(readMoment("2026-02-30T00:00", zone)).toBeNull();
});
