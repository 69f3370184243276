import type { Lease } from "@aidc/contract";
import { centerDocumentSchema } from "@aidc/contract";
import { expect, it } from "vitest";
import { hindranceOf, judgeWish } from "./judge-wish.ts";

const iso = (day: string) => `${day}T00:00:00Z`;
const lease = (id: string, amount: number, from: string, to: string | null, tenant = "t1"): Lease => ({
  id,
  tenant,
  resource: "accelerators",
  amount,
  model: "nvidia-h20",
  from: iso(from),
  to: to && iso(to),
  grade: "metered",
  terms: "commitment",
});
const document = centerDocumentSchema.parse({
  center: { id: "c", name: "C", timeZone: "Asia/Shanghai" },
  halls: [{ id: "h", name: "H" }],
  rows: [{ id: "r", hall: "h", name: "R" }],
  racks: [{ id: "k", row: "r", name: "K", position: 1 }],
  servers: [{ id: "s", rack: "k", name: "S", accelerators: { model: "nvidia-h20", count: 64 } }],
});
const leases = [lease("l1", 16, "2026-01-01", "2026-07-01"), lease("l2", 32, "2026-03-01", null, "t2")];

it("a new lease: before, after, and the room at the fullest moment", () => {
  const wish = { kind: "new", resource: "accelerators", amount: 8, model: "nvidia-h20" } as const;
  const early = { ...wish, from: iso("2026-02-01"), to: iso("2026-02-15") };
  expect(judgeWish(early, "t1", leases, document)).toMatchObject({ before: 16, after: 24, roomLeft: 40 });
  const open = { ...wish, from: iso("2026-02-01"), to: null };
  expect(judgeWish(open, "t1", leases, document)?.roomLeft).toBe(8);
});
it("more than there is leaves less than nothing", () => {
  const wish = { kind: "resize", lease: "l1", amount: 40, from: iso("2026-04-01") } as const;
  expect(judgeWish(wish, "t1", leases, document)).toMatchObject({ before: 16, after: 40, roomLeft: -8 });
});
it("a renewal keeps what is held where it would have ended", () => {
  const wish = { kind: "renew", lease: "l1", to: iso("2027-01-01") } as const;
  expect(judgeWish(wish, "t1", leases, document)).toMatchObject({ before: 16, after: 16, roomLeft: 16 });
});
it("an end gives room", () => {
  const wish = { kind: "end", lease: "l1", at: iso("2026-05-01") } as const;
  expect(judgeWish(wish, "t1", leases, document)).toMatchObject({ before: 16, after: 0, roomLeft: 32 });
});
it("a lease that is gone has no effect, an unknown capacity no room", () => {
  const wish = { kind: "end", lease: "gone", at: iso("2026-05-01") } as const;
  expect(judgeWish(wish, "t1", leases, document)).toBeNull();
  const power = { kind: "new", resource: "power_w", amount: 5, from: iso("2026-05-01"), to: null } as const;
  expect(judgeWish(power, "t1", leases, document)?.roomLeft).toBeNull();
});
it("cards have PFLOPS: what is leased in the one is no room in the other", () => {
  const peak = {
    id: "nvidia-h20",
    name: "H20",
    maker: "NVIDIA",
    memoryGb: null,
    powerW: null,
    evidence: "A" as const,
    source: "datasheet",
    effectiveFrom: "2026-01-01",
    densePeakTflops: { fp16: 125 },
  };
  const rated = { ...document, catalogue: [peak] };
  const term = { from: iso("2026-04-01"), to: null };
  const pflops = { kind: "new", resource: "pflops", amount: 1, ...term } as const;
  expect(judgeWish(pflops, "t1", leases, rated)).toMatchObject({ before: 0, after: 1, roomLeft: 1 });
  const all = { ...lease("p", 2, "2026-01-01", null), resource: "pflops" as const, model: undefined };
  const card = { kind: "new", resource: "accelerators", amount: 1, model: "nvidia-h20", ...term } as const;
  expect(judgeWish(card, "t1", [...leases, all], rated)?.roomLeft).toBe(-1);
});

it.each([
  ["more than there is", { kind: "resize", lease: "l1", amount: 40, from: iso("2026-04-01") }, "no_room"],
  ["as much as there is", { kind: "resize", lease: "l1", amount: 32, from: iso("2026-04-01") }, null],
  [
    "less of a lease where all is sold twice",
    { kind: "resize", lease: "l2", amount: 31, from: iso("2026-04-01") },
    null,
  ],
  ["an end there", { kind: "end", lease: "l2", at: iso("2026-05-01") }, null],
  ["a renewal there", { kind: "renew", lease: "l1", to: iso("2027-01-01") }, "no_room"],
  ["a lease that is gone", { kind: "end", lease: "gone", at: iso("2026-05-01") }, "gone"],
] as const)("%s: approving is held up as the server would", (what, wish, hindrance) => {
  const isOversold = what.endsWith("there") || what.endsWith("twice");
  const book = isOversold ? [...leases, lease("l3", 64, "2026-01-01", null, "t3")] : leases;
  expect(hindranceOf(wish, judgeWish(wish, "t1", book, document))).toBe(hindrance);
});
it("room that nobody recorded holds nothing up", () => {
  const power = { kind: "new", resource: "power_w", amount: 5, from: iso("2026-05-01"), to: null } as const;
  expect(hindranceOf(power, judgeWish(power, "t1", leases, document))).toBeNull();
});
