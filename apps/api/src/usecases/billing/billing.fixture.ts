import type { CenterDocumentInput, PriceDraft } from "@aidc/contract";
import type { TestServer } from "../../test-server.fixture.ts";
import { startTestServer } from "../../test-server.fixture.ts";

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
/** Local midnight of 1 March 2026 in Shanghai. */
export const marchMs = Date.parse("2026-03-01T00:00:00+08:00");
export const aprilMs = Date.parse("2026-04-01T00:00:00+08:00");

/** A count that holds from this instant on. */
type Count = readonly [atMs: number, cards: number];

/** A server with the center `b1`, whose tenants are counted each minute and hold four cards by contract. */
export async function startBilling(tenants: readonly { id: string; name: string }[]) {
  const server = await startTestServer();
  const { admin } = server.credentials;
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await server.call(`/api/centers/b1${path}`, { method, headers: admin, body });
    return { ...answer, json: Object(answer.json) };
  };
  const imported = await server.call("/api/centers/import", {
    method: "POST",
    headers: admin,
    body: documentOf(tenants),
  });
  if (imported.status !== 200) throw new Error(imported.text);
  const count = await openCounts(server, tenants);
  return { server, call, count, services: server.services, close: () => server.close() };
}
export type Billing = Awaited<ReturnType<typeof startBilling>>;

function documentOf(tenants: readonly { id: string; name: string }[]): CenterDocumentInput {
  return {
    center: { id: "b1", name: "Billing One", timeZone: "Asia/Shanghai", defaultIntervalS: 60 },
    halls: [{ id: "h1", name: "Hall" }],
    rows: [{ id: "r1", hall: "h1", name: "Row" }],
    racks: [{ id: "k1", row: "r1", name: "Rack", position: 1 }],
    servers: [{ id: "s1", rack: "k1", name: "Server", accelerators: { model: "h100-sxm", count: 64 } }],
    tenants: [...tenants],
    points: tenants.map(({ id }) => ({
      subject: { kind: "tenant", id },
      quantity: "accelerators_allocated",
      intervalS: 60,
    })),
    leases: tenants.map(({ id }) => ({
      id: `lease-${id}`,
      tenant: id,
      resource: "accelerators",
      model: "h100-sxm",
      amount: 4,
      from: "2026-03-01T00:00:00+08:00",
      to: "2026-05-01T00:00:00+08:00",
    })),
  };
}

/** Samples of each minute of the window as a source would send them, stored and seen by the next reader. */
async function openCounts({ services, telemetry }: TestServer, tenants: readonly { id: string }[]) {
  const { id: sourceId } = await services.access.createIngestKey("b1", "counts");
  const ids = await telemetry.resolveSeries(
    "b1",
    sourceId,
    tenants.map(({ id }) => ({
      labels: { __name__: "aidc_tenant_accelerators_allocated", tenant: id },
      match: {
        subject: { kind: "tenant", id },
        quantity: "accelerators_allocated",
        scale: 1,
        offset: 0,
      },
    })),
  );
  services.directory.changed("b1");
  return async (tenant: string, fromMs: number, toMs: number, changes: readonly Count[]) => {
    const seriesId = ids[tenants.findIndex(({ id }) => id === tenant)] ?? 0;
    const timesMs: number[] = [];
    for (let atMs = fromMs; atMs < toMs; atMs += minuteMs) timesMs.push(atMs);
    const valueAt = (atMs: number) => changes.findLast(([from]) => from <= atMs)?.[1] ?? 0;
    await telemetry.append({
      centerId: "b1",
      sourceId,
      count: timesMs.length,
      seriesIds: new Int32Array(timesMs.length).fill(seriesId),
      timesMs: Float64Array.from(timesMs),
      values: Float64Array.from(timesMs, valueAt),
    });
  };
}

/** Two yuan a card-hour by contract, three beyond. */
export function aPriceDraft(changes: Partial<PriceDraft> = {}): PriceDraft {
  const cards = { unit: "card_hour" as const, model: null, bands: [] };
  return {
    effectiveFrom: "2026-03-01T00:00:00+08:00",
    currency: "CNY",
    note: "",
    rules: [
      { ...cards, id: "contract", basis: "leased", unitPrice: "2" },
      { ...cards, id: "beyond", basis: "allocated", unitPrice: "3" },
    ],
    ...changes,
  };
}

export const iso = (atMs: number): string => new Date(atMs).toISOString();
