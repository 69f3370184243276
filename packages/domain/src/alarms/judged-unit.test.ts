import type { AlarmCondition } from "@aidc/contract";
import { expect, test } from "vitest";
import { judgedUnit } from "./judged-unit.ts";

test.each<readonly [AlarmCondition, string]>([
  [
    {
      kind: "limit",
      subjectKind: "rack",
      quantity: "inlet_temperature",
      side: "above",
      raiseAt: 30,
      deadBand: 1,
    },
    "°C",
  ],
  [{ kind: "limit", subjectKind: "meter", quantity: "power", side: "above", raiseAt: 9, deadBand: 0 }, "W"],
  [{ kind: "rack_share", raiseAt: 0.9, deadBand: 0.02 }, "ratio"],
  [{ kind: "condensation", raiseAt: 2, deadBand: 1 }, "K"],
  [{ kind: "feed_share", of: "own", raiseAt: 1, deadBand: 0.02 }, "ratio"],
  [{ kind: "fault" }, "xid"],
  [{ kind: "fault", of: "ecc" }, "count"],
  [{ kind: "fault", of: "throttle" }, "throttle"],
  [{ kind: "fault", of: "missing" }, "cadences"],
  [{ kind: "leak" }, "leak"],
  [{ kind: "feed_dead" }, "W"],
  [{ kind: "envelope", envelope: "allowable", of: "temperature", deadBand: 1 }, "°C"],
  [{ kind: "envelope", envelope: "allowable", of: "humidity", deadBand: 1 }, "ratio"],
  [{ kind: "source_lost", cadences: 3 }, "cadences"],
  [{ kind: "silent", subjectKind: "rack", cadences: 3 }, "cadences"],
  [{ kind: "silent", subjectKind: "hall", cadences: 3 }, "ratio"],
  [{ kind: "disagreement", band: 0.1 }, "ratio"],
  [{ kind: "wall_frozen" }, "s"],
  [{ kind: "external", severityLabels: [], others: true }, ""],
])("what %o reads is in '%s'", (condition, unit) => {
  expect(judgedUnit(condition)).toBe(unit);
});
