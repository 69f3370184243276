import type { WindowMs } from "@aidc/contract";
import type { CardTime } from "@aidc/domain";
import { addCardTime, healthyTime, poweredTime, tileWindow } from "@aidc/domain";
import type { BoundPoint, CardDay, CardDays, CardServer, Rollup } from "@aidc/store";
import type { SeriesReader } from "../figures/series-reader.ts";
import { bucketMs } from "../figures/series-reader.ts";

/**
 * Rows that one report reads to look finer at days on which a server was on for a part, a card had a fault for a part, or
 * both were silent. Days beyond that are not known. By count and not by the clock: the same inputs, the same report.
 */
const mostRows = 1_000_000;

type Size = "1h" | "5m";
type Times = Pick<CardDay, "startMs" | "group" | "powered" | "healthy">;

/** Something of which a day says too little: power alone, or faults beside the power of their server. */
interface Question {
  readonly server: CardServer;
  /** null: it is asked how long the server was on. */
  readonly fault: BoundPoint | null;
}

export interface MixedAnswer {
  readonly days: readonly Times[];
  /** Some 5 minutes were judged as a whole. */
  readonly isByMeans: boolean;
}

/** Days that roll-ups of a day do not decide: by their hours, and what hours do not decide by 5 minutes. */
export async function decideMixed(
  reader: SeriesReader,
  servers: readonly CardServer[],
  mixed: CardDays["mixed"],
): Promise<MixedAnswer> {
  const questionOf = questionsBySeries(servers);
  const walk = new MixedWalk(reader);
  const byDay = Map.groupBy(mixed, ({ startMs }) => startMs);
  for (const [startMs, own] of byDay) {
    const questions = own.flatMap(({ seriesId }) => questionOf.get(seriesId) ?? []);
    await walk.day({ fromMs: startMs, toMs: own[0]?.endMs ?? startMs }, questions);
  }
  return walk;
}

function questionsBySeries(servers: readonly CardServer[]): Map<number, Question> {
  const found = new Map<number, Question>();
  for (const server of servers) {
    if (server.power.seriesId !== null) found.set(server.power.seriesId, { server, fault: null });
    for (const fault of server.faults)
      if (fault.seriesId !== null) found.set(fault.seriesId, { server, fault });
  }
  return found;
}

class MixedWalk implements MixedAnswer {
  isByMeans = false;
  private readonly sums = new Map<string, Times>();
  private rows = mostRows;
  private readonly reader: SeriesReader;

  constructor(reader: SeriesReader) {
    this.reader = reader;
  }

  get days(): readonly Times[] {
    return [...this.sums.values()];
  }

  /** A day whose clock begins within an hour has 5 minutes at its edges. */
  async day(day: WindowMs, questions: readonly Question[]): Promise<void> {
    for (const { from, ...tile } of tileWindow(day, this.reader.timeZone, "1h"))
      if (from === "1h" || from === "5m") await this.over(tile, from, questions, day.fromMs);
  }

  private async over(
    window: WindowMs,
    size: Size,
    questions: readonly Question[],
    startMs: number,
  ): Promise<void> {
    const points = [...new Set(questions.flatMap(({ server, fault }) => [server.power, fault ?? []].flat()))];
    const cost = points.length * ((window.toMs - window.fromMs) / bucketMs[size]);
    if (cost > this.rows) return;
    this.rows -= cost;
    const read = await this.reader.telemetry.readRollups(points, window, size);
    const rowsOf = new Map(points.map((point, at) => [point, byStart(read[at] ?? [])]));
    for (let fromMs = window.fromMs; fromMs < window.toMs; fromMs += bucketMs[size]) {
      const bucket = { fromMs, toMs: fromMs + bucketMs[size] };
      const open = questions.filter((question) => {
        const time = judged(question, rowsOf, bucket, size);
        if (time !== null) this.add(question, startMs, time);
        return time === null;
      });
      if (open.length > 0) await this.over(bucket, "5m", open, startMs);
    }
    this.isByMeans ||= size === "5m";
  }

  private add({ server, fault }: Question, startMs: number, { knownMs, inMs }: CardTime): void {
    if (knownMs === 0) return;
    const { group, cards } = server;
    const key = `${startMs} ${group}`;
    const { powered, healthy } = this.sums.get(key) ?? { powered: nothing, healthy: nothing };
    const sum = fault
      ? { powered, healthy: addCardTime([healthy, { knownMs, inMs }]) }
      : { powered: addCardTime([powered, { knownMs: knownMs * cards, inMs: inMs * cards }]), healthy };
    this.sums.set(key, { startMs, group, ...sum });
  }
}

const nothing: CardTime = { knownMs: 0, inMs: 0 };

const byStart = (rows: readonly Rollup[]) => new Map(rows.map((row) => [row.startMs, row]));

function judged(
  { server, fault }: Question,
  rowsOf: ReadonlyMap<BoundPoint, ReadonlyMap<number, Rollup>>,
  { fromMs, toMs }: WindowMs,
  size: Size,
): CardTime | null {
  const rule = { aboveW: server.aboveW, isFinest: size === "5m", lengthMs: toMs - fromMs };
  const power = rowsOf.get(server.power)?.get(fromMs);
  return fault ? healthyTime(rowsOf.get(fault)?.get(fromMs), power, rule) : poweredTime(power, rule);
}
