import type { AppendResult, BoundPoint, HandBinding, NewSeries, SampleBatch, SeriesMatch } from "@aidc/store";
import type { BindingPorts, IngestPorts } from "./ports.ts";

/** Keeps everything in maps, with the store's rules for duplicates and conflicts; can be told to fail. */
export class MemoryStore implements IngestPorts, BindingPorts {
  readonly series: { labels: Record<string, string>; match: SeriesMatch | null }[] = [];
  readonly samples = new Map<string, number>();
  readonly quarantined: Parameters<IngestPorts["quarantine"]>[0][] = [];
  failure: Error | null = null;
  /** Appends wait for this before they resolve: stands for COMMIT. */
  commit: Promise<void> = Promise.resolve();
  appends = 0;
  resolves = 0;

  async resolveSeries(_center: string, _source: string, series: readonly NewSeries[]): Promise<Int32Array> {
    this.resolves++;
    if (this.failure) throw this.failure;
    return Int32Array.from(series, ({ labels, match }) => {
      const key = keyOf(labels);
      const known = this.series.findIndex((one) => keyOf(one.labels) === key);
      return known >= 0 ? known : this.series.push({ labels: { ...labels }, match }) - 1;
    });
  }

  isHeard = (): boolean => false;

  async append(batch: SampleBatch): Promise<AppendResult> {
    this.appends++;
    if (this.failure) throw this.failure;
    await this.commit;
    let accepted = 0;
    let duplicates = 0;
    for (let index = 0; index < batch.count; index++) {
      const key = `${batch.seriesIds[index]}@${batch.timesMs[index]}`;
      const value = batch.values[index] as number;
      const known = this.samples.get(key);
      if (known === undefined) {
        this.samples.set(key, value);
        accepted++;
      } else if (Object.is(known, value)) duplicates++;
    }
    return { accepted, duplicates, conflicts: batch.count - accepted - duplicates };
  }

  quarantine(entry: Parameters<IngestPorts["quarantine"]>[0]): void {
    this.quarantined.push(entry);
  }

  async listUnmatched(): ReturnType<BindingPorts["listUnmatched"]> {
    return this.series.flatMap(({ labels, match }, seriesId) =>
      match ? [] : [{ seriesId, sourceId: "k1", labels }],
    );
  }

  async listByHand(): Promise<HandBinding[]> {
    return [];
  }

  async listRules(): Promise<[]> {
    return [];
  }

  async bindSeries(
    _center: string,
    bindings: readonly { seriesId: number; match: SeriesMatch }[],
  ): Promise<number> {
    for (const { seriesId, match } of bindings) {
      const series = this.series[seriesId];
      if (series) series.match = match;
    }
    return bindings.length;
  }

  /** Every stored sample of the series with these labels, oldest first. */
  read(labels: Record<string, string>): { timeMs: number; value: number }[] {
    const id = this.series.findIndex((one) => keyOf(one.labels) === keyOf(labels));
    const own = [...this.samples].filter(([key]) => key.startsWith(`${id}@`));
    return own
      .map(([key, value]) => ({ timeMs: Number(key.split("@")[1]), value }))
      .sort((a, b) => a.timeMs - b.timeMs);
  }

  points(): Pick<BoundPoint, "subject" | "quantity">[] {
    return this.series.flatMap(({ match }) => (match ? [match] : []));
  }
}

function keyOf(labels: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
