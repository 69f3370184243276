import type { AlarmRule, CenterDocument } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { exampleCenter, pointsOf } from "../example-center.fixture.ts";
import { indexCenter } from "../live/index-center.ts";
import { defaultAlarmRules } from "./default-rules.ts";
import { coverPlaces, windowsAt } from "./maintenance.ts";
import type { AlarmRecord } from "./observe.ts";
import { newRecord } from "./observe.ts";
import { Roots } from "./roots.ts";
import type { AlarmSubject } from "./watched.ts";

/** Grid feeds A, which feeds A1 with rack R1; B feeds R2. A loop of two levels cools both. */
const branches: Partial<CenterDocument> = {
  feeds: [
    ["A", null, []],
    ["A1", "A", ["R1"]],
    ["B", null, ["R2"]],
  ].map(([id, parent, racks]) => ({
    id: String(id),
    name: String(id),
    parent: parent === null ? null : String(parent),
    path: null,
    meter: null,
    continuousShare: 0.8,
    racks: [...(racks ?? [])],
  })),
  loops: [{ id: "cdu", name: "CDU", parent: null, kind: "liquid", racks: ["R1"] }],
};
const index = indexCenter(exampleCenter(branches), pointsOf(["server", "s1", "power"]));
const points = pointsOf(["server", "s1", "power"]).map((point) => ({ ...point, sourceId: "key1" }));
const hot: AlarmRule = {
  id: "hot",
  name: "Hot",
  severity: "major",
  onDelayS: 0,
  offDelayS: 0,
  condition: { kind: "rack_share", raiseAt: 1, deadBand: 0 },
};
const rules = new Map([...defaultAlarmRules, hot].map((rule) => [rule.id, rule]));
const roots = () =>
  new Roots({
    plan: { index, points },
    sourceNames: new Map([["key1", "bms"]]),
    ruleOf: (id) => rules.get(id),
  });
function active(rule: string, kind: AlarmSubject["kind"], id: string, quality: "good" | "bad" = "good") {
  const record = newRecord(`${rule}/${kind}/${id}`, rule, { kind, id });
  const occurrence = { number: 1, onsetMs: 0, raisedMs: 0, clearedMs: null, acknowledged: null };
  return {
    ...record,
    life: { ...record.life, occurrence },
    condition: { ...record.condition, active: true, quality },
  } satisfies AlarmRecord;
}

describe("the outermost cause is the root", () => {
  const [feedA, feedA1, feedB] = ["A", "A1", "B"].map((id) => active("feed-dead", "feed", id));
  const all = [
    ...[feedA, feedA1, feedB].flatMap((one) => one ?? []),
    active("leak", "loop", "cdu"),
    active("leak", "rack", "R1"),
    active("rack-silent", "rack", "R1"),
    active("server-silent", "server", "s1"),
    active("accelerator-fault", "accelerator", "s1:0"),
    active("server-silent", "server", "s3"),
    active("accelerator-fault", "accelerator", "s3:0"),
    active("hot", "rack", "R3"),
  ];
  test.each([
    ["a dead feed", "feed-dead/feed/A", null],
    ["a feed below it", "feed-dead/feed/A1", "feed-dead/feed/A"],
    ["a rack behind it", "rack-silent/rack/R1", "feed-dead/feed/A"],
    ["what stands in that rack", "accelerator-fault/accelerator/s1:0", "feed-dead/feed/A"],
    ["a leak is its own, wherever it is", "leak/rack/R1", null],
    ["a server behind the other feed", "server-silent/server/s3", "feed-dead/feed/B"],
    ["what has no cause stands for itself", "hot/rack/R3", null],
  ])("%s", (_name, id, root) => {
    const found = roots();
    found.find(all);
    expect(found.of(all.find((one) => one.id === id) ?? active("hot", "rack", "x"))).toBe(root);
  });
  test("without a dead feed the loop explains, without that the rack, then the server", () => {
    const rest = all.filter(({ rule }) => rule !== "feed-dead");
    const fault = active("accelerator-fault", "accelerator", "s1:0");
    const rootOf = (records: AlarmRecord[]) => {
      const found = roots();
      found.find(records);
      return found.of(fault);
    };
    expect(rootOf(rest)).toBe("leak/loop/cdu");
    const dry = rest.filter(({ id }) => id !== "leak/loop/cdu");
    expect(rootOf(dry)).toBe("rack-silent/rack/R1");
    expect(rootOf(dry.filter(({ rule }) => rule !== "rack-silent"))).toBe("server-silent/server/s1");
  });
  test("a feed that carries too much explains nothing", () => {
    const over: AlarmRule = {
      id: "over",
      name: "Over",
      severity: "major",
      onDelayS: 0,
      offDelayS: 0,
      condition: {
        kind: "limit",
        subjectKind: "feed",
        quantity: "power",
        side: "above",
        raiseAt: 9,
        deadBand: 1,
      },
    };
    rules.set("over", over);
    const found = roots();
    found.find([active("over", "feed", "A")]);
    expect(found.of(active("rack-silent", "rack", "R1"))).toBeNull();
  });
  test("a lost source explains what it no longer tells, and not what another one still does", () => {
    const found = roots();
    found.find([active("source-lost", "source", "bms")]);
    expect(found.of(active("hot", "rack", "R1", "bad"))).toBe("source-lost/source/bms");
    expect(found.of(active("hot", "rack", "R1", "good"))).toBeNull();
    expect(found.of(active("hot", "rack", "R2", "bad"))).toBeNull();
  });
});

