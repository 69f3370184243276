import { expect, it } from "vitest";
import { judgePicture } from "./judge-picture.ts";
import { buildTenant, known } from "./tenant-state.fixture.ts";

const now = Date.now();

it.each([
  ["connected", buildTenant(), "live"],
  ["connected", null, "connecting"],
  ["lost", buildTenant(), "offline"],
  ["ended", buildTenant(), "offline"],
  ["outdated", buildTenant(), "outdated"],
  ["connected", buildTenant({ active: known(1, { freshness: "stale" }) }), "stale"],
  ["connected", buildTenant({ nowMs: now - 60_000 }), "stale"],
  [
    "connected",
    buildTenant({ allocated: known(null), active: known(null), power: known(null) }),
    "unmeasured",
  ],
] as const)("over a link that is %s", (link, state, expected) => {
  expect(judgePicture(link, state, now).state).toBe(expected);
});

it("counts the age of the oldest measured number", () => {
  const state = buildTenant({ power: known(1, { sampledAtMs: now - 9_000 }) });
  expect(judgePicture("connected", state, now).ageMs).toBe(9_000);
});

it("judges a replay on its own clock", () => {
  const then = Date.parse("2020-05-10T00:00:00Z");
  const old = known(5, { sampledAtMs: then - 3_000 });
  const center = { ...buildTenant().center, origin: "replay" as const };
  const state = buildTenant({ center, nowMs: then, allocated: old, active: old, power: old });
  expect(judgePicture("connected", state, now)).toEqual({ state: "live", ageMs: 3_000 });
});
