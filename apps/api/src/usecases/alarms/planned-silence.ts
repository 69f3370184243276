import type { AlarmPlan, AlarmRecord, MaintenanceWindow } from "@aidc/domain";
import { coverPlaces, letterOf, windowsAt } from "@aidc/domain";
import type { KnownRule } from "./rule-watches.ts";

type Suppression = AlarmRecord["life"]["suppression"];

/** Which planned work holds now, and whose alarms fall silent for it. A leak is never silent. */
export class PlannedSilence {
  /** null: to be looked at again. */
  private held: string | null = null;
  private cover: ReturnType<typeof coverPlaces> | null = null;

  /** @returns whether work begins, changes or ends: then every alarm is looked at */
  turn(index: AlarmPlan["index"], maintenance: readonly MaintenanceWindow[], nowMs: number): boolean {
    const windows = windowsAt(maintenance, nowMs);
    const held = JSON.stringify([index.center.id, windows]);
    if (held === this.held) return false;
    this.held = held;
    this.cover = windows.length === 0 ? null : coverPlaces(index, windows);
    return true;
  }

  lookAgain(): void {
    this.held = null;
  }

  /** What is normal is silenced only by {@link coming}. */
  of(record: AlarmRecord, rule: KnownRule | undefined): Suppression {
    const isSpared = rule?.rule.condition.kind === "leak" || letterOf(record.life) === "A";
    return isSpared ? null : (this.cover?.(record.subject) ?? null);
  }

  /** What is normal and comes under a maintenance comes in silence. */
  coming(record: AlarmRecord, { rule }: KnownRule): AlarmRecord {
    if (this.cover === null || rule.condition.kind === "leak" || letterOf(record.life) !== "A") return record;
    const suppression = this.cover(record.subject);
    return suppression === null ? record : { ...record, life: { ...record.life, suppression } };
  }
}
