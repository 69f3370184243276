import { randomUUID } from "node:crypto";
import type { AlarmEvent, AlarmLife, AlarmRecord, RuleWatch } from "@aidc/domain";
import type { AlarmChange, AlarmEventDraft, AlarmStore } from "@aidc/store";
import { inTurn } from "../in-turn.ts";

/** Half a day of a steady flood, or ten minutes of the worst: about 50 MB. */
const mostWaiting = 100_000;
/** Lines of one transaction. */
const batchLines = 5_000;

/** A state with the line that led to it; without one it is only to be written again. */
interface Waiting {
  readonly record: AlarmRecord;
  readonly line: AlarmEventDraft | null;
}

type Settle = (life: AlarmLife) => AlarmLife;
interface Done {
  readonly record: AlarmRecord;
  readonly lines: readonly AlarmEventDraft[];
  /** Does to a life what the deed did, for a write whose end nobody saw. */
  readonly settle: Settle;
}
/** What a person did, to one alarm or to several at once. */
interface Deed {
  readonly done: readonly Done[];
  readonly audit: AlarmChange["audit"];
}
interface Doubt extends Pick<Done, "settle"> {
  readonly alarmId: string;
  readonly lineId: string;
}

/** What waits to be written, oldest first, and the writing: one transaction at a time, each of which may be tried again. */
export class AlarmQueue {
  readonly inTurn = inTurn(1);
  private readonly centerId: string;
  private readonly store: Pick<AlarmStore, "write" | "writtenEvents">;
  private readonly waiting: Waiting[] = [];
  private readonly busy = new Set<string>();
  private doubts: Doubt[] = [];

  constructor(centerId: string, store: Pick<AlarmStore, "write" | "writtenEvents">) {
    this.centerId = centerId;
    this.store = store;
  }

  add(record: AlarmRecord, lines: readonly AlarmEventDraft[]): void {
    for (const line of lines) this.waiting.push({ record, line });
  }

  length(): number {
    return this.waiting.length;
  }

  isFull(): boolean {
    return this.waiting.length >= mostWaiting;
  }

  /** A person's deed on this alarm is being written: nothing else happens to it meanwhile. */
  isBusy(alarmId: string): boolean {
    return this.busy.has(alarmId);
  }

  /** @param settle does to the alarm of now what turned out to have been written, and tells its record */
  flush(settle: (alarmId: string, settle: Settle) => AlarmRecord | null): Promise<void> {
    return this.inTurn(async () => {
      await this.settleDoubts(settle);
      while (this.waiting.length > 0) await this.write(Math.min(batchLines, this.waiting.length));
    });
  }

  /** Together with all that waits, for it happened before. Call it in turn. */
  async writeDeed(deed: Deed): Promise<void> {
    for (const { record } of deed.done) this.busy.add(record.id);
    try {
      await this.write(this.waiting.length, deed);
    } catch (error) {
      for (const { record, lines, settle } of deed.done)
        if (lines[0]) this.doubts.push({ alarmId: record.id, lineId: lines[0].id, settle });
      throw error;
    } finally {
      for (const { record } of deed.done) this.busy.delete(record.id);
    }
  }

  private async write(count: number, deed: Deed = { done: [], audit: null }): Promise<void> {
    const batch = this.waiting.slice(0, count);
    // The newest state of each alarm, and the lines up to it.
    const states = new Map(batch.map(({ record }) => [record.id, record]));
    for (const { record } of deed.done) states.set(record.id, record);
    await this.store.write(this.centerId, {
      alarms: [...states.values()],
      events: [...batch.flatMap(({ line }) => line ?? []), ...deed.done.flatMap(({ lines }) => lines)],
      audit: deed.audit,
    });
    this.waiting.splice(0, count);
  }

  private async settleDoubts(settle: (alarmId: string, settle: Settle) => AlarmRecord | null): Promise<void> {
    if (this.doubts.length === 0) return;
    const asked = this.doubts;
    const written = await this.store.writtenEvents(
      this.centerId,
      asked.map(({ lineId }) => lineId),
    );
    this.doubts = this.doubts.filter((doubt) => !asked.includes(doubt));
    for (const doubt of asked) {
      const record = written.has(doubt.lineId) ? settle(doubt.alarmId, doubt.settle) : null;
      if (record) this.waiting.push({ record, line: null });
    }
  }
}

interface Happened {
  readonly watch: Pick<RuleWatch, "rule" | "version"> | undefined;
  readonly events: readonly AlarmEvent[];
  readonly nowMs: number;
  readonly by: string | null;
  readonly note: string;
}

export function linesOf(record: AlarmRecord, happened: Happened): AlarmEventDraft[] {
  const { watch, events, nowMs, by, note } = happened;
  return events.map((event) => ({
    id: randomUUID(),
    atMs: nowMs,
    alarm: record.id,
    rule: record.rule,
    ruleVersion: watch?.version ?? 0,
    severity: watch?.rule.severity ?? "warning",
    occurrence: record.life.occurrence?.number ?? 0,
    event,
    by,
    note,
    value: record.value,
  }));
}
