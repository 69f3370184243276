import { localDayAt, nothingKnown } from "@aidc/domain";
import type { AheadStep } from "@aidc/store";
import { aCenterDocument, eventually } from "@aidc/testkit";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { TestServer } from "../../test-server.fixture.ts";
import { startTestServer } from "../../test-server.fixture.ts";
import { cardServers } from "../figures/card-servers.ts";
import { figureContext } from "../figures/compute-figures.ts";
import { DaysAhead } from "./days-ahead.ts";

const dayMs = 86_400_000;
const days = 4;
const cards = 104;
const sourceId = "00000000-0000-4000-8000-000000000001";
const ofJob: { days: number }[] = [];
let server: TestServer;
let ids: Int32Array;
/** Local midnight five days ago: the days are settled whatever the clock shows. */
let fromMs: number;
const window = () => ({ fromMs, toMs: fromMs + days * dayMs });

/** A server of 104 cards, each telling its activity and its faults. */
beforeAll(async () => {
  server = await startTestServer({
    log: (line) => {
      const { job, days: found } = JSON.parse(line);
      if (job === "days ahead") ofJob.push({ days: found });
    },
  });
  const model = { model: "h100-sxm", count: cards };
  const document = aCenterDocument({
    servers: [{ id: "s1", rack: "k1", name: "S", heightU: 8, ratedPowerW: 4000, accelerators: model }],
    assignments: [],
    leases: [],
  });
  const imported = await server.call("/api/centers/import", {
    method: "POST",
    headers: server.credentials.admin,
    body: document,
  });
  expect([imported.status, imported.text]).toEqual([200, imported.text]);
  fromMs = localDayAt(Date.now() - 5 * dayMs, document.center.timeZone).fromMs;
  const slots = Array.from({ length: cards }, (_, slot) => ({
    kind: "accelerator" as const,
    id: `s1:${slot}`,
  }));
  const of = (
    subject: { kind: "accelerator" | "server"; id: string },
    quantity: "power" | "fault_code" | "utilisation",
  ) => ({
    labels: { __name__: quantity, id: subject.id },
    match: { subject, quantity, scale: 1, offset: 0 },
  });
  ids = await server.telemetry.resolveSeries("c1", sourceId, [
    of({ kind: "server", id: "s1" }, "power"),
    ...slots.map((slot) => of(slot, "fault_code")),
    ...slots.map((slot) => of(slot, "utilisation")),
  ]);
  server.services.directory.changed("c1");
});
afterAll(() => server.close());

/** Samples of every series at some minutes of noon, packed. */
async function send(dayOf: readonly number[], minutes: readonly number[], own = ids) {
  const times = dayOf.flatMap((day) =>
    minutes.map((minute) => fromMs + day * dayMs + dayMs / 2 + minute * 60_000),
  );
  const samples = times.flatMap((atMs) => [...own].map((id) => [id, atMs, id === ids[0] ? 900 : 0] as const));
  await server.telemetry.append({
    centerId: "c1",
    sourceId,
    count: samples.length,
    seriesIds: Int32Array.from(samples, ([id]) => id),
    timesMs: Float64Array.from(samples, ([, atMs]) => atMs),
    values: Float64Array.from(samples, ([, , value]) => value),
  });
  await server.services.compact();
}

async function listed() {
  const view = await server.services.directory.get("c1");
  return cardServers(figureContext(server.services, view, window(), { known: nothingKnown })).list;
}

const nothing: AheadStep = { days: 0, left: 0, hasRoom: true };
const told = (sum: number) =>
  eventually(async () => expect(ofJob.reduce((all, one) => all + one.days, 0)).toBe(sum), {
    timeoutMs: 30_000,
  });

it("days that have settled are found without anybody asking, and found anew when something came late", async () => {
  await send([0, 1, 2, 3], [0, 1, 2]);
  // Of cards and of their activity.
  await told(2 * days);
  expect(await server.telemetry.cardDaysAhead(await listed(), window())).toEqual(nothing);
  await send([1], [3], ids.subarray(0, 1));
  // Sums of activity are of the same day, and the database says of a day that it changed, not what in it.
  await told(2 * days + 2);
  expect(await server.telemetry.cardDaysAhead(await listed(), window())).toEqual(nothing);
  const { text } = await server.call("/metrics");
  expect(text).toContain("\naidc_days_ahead_waiting 0\n");
});

it("a round that broke off is taken up again where it was, and looks at nothing that has not changed", async () => {
  let [isAway, asked] = [true, 0];
  let writtenAtMs = 1;
  const { telemetry, services } = server;
  const ahead = new DaysAhead(
    services,
    {
      cardDaysAhead: (list, over) => telemetry.cardDaysAhead(list, over),
      async sumDaysAhead(groups, over) {
        asked++;
        if (isAway) throw new Error("away");
        return telemetry.sumDaysAhead(groups, over);
      },
    },
    () => writtenAtMs,
  );
  await expect(ahead.run()).rejects.toThrow("away");
  isAway = false;
  writtenAtMs++;
  await eventually(async () => {
    await ahead.run();
    expect(asked).toBeGreaterThan(12);
    const before = asked;
    for (let turn = 0; turn < 10; turn++) await ahead.run();
    expect(asked).toBe(before);
  });
  services.directory.changed("c1");
  const before = asked;
  await ahead.run();
  expect(asked).toBeGreaterThan(before);
});