describe("what a cause brought about", () => {
  interface Told {
    readonly raised: number;
    readonly cleared?: number;
    readonly isAcknowledged?: boolean;
  }
  const at = (rule: string, kind: AlarmSubject["kind"], id: string, told: Told): AlarmRecord => {
    const record = active(rule, kind, id);
    const { raised, cleared = null, isAcknowledged = false } = told;
    const acknowledged = isAcknowledged ? { atMs: 900, by: "Wang", note: "" } : null;
    const occurrence = { number: 1, onsetMs: raised - 5, raisedMs: raised, clearedMs: cleared, acknowledged };
    const condition = { ...record.condition, active: cleared === null };
    return { ...record, life: { ...record.life, occurrence }, condition };
  };
  const hall = (told: Told) => at("hall-silent", "hall", "A", told);
  const rack = (told: Told) => at("rack-silent", "rack", "R1", told);
  const tooHot = (told: Told) => at("hot", "rack", "R1", told);
  const asked = (child: AlarmRecord, cause: AlarmRecord) => {
    const found = roots();
    found.find([child, cause]);
    return [found.of(child), found.goesWithRoot(child)];
  };
  const root = "hall-silent/hall/A";
  test.each([
    [
      "keeps its root after both have returned",
      rack({ raised: 90, cleared: 200 }),
      hall({ raised: 100, cleared: 190 }),
      root,
      true,
    ],
    [
      "stands for itself where it lasts longer",
      rack({ raised: 90 }),
      hall({ raised: 100, cleared: 190 }),
      null,
      false,
    ],
    [
      "stands for itself once its root is done with",
      rack({ raised: 90, cleared: 200 }),
      hall({ raised: 100, cleared: 190, isAcknowledged: true }),
      null,
      false,
    ],
    [
      "comes again as a matter of its own",
      rack({ raised: 300, cleared: 400 }),
      hall({ raised: 100, cleared: 190 }),
      null,
      false,
    ],
    [
      "keeps a root that lasts, and is acknowledged by itself once that is",
      rack({ raised: 110, cleared: 150 }),
      hall({ raised: 100, isAcknowledged: true }),
      root,
      false,
    ],
    [
      "is not what had been raised before, and has returned",
      tooHot({ raised: 50, cleared: 200 }),
      hall({ raised: 100, cleared: 190 }),
      null,
      false,
    ],
    [
      "nor what had been raised before and lasts: it is told below, and goes by itself",
      tooHot({ raised: 50 }),
      hall({ raised: 100 }),
      root,
      false,
    ],
    ["is what was raised while it lasted", tooHot({ raised: 120 }), hall({ raised: 100 }), root, true],
  ])("%s", (_name, child, cause, of, goesWith) => {
    expect(asked(child, cause)).toEqual([of, goesWith]);
  });
});

