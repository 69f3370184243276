import { defaultAlarmRules } from "@aidc/domain";
import { expect, test } from "vitest";
import { openAlarmRoom } from "./alarms.fixture.ts";

const long = 60_000;

test("whoever asks before the first tick is answered by it, instead of being sent away", async () => {
  const { alarms, ...room } = openAlarmRoom({ startMs: 1_000, rules: defaultAlarmRules });
  const asked = alarms.whenJudged(long).then(() => alarms.board().nowMs);
  expect(alarms.isJudged).toBe(false);
  room.tick();
  expect(await asked).toBe(1_000);
  await alarms.whenJudged(long);
});

test("nobody waits for what does not come", async () => {
  const { alarms } = openAlarmRoom({ startMs: 1_000, rules: defaultAlarmRules });
  await alarms.whenJudged(1);
  expect(() => alarms.board()).toThrow(/not judged yet/);
  const waiting = alarms.whenJudged(long);
  await alarms.close();
  await waiting;
});
