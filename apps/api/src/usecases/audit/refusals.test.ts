import type { AuditDraft } from "@aidc/contract";
import { fixedClock } from "@aidc/testkit";
import { describe, expect, it } from "vitest";
import type { Identity } from "../identity.ts";
import { nobody } from "../identity.ts";
import { Refusals } from "./refusals.ts";

const wall = (id: string): Identity => ({ role: "wall", id, centerId: "c1" });

function setUp() {
  const clock = fixedClock();
  const drafts: AuditDraft[] = [];
  const record = async (draft: AuditDraft) => void drafts.push(draft);
  const refusals = new Refusals({ record, clock: clock.now, log: () => {} });
  const note = (identity: Identity, asked = "GET /api/people") =>
    refusals.note({ identity, requestId: "r1" }, asked);
  return { clock, drafts, refusals, note };
}

describe("refusals in the audit log", () => {
  it("name who was refused what, and no center or tenant", () => {
    const { drafts, note } = setUp();
    note(wall("w1"), `GET /api/${"x".repeat(500)}`);
    expect(drafts).toMatchObject([
      {
        action: "access.refuse",
        outcome: "refused",
        actor: { id: "w1" },
        center: null,
        tenant: null,
        requestId: "r1",
      },
    ]);
    expect(drafts[0]?.subject).toHaveLength(300);
  });

  it("leave strangers out", () => {
    const { drafts, note } = setUp();
    note(nobody);
    expect(drafts).toEqual([]);
  });

  it("are bounded for each actor and minute; the rest is one entry with its number", () => {
    const { clock, drafts, refusals, note } = setUp();
    for (let i = 0; i < 1_000; i++) note(wall("w1"));
    note(wall("w2"));
    expect(drafts).toHaveLength(21);
    refusals.sweep();
    expect(drafts).toHaveLength(21);
    clock.advance(60_000);
    refusals.sweep();
    expect(drafts).toHaveLength(22);
    expect(drafts.at(-1)).toMatchObject({ actor: { id: "w1" }, after: { more: 980 } });
    note(wall("w1"));
    expect(drafts).toHaveLength(23);
    refusals.sweep();
    expect(drafts).toHaveLength(23);
  });

  it("are answered though they cannot be recorded", async () => {
    const said: string[] = [];
    const record = () => Promise.reject(new Error("away"));
    const refusals = new Refusals({ record, clock: () => 0, log: (message) => said.push(message) });
    refusals.note({ identity: wall("w1"), requestId: null }, "GET /x");
    await Promise.resolve();
    await Promise.resolve();
    expect(said).toEqual(["refusal not recorded"]);
  });
});