describe("two rules of one reading", () => {
  const [beyond, within] = ["inlet-above-allowable", "inlet-above-recommended"] as const;
  interface Course {
    readonly onset: number;
    readonly raised: number;
    readonly cleared?: number;
    readonly isAcknowledged?: boolean;
    readonly isShelved?: boolean;
  }
  const of = (rule: string, subject: string, course: Course): AlarmRecord => {
    const { onset, raised, cleared = null, isAcknowledged = false, isShelved = false } = course;
    const record = active(rule, "rack", subject);
    const acknowledged = isAcknowledged ? { atMs: 900, by: "Wang", note: "" } : null;
    const occurrence = { number: 1, onsetMs: onset, raisedMs: raised, clearedMs: cleared, acknowledged };
    const shelf = isShelved ? { by: "Wang", reason: "known", untilMs: 9_000 } : null;
    const condition = { ...record.condition, active: cleared === null };
    return { ...record, life: { ...record.life, occurrence, shelf }, condition };
  };
  const worse = (course: Course) => of(beyond, "R1", course);
  const lesser = (course: Course) => of(within, "R1", course);
  const root = `${beyond}/rack/R1`;
  const asked = (child: AlarmRecord, cause: AlarmRecord) => {
    const found = roots();
    found.find([child, cause]);
    return [found.of(child), found.goesWithRoot(child), found.of(cause)];
  };
  // 60 s and 300 s of delay from the same onset: the one of the farther bound comes first.
  const jump = { onset: 0, raised: 60 };
  const late = { onset: 0, raised: 300 };
  test.each([
    ["the farther one tells the nearer one", lesser(late), worse(jump), [root, true, null]],
    [
      "also where that was raised long before, and is acknowledged by itself",
      lesser({ onset: -900, raised: -600 }),
      worse(jump),
      [root, false, null],
    ],
    [
      "what had been raised before stands for itself when it returns",
      lesser({ onset: -900, raised: -600, cleared: 500 }),
      worse({ ...jump, cleared: 480 }),
      [null, false, null],
    ],
    [
      "what was raised after it goes with it when both return",
      lesser({ ...late, cleared: 500 }),
      worse({ ...jump, cleared: 480 }),
      [root, true, null],
    ],
    [
      "what lasts when the farther one has returned stands for itself",
      lesser(late),
      worse({ ...jump, cleared: 480 }),
      [null, false, null],
    ],
    [
      "one that somebody silenced tells nothing",
      lesser(late),
      worse({ ...jump, isShelved: true }),
      [null, false, null],
    ],
    ["nor one of another rack", lesser(late), of(beyond, "R2", jump), [null, false, null]],
    [
      "nor one of another quantity",
      lesser(late),
      of("dew-point-outside-allowable", "R1", jump),
      [null, false, null],
    ],
  ] as const)("%s", (_name, child, cause, told) => {
    expect(asked(child, cause)).toEqual(told);
  });

  const rule = (id: string, severity: AlarmRule["severity"], condition: AlarmRule["condition"]) => {
    rules.set(id, { ...hot, id, severity, condition });
    return active(id, "rack", "R1");
  };
  const above = {
    kind: "limit",
    subjectKind: "rack",
    quantity: "power",
    side: "above",
    deadBand: 1,
  } as const;
  test("so do a rack's share of its limit and two limits of one quantity on one side", () => {
    expect(asked(active("rack-near-limit", "rack", "R1"), active("rack-over-limit", "rack", "R1"))[0]).toBe(
      "rack-over-limit/rack/R1",
    );
    const low = rule("p4", "minor", { ...above, raiseAt: 4 });
    expect(asked(low, rule("p9", "major", { ...above, raiseAt: 9 }))).toEqual(["p9/rack/R1", true, null]);
    const all = [
      low,
      rule("p9", "major", { ...above, raiseAt: 9 }),
      rule("p12", "major", { ...above, raiseAt: 12 }),
    ];
    const found = roots();
    found.find(all);
    expect(all.map((one) => found.of(one))).toEqual(["p12/rack/R1", "p12/rack/R1", null]);
    expect(asked(low, rule("p1", "major", { ...above, side: "below", raiseAt: 1 }))[0]).toBeNull();
  });
  test("a nearer bound that somebody calls more severe is hidden below nothing", () => {
    const low = rule("p4", "major", { ...above, raiseAt: 4 });
    expect(asked(low, rule("p9", "minor", { ...above, raiseAt: 9 }))).toEqual([null, false, null]);
  });
});

