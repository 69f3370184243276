import type { AlarmView } from "@aidc/contract";
import { describe, expect, it } from "vitest";
import { buildAlarm } from "../alarms/alarm.fixture.ts";
import { chooseSound } from "./choose-sound.ts";

const alarm = (id: string, changes: Partial<AlarmView> = {}) =>
  buildAlarm(id, { letter: "B", root: null, occurrence: 1, severity: "minor", ...changes });
const heardFirst = chooseSound({ alarms: [alarm("old")] }, null);

describe("what sounds at the desk", () => {
  it("is nothing of what was there before anybody listened", () => {
    expect(heardFirst.sound).toBeNull();
    expect([...heardFirst.known]).toEqual(["old#1"]);
  });

  it("is each new occurrence, once, as loud as the worst of them", () => {
    const alarms = [alarm("old"), alarm("a"), alarm("b", { severity: "critical" })];
    const heard = chooseSound({ alarms }, heardFirst.known);
    expect(heard.sound).toEqual({ severity: "critical", count: 2 });
    expect(chooseSound({ alarms }, heard.known).sound).toBeNull();
  });

  it("is a re-activation, which is another occurrence", () => {
    const again = chooseSound({ alarms: [alarm("old", { occurrence: 2 })] }, heardFirst.known);
    expect(again.sound).toEqual({ severity: "minor", count: 1 });
  });

  it("is nothing that was acknowledged, has returned, is silenced, or is explained by a root", () => {
    const alarms = [
      ...[alarm("c", { letter: "C" }), alarm("d", { letter: "D" }), alarm("g", { letter: "G" })],
      alarm("child", { root: "old" }),
    ];
    expect(chooseSound({ alarms }, heardFirst.known).sound).toBeNull();
  });

  it("is what comes off the shelf still active, though its occurrence is the same", () => {
    const shelved = chooseSound({ alarms: [alarm("old", { letter: "G" })] }, heardFirst.known);
    expect(shelved.known.size).toBe(0);
    expect(chooseSound({ alarms: [alarm("old")] }, shelved.known).sound).toMatchObject({ count: 1 });
  });

  it("is not repeated when an acknowledged alarm returns and stays on the list", () => {
    const acknowledged = chooseSound({ alarms: [alarm("old", { letter: "C" })] }, heardFirst.known);
    expect(chooseSound({ alarms: [alarm("old", { letter: "D" })] }, acknowledged.known).sound).toBeNull();
  });
});
