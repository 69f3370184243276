import type { SampleColumns } from "../store.ts";
import { concatColumns } from "./columns.ts";

export interface Merged {
  readonly columns: SampleColumns;
  /** Samples that were not stored before. */
  readonly added: number;
  /** Same time, another value: the stored one stays. */
  readonly conflicts: number;
  readonly firstConflictMs: number | null;
}

/** Both sorted, no time twice; what is stored wins. Without anything new, `columns` is `stored` itself. */
export function mergeColumns(stored: SampleColumns, fresh: SampleColumns): Merged {
  const storedCount = stored.timesMs.length;
  const freshCount = fresh.timesMs.length;
  // Nearly always: fresh samples follow what is stored.
  if (storedCount === 0 || freshCount === 0 || lastTime(stored) < (fresh.timesMs[0] as number)) {
    const columns = storedCount === 0 ? fresh : freshCount === 0 ? stored : concatColumns([stored, fresh]);
    return { columns, added: freshCount, conflicts: 0, firstConflictMs: null };
  }
  return interleave(stored, fresh);
}

function interleave(stored: SampleColumns, fresh: SampleColumns): Merged {
  const timesMs = new Float64Array(stored.timesMs.length + fresh.timesMs.length);
  const values = new Float64Array(timesMs.length);
  let count = 0;
  let s = 0;
  let conflicts = 0;
  let firstConflictMs: number | null = null;
  const takeStored = (): void => {
    timesMs[count] = stored.timesMs[s] as number;
    values[count++] = stored.values[s++] as number;
  };
  for (let f = 0; f < fresh.timesMs.length; f++) {
    const timeMs = fresh.timesMs[f] as number;
    while (s < stored.timesMs.length && (stored.timesMs[s] as number) < timeMs) takeStored();
    if (stored.timesMs[s] !== timeMs) {
      timesMs[count] = timeMs;
      values[count++] = fresh.values[f] as number;
    } else if (!Object.is(stored.values[s], fresh.values[f])) {
      conflicts++;
      firstConflictMs ??= timeMs;
    }
  }
  while (s < stored.timesMs.length) takeStored();
  const added = count - stored.timesMs.length;
  const columns = { timesMs: timesMs.subarray(0, count), values: values.subarray(0, count) };
  return { columns: added === 0 ? stored : columns, added, conflicts, firstConflictMs };
}

function lastTime(columns: SampleColumns): number {
  return columns.timesMs[columns.timesMs.length - 1] as number;
}
