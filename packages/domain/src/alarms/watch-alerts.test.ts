import type { AlarmRule } from "@aidc/contract";
import { describe, expect, it } from "vitest";
import { exampleCenter } from "../example-center.fixture.ts";
import { indexCenter } from "../live/index-center.ts";
import { emptyRackReadings } from "../live/reduce-racks.ts";
import { defaultAlarmRules } from "./default-rules.ts";
import type { ExternalAlert } from "./watch-alerts.ts";
import {
  claimedWords,
  locateAlert,
  nameOfAlert,
  originOfAlert,
  refuseClaim,
  watchAlerts,
} from "./watch-alerts.ts";
import type { AlarmMoment } from "./watched.ts";

const anAlert = (id: string, severity: string | null, isFiring = true): ExternalAlert => ({
  id,
  isFiring,
  summary: "",
  startsAtMs: 5_000,
  labels: { alertname: "A", ...(severity === null ? {} : { severity }) },
});
const external = defaultAlarmRules.flatMap(({ id, condition }) =>
  condition.kind === "external" ? [{ id, condition }] : [],
);
const critical: Extract<AlarmRule["condition"], { kind: "external" }> = {
  kind: "external",
  severityLabels: ["critical"],
  others: false,
};
const takenBy = (alert: ExternalAlert, rules = external) =>
  rules
    .filter(
      ({ condition }) => watchAlerts({ alerts: [alert] }, condition, claimedWords(rules)).subjects.length > 0,
    )
    .map(({ id }) => id);

it.each([
  ["critical", ["alert-critical"]],
  ["PAGE", ["alert-critical"]],
  ["error", ["alert-major"]],
  ["medium", ["alert-minor"]],
  ["warning", ["alert-warning"]],
  ["nonsense", ["alert-warning"]],
  [null, ["alert-warning"]],
])("severity %s is taken by %s, and by nobody else", (severity, rules) => {
  expect(takenBy(anAlert("f1", severity))).toEqual(rules);
});

it("nobody takes what no rule claims when no rule takes the others", () => {
  expect(takenBy(anAlert("f1", "info"), [{ id: "only", condition: critical }])).toEqual([]);
});

it("fires and ends as it was told; what is not known is neither", () => {
  const alerts = [anAlert("f1", "critical"), anAlert("f2", "critical", false)];
  const watch = watchAlerts({ alerts }, critical, new Set(["critical"]));
  const judged = (known: readonly ExternalAlert[] | null) =>
    watch.subjects.map((_subject, row) => {
      const value = watch.valueOf(row, { ...moment, alerts: known });
      expect(value).toBeNaN();
      return watch.judge(value, row).beyond;
    });
  expect(judged(alerts)).toEqual(["raise", "clear"]);
  expect(judged([anAlert("f1", "critical", false)])).toEqual(["clear", null]);
  expect(judged(null)).toEqual([null, null]);
});

it("holds since its sender says, not since we heard of it; a start that was never set is none", () => {
  const alerts = [anAlert("f1", "critical"), { ...anAlert("f2", "critical"), startsAtMs: Date.UTC(1, 0, 1) }];
  const watch = watchAlerts({ alerts }, critical, new Set(["critical"]));
  const readings = watch.subjects.map((_subject, row) =>
    watch.judge(watch.valueOf(row, { ...moment, alerts }), row),
  );
  expect(readings).toEqual([{ beyond: "raise", sinceMs: 5_000 }, { beyond: "raise" }]);
});

describe("a rule that takes what another one takes", () => {
  const rule = (id: string, severityLabels: string[], others = false) => ({
    id,
    condition: { kind: "external", severityLabels, others } as const,
  });
  const inForce = [rule("page", ["page", "critical"]), rule("rest", [], true)];
  it.each([
    [
      "the others",
      rule("r", [], true),
      { path: "others", message: expect.stringContaining("rule rest takes them") },
    ],
    [
      "a word",
      rule("r", ["low", "page"]),
      { path: "severityLabels", message: expect.stringContaining("rule page takes page") },
    ],
  ])("is refused for %s: each alert would be raised and sent twice", (_, wanted, fault) => {
    expect(refuseClaim(wanted, inForce)).toEqual(fault);
  });
  it("is taken for words that are free, and in a new version of itself", () => {
    expect(refuseClaim(rule("r", ["low"]), inForce)).toBeNull();
    expect(refuseClaim(rule("rest", ["low"], true), inForce)).toBeNull();
    expect(refuseClaim({ id: "l", condition: { kind: "leak" } }, inForce)).toBeNull();
  });
  it("is not among the rules of the house", () => {
    expect(defaultAlarmRules.map((own) => refuseClaim(own, defaultAlarmRules)).filter(Boolean)).toEqual([]);
  });
});

const moment: AlarmMoment = {
  latest: { timesMs: new Float64Array(), values: new Float64Array() },
  nowMs: 0,
  serverNowMs: 0,
  startedMs: 0,
  sources: null,
  walls: null,
  screens: [],
  readings: emptyRackReadings(indexCenter(exampleCenter(), [])),
};

it("is called by its name and what is said of it, and comes from where its labels say", () => {
  expect(nameOfAlert({ ...anAlert("f1", null), summary: "down" })).toBe("A: down");
  expect([...nameOfAlert({ ...anAlert("f1", null), summary: "长".repeat(500) })]).toHaveLength(200);
  expect(originOfAlert({ ...anAlert("f1", null), labels: { job: "node" } })).toBe("node");
  expect(originOfAlert({ ...anAlert("f1", null), labels: {} })).toBe("f1");
});

it("is about the closest thing that its labels name: a server, else a rack, else a tenant by its id", () => {
  const plan = { index: indexCenter(exampleCenter(), []) };
  const aboutOf = (labels: Record<string, string>) => locateAlert(plan, { ...anAlert("f1", null), labels });
  expect(aboutOf({ tenant: "t1" })).toEqual({ kind: "tenant", id: "t1" });
  expect(aboutOf({ tenant: "t1", rack: "R1" })).toEqual({ kind: "rack", id: "R1" });
  expect(aboutOf({ tenant: "t1", rack: "elsewhere" })).toEqual({ kind: "tenant", id: "t1" });
  expect(aboutOf({ tenant: "anonymous" })).toBeNull();
});
