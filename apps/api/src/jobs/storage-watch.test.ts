import { describe, expect, it } from "vitest";
import { watchStorage } from "./storage-watch.ts";

describe("watchStorage", () => {
  it("believes in an outage after two failed questions, in a recovery after one answer, and tells each once", async () => {
    const answers = [true, false, true, false, false, false, true, true];
    const told: string[] = [];
    const states: string[] = [];
    const watch = watchStorage(
      async () => answers.shift() ?? true,
      (state) => told.push(state),
    );
    while (answers.length > 0) {
      await watch.probe();
      states.push(watch.state());
    }
    expect(states).toEqual(["ok", "ok", "ok", "ok", "away", "away", "ok", "ok"]);
    expect(told).toEqual(["away", "ok"]);
  });
});
