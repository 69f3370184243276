import { noticeEvents, severities } from "@aidc/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addToDigest, isUrgent, mostNoticeLines, noticeOf } from "./digest.ts";
import { aLine, atMs, digestOf } from "./notice.fixture.ts";
import { countOf } from "./write-notice.ts";

const all = { severities: [...severities], events: [...noticeEvents] };

describe("what is told", () => {
  it.each([
    ["annunciate", true, "raised"],
    ["raise_silently", false, null],
    ["clear", true, "returned"],
    // Nobody was told that it came.
    ["clear", false, null],
    ["acknowledge", true, "acknowledged"],
    ["unacknowledge", true, "unacknowledged"],
    ["shelve", true, "shelved"],
    ["unshelve", true, null],
    ["suppress", true, null],
    ["out_of_service", true, "out_of_service"],
    ["in_service", true, null],
    ["toString", true, null],
  ])("%s (annunciated: %s) is told as %s", (event, wasAnnunciated, told) => {
    expect(noticeOf({ event, severity: "major", wasAnnunciated }, all)).toBe(told);
  });

  it("leaves out severities and events that nobody asked for", () => {
    const line = { event: "annunciate", severity: "minor", wasAnnunciated: true } as const;
    expect(noticeOf(line, { ...all, severities: ["critical"] })).toBeNull();
    expect(noticeOf(line, { ...all, events: ["returned"] })).toBeNull();
  });
});

const lines = fc
  .array(fc.record({ severity: fc.constantFrom(...severities), event: fc.constantFrom(...noticeEvents) }), {
    minLength: 1,
    maxLength: 200,
  })
  .map((drafts) => drafts.map((draft, seq) => aLine({ ...draft, seq, atMs: atMs + seq })));

describe("a digest", () => {
  it("counts every event, and keeps the worst few whatever the order", () => {
    fc.assert(
      fc.property(lines, fc.nat(), (told, seed) => {
        const digest = digestOf(told);
        expect(severities.reduce((sum, one) => sum + countOf(digest, one), 0)).toBe(told.length);
        expect(digest.count).toBe(told.length);
        expect(digest.worst.length).toBe(Math.min(mostNoticeLines, told.length));
        const turn = seed % told.length;
        const rotated = [...told.slice(turn), ...told.slice(0, turn)];
        expect(digestOf(rotated).worst).toEqual(digest.worst);
        const raised = told.filter(({ event }) => event === "raised");
        const shown = digest.worst.filter(({ event }) => event === "raised");
        expect(shown.length).toBe(Math.min(mostNoticeLines, raised.length));
      }),
    );
  });

  it("stays small in a flood of 10,000 alarms with long names", () => {
    let digest = digestOf([aLine({ name: "长".repeat(500), note: "x".repeat(5_000) })]);
    for (let seq = 2; seq <= 10_000; seq++) digest = addToDigest(digest, aLine({ seq, severity: "minor" }));
    expect(digest.count).toBe(10_000);
    expect(JSON.stringify(digest).length).toBeLessThan(6_000);
    expect(digest.worst[0]?.severity).toBe("critical");
    expect(digest.counts.minor?.raised).toBe(9_999);
  });

  it("is urgent while something critical was raised", () => {
    const urgent = (change: object) => isUrgent(digestOf([aLine(change)]));
    expect([urgent({}), urgent({ event: "returned" }), urgent({ severity: "major" })]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
