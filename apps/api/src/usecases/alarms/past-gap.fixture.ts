import type { Subject } from "@aidc/contract";
import { isoOf } from "@aidc/domain";
import { aCenterDocument } from "@aidc/testkit";
import type { TestServer } from "../../test-server.fixture.ts";

const stepMs = 15_000;
const samples = 120;
/** From the one to before the other nothing comes of those who fall silent, and the feed carries nothing. */
const [gapFrom, gapTo] = [40, 80];
/** A sample speaks for three cadences, the last one came a cadence before the gap. */
const reachSamples = 3 - 1;

interface Teller {
  readonly subject: Subject;
  readonly quantity: "inlet_temperature" | "temperature" | "power";
  readonly inGap: "goes on" | "silent" | "zero";
}

const tellers: readonly Teller[] = [
  { subject: { kind: "rack", id: "k1" }, quantity: "inlet_temperature", inGap: "goes on" },
  { subject: { kind: "rack", id: "k2" }, quantity: "inlet_temperature", inGap: "silent" },
  ...Array.from(
    { length: 8 },
    (_, slot): Teller => ({
      subject: { kind: "accelerator", id: `s1:${slot}` },
      quantity: "temperature",
      inGap: slot === 3 ? "silent" : "goes on",
    }),
  ),
  { subject: { kind: "feed", id: "f1" }, quantity: "power", inGap: "zero" },
];

/** Half an hour of stored samples of a center `c2`, with a gap of ten minutes in some. */
export async function storeGap({ services, telemetry, call, credentials }: TestServer) {
  const { center, ...rest } = aCenterDocument({ feeds: [{ id: "f1", name: "Feed 1", racks: ["k1"] }] });
  const body = { ...rest, center: { ...center, id: "c2" } };
  const imported = await call("/api/centers/import", { method: "POST", headers: credentials.admin, body });
  if (imported.status !== 200) throw new Error(`import: ${imported.text}`);
  const sourceId = (await services.access.createIngestKey("c2", "bms")).id;
  const asked = tellers.map(({ subject, quantity }) => ({
    labels: { name: `${subject.kind}/${subject.id}` },
    match: { subject, quantity, scale: 1, offset: 0 },
  }));
  const ids = await telemetry.resolveSeries("c2", sourceId, asked);
  const startMs = (Math.floor(Date.now() / stepMs) - samples) * stepMs;
  const atMs = (sample: number) => startMs + sample * stepMs;
  const rows = tellers.flatMap(({ inGap }, teller) =>
    Array.from({ length: samples }, (_, sample) => ({ id: ids[teller] ?? 0, sample, inGap })).filter(
      ({ sample }) => inGap !== "silent" || !isInGap(sample),
    ),
  );
  await telemetry.append({
    centerId: "c2",
    sourceId,
    count: rows.length,
    seriesIds: Int32Array.from(rows, ({ id }) => id),
    timesMs: Float64Array.from(rows, ({ sample }) => atMs(sample)),
    values: Float64Array.from(rows, ({ sample, inGap }) => (inGap === "zero" && isInGap(sample) ? 0 : 20)),
  });
  services.directory.changed("c2");
  return {
    window: { from: isoOf(startMs), to: isoOf(atMs(samples)) },
    silent: { fromMs: atMs(gapFrom + reachSamples), toMs: atMs(gapTo) },
    dead: { fromMs: atMs(gapFrom), toMs: atMs(gapTo) },
  };
}

const isInGap = (sample: number) => sample >= gapFrom && sample < gapTo;
