import { liveEntries } from "@aidc/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "../caller.ts";
import type { Billing } from "./billing.fixture.ts";
import { hourMs, iso, marchMs, minuteMs, startBilling } from "./billing.fixture.ts";
import { LedgerMeter } from "./ledger-meter.ts";
import { meterWindow } from "./meter-window.ts";

const dayMs = 24 * hourMs;
const by = { actor: systemActor, requestId: null };
const days = (count: number) => ({ fromMs: marchMs, toMs: marchMs + count * dayMs });

let billing: Billing;
beforeAll(async () => {
  billing = await startBilling([
    ...[{ id: "t1", name: "One" }],
    ...[{ id: "t2", name: "Two" }],
    ...[{ id: "t3", name: "Three" }],
    ...[{ id: "t4", name: "Four" }],
  ]);
});
afterAll(() => billing.close());

async function entriesOf(tenant: string) {
  const place = { centerId: "b1", tenantId: tenant };
  return (await billing.services.billing.readLedger(place, days(31), 0, 10_000)).entries;
}

/** Card-hours that the ledger knows, and whether anything is counted twice. */
async function heldHours(tenant: string) {
  const live = liveEntries(await entriesOf(tenant)).filter(({ basis }) => basis === "allocated");
  const sorted = live.sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
  for (const [at, entry] of sorted.entries())
    expect(Date.parse(entry.from)).toBeGreaterThanOrEqual(Date.parse(sorted[at - 1]?.to ?? entry.from));
  return (
    sorted.reduce((sum, { quantity, from, to }) => sum + quantity * (Date.parse(to) - Date.parse(from)), 0) /
    hourMs
  );
}

const meter = (count: number, tenantId: string) =>
  meterWindow(billing.services, "b1", days(count), { by, tenantId });

describe("metering", () => {
  it("writes what was held, cut at local midnight; a second run appends nothing", async () => {
    await billing.count("t1", marchMs, marchMs + 3 * dayMs, [
      [marchMs, 2],
      [marchMs + 30 * hourMs, 6],
      [marchMs + 40 * hourMs, 0],
    ]);
    expect(await meter(3, "t1")).toEqual({ appended: 8, reversed: 0 });
    expect(await heldHours("t1")).toBe(30 * 2 + 10 * 6);
    expect(await meter(3, "t1")).toEqual({ appended: 0, reversed: 0 });
    const known = liveEntries(await entriesOf("t1")).filter(({ quantity }) => quantity === 0);
    expect(known.length).toBeGreaterThan(0);
  });

  it("appends a correction for samples that come late, and takes nothing away", async () => {
    await billing.count("t2", marchMs, marchMs + 4 * hourMs, [[marchMs, 3]]);
    await billing.count("t2", marchMs + 6 * hourMs, marchMs + 8 * hourMs, [[marchMs, 3]]);
    await meter(1, "t2");
    const before = await entriesOf("t2");
    expect(await heldHours("t2")).toBe(18);
    await billing.count("t2", marchMs + 4 * hourMs, marchMs + 6 * hourMs, [[marchMs, 5]]);
    const { appended } = await meter(1, "t2");
    expect(appended).toBeGreaterThan(0);
    expect(await heldHours("t2")).toBe(18 + 10);
    expect((await entriesOf("t2")).slice(0, before.length)).toEqual(before);
  });

  it("loses nothing and doubles nothing when it ends in the middle, or runs twice at once", async () => {
    await billing.count("t3", marchMs, marchMs + 5 * dayMs, [
      [marchMs, 1],
      [marchMs + 2 * dayMs + hourMs, 7],
    ]);
    let left = 3;
    const { billing: store } = billing.services;
    const dying = {
      ...billing.services,
      billing: {
        ...store,
        reconcileDay: (...asked: Parameters<typeof store.reconcileDay>) => {
          if (left-- === 0) throw new Error("the process ends here");
          return store.reconcileDay(...asked);
        },
      },
    };
    await expect(meterWindow(dying, "b1", days(5), { by, tenantId: "t3" })).rejects.toThrow(/ends here/);
    const runs = await Promise.all([meter(5, "t3"), meter(5, "t3")]);
    expect(runs.filter(({ appended }) => appended === 0)).toHaveLength(1);
    expect(await heldHours("t3")).toBe(49 + (5 * 24 - 49) * 7);
  });

  it("numbers a tenant's entries from one, without a gap: an id tells nobody how much others hold", async () => {
    for (const tenant of ["t1", "t2", "t3"]) {
      const ids = (await entriesOf(tenant)).map(({ id }) => id);
      expect(ids).toEqual(ids.map((_, index) => index + 1));
    }
  });

  it("writes a day whole or not at all", async () => {
    const place = { centerId: "b1", tenantId: "t4", day: "2026-03-01" };
    const wrong = { ...place, quantity: Number.NaN };
    const draft = {
      basis: "leased" as const,
      resource: "racks" as const,
      lease: null,
      model: null,
      quantity: 1,
      from: iso(marchMs),
      to: iso(marchMs + hourMs),
      priceVersion: null,
      provenance: { source: "lease" as const, refs: [], grade: "metered" },
    };
    const decide = async () => ({ append: [draft, { ...draft, quantity: wrong.quantity }], reverse: [] });
    await expect(billing.services.billing.reconcileDay(place, decide, by)).rejects.toThrow();
    expect(await entriesOf("t4")).toEqual([]);
  });
});

