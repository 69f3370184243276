import type pg from "pg";

/**
 * Samples that were kept out because another value is stored for their time. The head turns nearly all of them
 * away at the door; it does not know chunks, so what contradicts an old chunk is found here.
 */
export class Conflicts {
  readonly #bySeries = new Map<number, { count: number; firstMs: number }>();

  note(seriesId: number, count: number, firstMs: number | null): void {
    if (count === 0 || firstMs === null) return;
    const known = this.#bySeries.get(seriesId);
    if (known === undefined) this.#bySeries.set(seriesId, { count, firstMs });
    else known.count += count;
  }

  get count(): number {
    let count = 0;
    for (const entry of this.#bySeries.values()) count += entry.count;
    return count;
  }

  /** Counted for the source that the series belongs to. */
  async write(client: Pick<pg.ClientBase, "query">, centerId: string): Promise<void> {
    if (this.#bySeries.size === 0) return;
    const entries = [...this.#bySeries];
    await client.query(
      `insert into quarantine as q (center_id, source_id, reason, count, example, last_at)
       select $1, s.source_id, 'conflict', sum(c.count),
         (array_agg('another value at ' || c.example || ' is stored already' order by c.example desc))[1], now()
       from unnest($2::int[], $3::int[], $4::text[]) as c(series_id, count, example)
       join series s on s.center_id = $1 and s.id = c.series_id group by s.source_id
       on conflict (center_id, source_id, reason) do update set count = q.count + excluded.count, example = excluded.example, last_at = excluded.last_at`,
      [
        centerId,
        entries.map(([seriesId]) => seriesId),
        entries.map(([, { count }]) => count),
        entries.map(([, { firstMs }]) => new Date(firstMs).toISOString()),
      ],
    );
  }
}
