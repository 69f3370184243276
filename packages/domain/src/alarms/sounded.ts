/** What sounded, looked back on: which of it another alarm brought about, by the time for which each lasted. */
import type { AlarmRule } from "@aidc/contract";
import type { AlarmRecord } from "./observe.ts";
import type { RootScene } from "./roots.ts";
import { Roots } from "./roots.ts";
import type { Annunciation } from "./self-grade.ts";

interface Known {
  readonly recordOf: (alarm: string) => AlarmRecord | undefined;
  readonly scene: Omit<RootScene, "ruleOf"> & {
    readonly ruleOf: (ruleId: string) => Pick<AlarmRule, "condition" | "severity" | "onDelayS"> | undefined;
  };
}

/** @param annunciations causes that sounded earlier among them; one that nobody knows any more explains nothing */
export function broughtAboutAmong(
  annunciations: readonly Annunciation[],
  { recordOf, scene }: Known,
): ReadonlySet<Annunciation> {
  const sounded = annunciations.flatMap((annunciation) => {
    const record = recordOf(annunciation.alarm);
    const onDelayMs = 1000 * (record ? (scene.ruleOf(record.rule)?.onDelayS ?? 0) : 0);
    return record ? [{ annunciation, record: recordThen(record, annunciation, onDelayMs) }] : [];
  });
  const roots = new Roots(scene);
  roots.find(sounded.map(({ record }) => record));
  return new Set(
    sounded.flatMap(({ annunciation, record }) => (roots.goesWithRoot(record) ? [annunciation] : [])),
  );
}

/** As it was while nobody had acknowledged or silenced it. */
function recordThen(record: AlarmRecord, { atMs, clearedMs }: Annunciation, onDelayMs: number): AlarmRecord {
  const occurrence = { number: 1, onsetMs: atMs - onDelayMs, raisedMs: atMs, clearedMs, acknowledged: null };
  return { ...record, life: { occurrence, shelf: null, suppression: null, outOfService: false } };
}
