import { centerDocumentSchema, priceDraftSchema, tariffDraftSchema } from "@aidc/contract";
import { expect, test } from "vitest";
import { dayMs } from "./calendar.ts";
import { demoAnchorMs, demoDocument } from "./document.ts";
import { demoPrices } from "./prices.ts";
import { demoTariff } from "./tariff.ts";

const anchorMs = Date.UTC(2026, 2, 18, 4);
const document = centerDocumentSchema.parse(demoDocument(anchorMs));

test("the document is one the import accepts, and says what it is", () => {
  expect(document.center).toMatchObject({
    id: "demo",
    nameZh: "示例智算中心",
    name: "Example Center",
    timeZone: "Asia/Shanghai",
    origin: "demo",
  });
  expect(document.center.note).toMatch(/simulated/i);
  expect(document.points.every((point) => point.grade === "modelled")).toBe(true);
});

test("60 racks in 3 halls, 7 models of 6 makers, 12 tenants in two languages", () => {
  expect(document.racks).toHaveLength(60);
  expect(document.halls).toHaveLength(3);
  expect(document.tenants).toHaveLength(12);
  expect(document.tenants.every((tenant) => /\p{Script=Han}/u.test(tenant.nameZh ?? ""))).toBe(true);
  expect(new Set(document.servers.map((server) => server.accelerators?.model)).size).toBe(7);
});

test("one hall is half empty", () => {
  const rowHall = new Map(document.rows.map((row) => [row.id, row.hall]));
  const filled = new Set(document.servers.map((server) => server.rack));
  const emptyByHall = Object.groupBy(
    document.racks.filter((rack) => !filled.has(rack.id)),
    (rack) => rowHall.get(rack.row) ?? "?",
  );
  expect(Object.keys(emptyByHall)).toEqual(["C"]);
  expect(emptyByHall.C).toHaveLength(10);
});

test("servers fit into their racks without touching", () => {
  for (const rack of document.racks) {
    const taken = new Set<number>();
    for (const server of document.servers.filter((one) => one.rack === rack.id))
      for (let unit = 0; unit < (server.heightU ?? Number.NaN); unit++)
        taken.add((server.positionU ?? 0) + unit);
    const needed = document.servers
      .filter((one) => one.rack === rack.id)
      .reduce((sum, one) => sum + (one.heightU ?? Number.NaN), 0);
    expect(taken.size).toBe(needed);
    expect(Math.max(0, ...taken)).toBeLessThanOrEqual(rack.heightU ?? Number.NaN);
  }
});

test("every lease is assigned exactly its cards, no card twice", () => {
  const cardsOf = (rack: string) =>
    document.servers
      .filter((server) => server.rack === rack)
      .flatMap((server) =>
        Array.from({ length: server.accelerators?.count ?? 0 }, (_, slot) => `${server.id}:${slot}`),
      );
  const seen = new Set<string>();
  for (const lease of document.leases) {
    const own = document.assignments.filter((one) => one.lease === lease.id);
    const cards = own.flatMap((one) => (one.rack ? cardsOf(one.rack) : [one.accelerator ?? ""]));
    expect(cards).toHaveLength(lease.amount);
    for (const card of cards) {
      expect(seen.has(card)).toBe(false);
      seen.add(card);
    }
  }
});

test("leases are commitments for a term, or on demand without one; carbon has a source", () => {
  for (const lease of document.leases)
    expect(lease.terms).toBe(lease.to === null ? "on_demand" : "commitment");
  expect(new Set(document.leases.map(({ terms }) => terms)).size).toBe(2);
  expect(document.center.gridCarbon).toMatchObject({ kgPerKwh: 0.582317, year: 2023 });
});

test("the anchor can be read back, so that a later start goes on with the same story", () => {
  expect(demoAnchorMs(document)).toBe(anchorMs);
  expect(demoAnchorMs({ leases: [] })).toBeNull();
  expect(demoDocument(anchorMs + dayMs)).not.toEqual(demoDocument(anchorMs));
});

test("the electricity tariff is a good one, and older than every contract", () => {
  const tariff = tariffDraftSchema.parse(demoTariff(anchorMs));
  for (const lease of document.leases)
    expect(Date.parse(lease.from)).toBeGreaterThan(Date.parse(tariff.effectiveFrom));
});

test("every model of every lease has a price, committed and on demand, before its first contract", () => {
  const prices = priceDraftSchema.parse(demoPrices(anchorMs));
  const pricedAs = (basis: string) =>
    new Set(prices.rules.flatMap((rule) => ("model" in rule && rule.basis === basis ? [rule.model] : [])));
  for (const lease of document.leases) {
    expect(pricedAs("leased")).toContain(lease.model);
    expect(pricedAs("allocated")).toContain(lease.model);
    expect(Date.parse(lease.from)).toBeGreaterThan(Date.parse(prices.effectiveFrom));
  }
});