describe("what is critical", () => {
  const burning: AlarmRule = { ...hot, id: "burning", severity: "critical" };
  rules.set(burning.id, burning);
  const raised = (record: AlarmRecord, raisedMs: number): AlarmRecord => {
    const { life } = record;
    return {
      ...record,
      life: { ...life, occurrence: life.occurrence && { ...life.occurrence, onsetMs: raisedMs, raisedMs } },
    };
  };
  const rootOf = (child: AlarmRecord, cause: AlarmRecord) => {
    const found = roots();
    found.find([child, cause]);
    return [found.of(child), found.goesWithRoot(child)];
  };
  const onFire = (raisedMs: number) => raised(active("burning", "rack", "R1", "bad"), raisedMs);
  const lost = raised(active("source-lost", "source", "bms"), 100);
  const dead = raised(active("feed-dead", "feed", "A"), 100);
  test.each([
    ["never below a source that was lost after it, and is only major", onFire(50), lost, [null, false]],
    ["nor below one that was lost before it", onFire(150), lost, [null, false]],
    ["nor below a dead feed that came after it", onFire(50), dead, [null, false]],
    ["but below a dead feed that brought it about", onFire(150), dead, ["feed-dead/feed/A", true]],
    [
      "while what is major goes on standing below",
      raised(active("hot", "rack", "R1", "bad"), 50),
      lost,
      ["source-lost/source/bms", false],
    ],
  ] as const)("is folded away %s", (_name, child, cause, told) => {
    expect(rootOf(child, cause)).toEqual(told);
  });
});

describe("maintenance", () => {
  const window = { event: "e1", reason: "pump", fromMs: 100, toMs: 200 };
  const coverOf = (...places: { kind: "hall" | "rack" | "feed" | "loop" | "center"; id: string }[]) =>
    coverPlaces(index, [{ ...window, places }]);
  test.each([
    [
      "a rack covers its servers and cards",
      { kind: "rack", id: "R1" },
      ["rack/R1", "server/s1", "accelerator/s1:0"],
    ],
    ["a feed what hangs on it", { kind: "feed", id: "A" }, ["feed/A", "feed/A1", "rack/R1", "server/s2"]],
    ["a loop its racks", { kind: "loop", id: "cdu" }, ["loop/cdu", "rack/R1"]],
    ["a hall its racks", { kind: "hall", id: "A" }, ["hall/A", "rack/R3", "server/s3"]],
    ["the center everything, its sources too", { kind: "center", id: "north" }, ["source/bms", "rack/R2"]],
  ] as const)("%s", (_name, place, covered) => {
    const cover = coverOf(place);
    const kinds = ["rack", "server", "accelerator", "feed", "loop", "hall", "source"] as const;
    for (const key of covered) {
      const kind = kinds.find((one) => key.startsWith(`${one}/`)) ?? "rack";
      expect(cover({ kind, id: key.slice(kind.length + 1) }), key).toMatchObject({
        event: "e1",
        untilMs: 200,
      });
    }
  });
  test("and nothing beside it", () => {
    expect(coverOf({ kind: "feed", id: "A1" })({ kind: "feed", id: "A" })).toBeNull();
    expect(coverOf({ kind: "rack", id: "R1" })({ kind: "rack", id: "R2" })).toBeNull();
  });
  test("of several windows the one that ends last holds; each from its beginning to before its end", () => {
    const places = [{ kind: "rack", id: "R1" }] as const;
    const two = [
      { ...window, places },
      { ...window, event: "e2", fromMs: 150, toMs: 300, places },
    ];
    const at = (nowMs: number) =>
      coverPlaces(index, windowsAt(two, nowMs))({ kind: "rack", id: "R1" })?.event ?? null;
    expect([99, 100, 150, 299, 300].map(at)).toEqual([null, "e1", "e2", "e2", null]);
  });
});
