import type { WindowMs } from "@aidc/contract";
import { rollUp, unionIntervals } from "@aidc/domain";
import type pg from "pg";
import type { SeriesSpan } from "../chunk/stored-chunks.ts";
import { readStoredSamples } from "../chunk/stored-chunks.ts";
import type { SampleColumns } from "../store.ts";
import type { BoundSeries } from "./bound-series.ts";
import { RollupWriter } from "./rollup-writer.ts";
import { columnsToRollUp } from "./series-rules.ts";
import { BucketList, sumRollups } from "./sum-rollups.ts";
import type { Calendar } from "./touched.ts";
import { bucketMs, bucketsOver, edgesOver, touchedBy } from "./touched.ts";

type Client = Pick<pg.ClientBase, "query">;

/** Hours of a zone begin with hours of UTC, so days can be summed from them; else from 5 minutes. */
const startsWithHours = ({ fromMs, toMs }: WindowMs): boolean =>
  fromMs % bucketMs["1h"] === 0 && toMs % bucketMs["1h"] === 0;

/** Samples of the series in memory, raw, over at least the given span. */
export type ColumnsOver = (fromMs: number, toMs: number) => SampleColumns;

/** Recomputes the roll-ups that changed samples touch: add series by series, then flush. */
export class RollupBatch {
  readonly #calendar: Calendar;
  readonly #fine = new RollupWriter("5m");
  readonly #hours = new RollupWriter("1h");
  readonly #sumOfFine = new BucketList();
  readonly #daysOfHours = new BucketList();
  readonly #daysOfFine = new BucketList();
  readonly #registerDays: { series: BoundSeries; day: WindowMs }[] = [];

  constructor(calendar: Calendar) {
    this.#calendar = calendar;
  }

  /** @param changed spans of the samples that are new, first and last time included */
  add(series: BoundSeries, changed: readonly WindowMs[], columnsOver: ColumnsOver): void {
    const { seriesId, reachMs, rules } = series;
    const spans = unionIntervals(changed.map((c) => touchedBy(c.fromMs, c.toMs, reachMs, bucketMs["5m"])));
    this.#compute(series, this.#fine, spans, bucketMs["5m"], columnsOver);
    const days = bucketsOver(spans, "1d", this.#calendar);
    if (rules.nature === "counter") {
      const hours = unionIntervals(changed.map((c) => touchedBy(c.fromMs, c.toMs, reachMs, bucketMs["1h"])));
      this.#compute(series, this.#hours, hours, bucketMs["1h"], columnsOver);
      for (const day of days) this.#registerDays.push({ series, day });
      return;
    }
    this.#sumOfFine.add(seriesId, bucketsOver(spans, "1h", this.#calendar));
    for (const day of days)
      (startsWithHours(day) ? this.#daysOfHours : this.#daysOfFine).add(seriesId, [day]);
  }

  #compute(
    series: BoundSeries,
    writer: RollupWriter,
    spans: readonly WindowMs[],
    widthMs: number,
    columnsOver: ColumnsOver,
  ): void {
    for (const span of spans) {
      const samples = columnsToRollUp(
        columnsOver(span.fromMs - series.reachMs, span.toMs + series.reachMs),
        series,
      );
      const edges = edgesOver(span, widthMs);
      writer.add(series.seriesId, edges, rollUp(samples, edges, series.rules));
    }
  }

  /** Writes everything. The chunks must be written before: days of registers are read from them. */
  async flush(client: Client, centerId: string): Promise<void> {
    const shrunk = await this.#fine.flush(client, centerId);
    await this.#hours.flush(client, centerId);
    await sumRollups(client, centerId, ["5m", "1h"], this.#sumOfFine, shrunk);
    await sumRollups(client, centerId, ["1h", "1d"], this.#daysOfHours, shrunk);
    await sumRollups(client, centerId, ["5m", "1d"], this.#daysOfFine, shrunk);
    await this.#flushRegisterDays(client, centerId);
  }

  /** A register that was silent for hours knows what they used once it speaks again, so its day is no sum of hours. */
  async #flushRegisterDays(client: Client, centerId: string): Promise<void> {
    const writer = new RollupWriter("1d");
    for (let at = 0; at < this.#registerDays.length; at += registerDaysPerRead) {
      const part = this.#registerDays.slice(at, at + registerDaysPerRead);
      const spans: SeriesSpan[] = part.map(({ series, day }) => ({
        seriesId: series.seriesId,
        fromMs: day.fromMs - series.reachMs,
        toMs: day.toMs + series.reachMs,
      }));
      const columns = await readStoredSamples(client, centerId, spans);
      for (const [index, { series, day }] of part.entries()) {
        const samples = columnsToRollUp(columns[index] as SampleColumns, series);
        const edges = Float64Array.of(day.fromMs, day.toMs);
        writer.add(series.seriesId, edges, rollUp(samples, edges, series.rules));
      }
    }
    await writer.flush(client, centerId);
  }
}

/** Days of samples in memory at once. */
const registerDaysPerRead = 500;