describe("the meter that runs each minute", () => {
  it("follows the clock, grows the day at its end, and goes on after a restart", async () => {
    await billing.count("t4", marchMs, marchMs + 12 * hourMs, [[marchMs, 4]]);
    let nowMs = marchMs + 2 * hourMs + 90_000;
    const services = { ...billing.services, clock: () => nowMs, telemetry: billing.server.telemetry };
    const ledger = new LedgerMeter(services);
    await ledger.run();
    expect(await heldHours("t4")).toBe(8);
    nowMs += hourMs;
    await ledger.run();
    expect(await heldHours("t4")).toBe(12);
    expect(await ledger.run()).toEqual({ appended: 0, reversed: 0 });
    nowMs = marchMs + 5 * hourMs + 4 * minuteMs;
    await new LedgerMeter(services).run();
    expect(await heldHours("t4")).toBe(20);
    const entries = await entriesOf("t4");
    expect(entries.filter(({ reverses }) => reverses !== null)).toEqual([]);
  });

  it("hears of a change of time long past also before its first run", async () => {
    const { billing: store } = billing.services;
    const gone: string[] = [];
    const readNetDays: typeof store.readNetDays = (place, days) => {
      gone.push(days.first);
      return store.readNetDays(place, days);
    };
    const services = {
      ...billing.services,
      billing: { ...store, readNetDays },
      clock: () => marchMs + hourMs,
    };
    const ledger = new LedgerMeter({ ...services, telemetry: billing.server.telemetry });
    ledger.recheckFrom("b1", marchMs - 60 * dayMs);
    await ledger.run();
    expect(gone.sort()[0]).toBe("2025-12-31");
  });

  it("ends quietly when its center is removed under it, and tells of every other failure", async () => {
    const { billing: store, directory } = billing.services;
    let isRemoved = false;
    const readNetDays: typeof store.readNetDays = async ({ centerId }) => {
      if (centerId !== "b1") return new Map();
      if (isRemoved) await directory.removing("b1");
      throw new Error("no such center");
    };
    const ledger = new LedgerMeter({
      ...billing.services,
      billing: { ...store, readNetDays },
      clock: () => marchMs + hourMs,
      telemetry: billing.server.telemetry,
    });
    await expect(ledger.run()).rejects.toThrow("no such center");
    isRemoved = true;
    await ledger.run();
    isRemoved = false;
    await ledger.run();
    directory.changed("b1");
    await expect(ledger.run()).rejects.toThrow("no such center");
    // Somebody could not end their work on it: it stays, and is metered.
    directory.onRemoving(() => Promise.reject(new Error("still busy")));
    await expect(directory.removing("b1")).rejects.toThrow("still busy");
    await expect(ledger.run()).rejects.toThrow("no such center");
  });
});
