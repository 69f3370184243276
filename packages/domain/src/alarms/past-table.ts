/** The newest samples as they were at one moment after another, with the readings of registers that were followed. */
import { RegisterReadings } from "../live/register-power.ts";
import type { LatestLookup } from "../live/signals.ts";
import type { StatedCadence } from "../telemetry/past-cadence.ts";
import { FollowedCadences } from "../telemetry/past-cadence.ts";
import type { AlarmPlan, SourcedPoint } from "./watched.ts";

export interface Columns {
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
}

/** A plan of stored samples: its points say how coarse their history may be. */
export interface PastPlan extends AlarmPlan {
  readonly points: readonly (SourcedPoint & StatedCadence)[];
}

/** The newest sample of each row so far; the plan's points are numbered by their row. */
export class PastTable {
  readonly latest: LatestLookup;
  /** Sources that were heard so far. */
  readonly heard = new Set<string>();
  /** How often each point was told of so far, by its row. */
  readonly cadencesMs: Float64Array;
  private readonly rows: readonly number[];
  private readonly points: PastPlan["points"];
  private readonly cadences: FollowedCadences;
  private readonly registers = new RegisterReadings();
  /** Rows that have a register and nothing else: their power is what they advance by. */
  private readonly followed: ReadonlySet<number>;
  private places: Int32Array;

  constructor({ points, index }: PastPlan, rows: readonly number[]) {
    this.points = points;
    this.cadences = new FollowedCadences(points);
    this.cadencesMs = this.cadences.cadencesMs;
    this.rows = rows;
    this.followed = new Set(index.registers);
    this.latest = this.registers.follow([], {
      timesMs: new Float64Array(points.length).fill(Number.NaN),
      values: new Float64Array(points.length).fill(Number.NaN),
    });
    this.places = new Int32Array(rows.length);
  }

  /** Another part: its columns are read from their beginning. */
  begin(): void {
    this.places = new Int32Array(this.rows.length);
  }

  /** @param columns samples of the rows in this part, by row */
  advance(columns: readonly Columns[], nowMs: number): void {
    const { timesMs, values } = this.latest;
    for (const [i, row] of this.rows.entries()) {
      const own = columns[i];
      if (!own) continue;
      const before = this.places[i] as number;
      let place = before;
      while (place < own.timesMs.length && (own.timesMs[place] as number) <= nowMs) place++;
      if (place === before) continue;
      this.places[i] = place;
      timesMs[row] = own.timesMs[place - 1] as number;
      values[row] = own.values[place - 1] as number;
      this.cadences.note(row, own.timesMs, [before, place]);
      if (this.followed.has(row)) this.note(row, own, [before, place]);
      const source = this.points[row]?.sourceId;
      if (source) this.heard.add(source);
    }
  }

  private note(row: number, own: Columns, [from, to]: readonly [number, number]): void {
    for (let place = from; place < to; place++)
      this.registers.note(row, { atMs: own.timesMs[place] as number, value: own.values[place] as number });
  }
}
