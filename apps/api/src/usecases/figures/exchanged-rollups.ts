import type { MeterExchange } from "@aidc/domain";
import { integrate } from "@aidc/domain";
import type { BoundPoint, Rollup, TelemetryStore } from "@aidc/store";
import type { KnownMeter } from "./point-rules.ts";
import { rulesOf } from "./point-rules.ts";

type Reads = Pick<TelemetryStore, "readSamples" | "readRollups">;

/**
 * Roll-ups as they would be if the record of an exchange had been there when they were made: the buckets that the
 * step over an exchange touches are made again from samples, those after it carry the factor of the new register.
 */
export function withExchanges(telemetry: Reads, meters: ReadonlyMap<string, KnownMeter>): Reads {
  const exchangesOf = ({ subject, quantity }: BoundPoint): readonly MeterExchange[] =>
    (quantity === "energy" && subject.kind === "meter" && meters.get(subject.id)?.exchanges) || [];
  if (![...meters.values()].some(({ exchanges }) => exchanges)) return telemetry;
  return {
    readSamples: (points, window) => telemetry.readSamples(points, window),
    async readRollups(points, window, resolution) {
      const rows = await telemetry.readRollups(points, window, resolution);
      return Promise.all(
        points.map((point, at) => {
          const exchanges = exchangesOf(point);
          const own = rows[at] ?? [];
          return exchanges.length === 0
            ? own
            : exchangedRows({ telemetry, meters }, { point, exchanges, own });
        }),
      );
    },
  };
}

interface Asked {
  readonly point: BoundPoint;
  readonly exchanges: readonly MeterExchange[];
  readonly own: readonly Rollup[];
}

interface Around {
  readonly telemetry: Reads;
  readonly meters: ReadonlyMap<string, KnownMeter>;
}

async function exchangedRows(around: Around, { point, exchanges, own }: Asked): Promise<Rollup[]> {
  const rows: Rollup[] = [];
  for (const row of own) {
    const isTouched = exchanges.some(
      ({ atMs }) => row.startMs - point.maxGapMs <= atMs && atMs <= row.endMs + point.maxGapMs,
    );
    const again = isTouched ? await madeAgain(around, point, row) : null;
    rows.push(again ?? scaled(row, exchanges));
  }
  return rows;
}

/** null: not all of its samples are left, and the row tells more than they do. */
async function madeAgain(
  { telemetry, meters }: Around,
  point: BoundPoint,
  row: Rollup,
): Promise<Rollup | null> {
  const window = { fromMs: row.startMs, toMs: row.endMs };
  const [samples] = await telemetry.readSamples([point], {
    fromMs: window.fromMs - point.maxGapMs,
    toMs: window.toMs + point.maxGapMs,
  });
  if (!samples) return null;
  const again = integrate(samples, window, rulesOf(point, meters));
  return again.samples < row.samples ? null : { ...row, ...again };
}

const millionths = 1_000_000;

function scaled(row: Rollup, exchanges: readonly MeterExchange[]): Rollup {
  const factor = exchanges.filter(({ atMs }) => atMs <= row.startMs).at(-1)?.factor ?? 1;
  if (factor === 1) return row;
  const product = row.integral * BigInt(Math.round(factor * millionths));
  return { ...row, integral: (product + BigInt(millionths / 2)) / BigInt(millionths) };
}
