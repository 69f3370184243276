/** Who holds what at an instant, looked up by place. */
import type { Contracts } from "../live/contracts.ts";
import { holdsAt } from "../time/intervals.ts";

type Held = Contracts["held"][number];

export interface Holders {
  /** By rack: what is held of it, or in it. */
  readonly byRack: ReadonlyMap<string, readonly Held[]>;
  /** By row of the accelerator index. */
  readonly byRow: ReadonlyMap<number, readonly Held[]>;
  readonly rowsByTenant: ReadonlyMap<string, ReadonlySet<number>>;
}

export function holdersAt({ held }: Contracts, atMs: number): Holders {
  const byRack = new Map<string, Held[]>();
  const byRow = new Map<number, Held[]>();
  const rowsByTenant = new Map<string, Set<number>>();
  for (const place of held) {
    if (!holdsAt(place, atMs)) continue;
    add(byRack, place.rack, place);
    const rows = rowsByTenant.get(place.tenant) ?? new Set();
    rowsByTenant.set(place.tenant, rows);
    for (const row of place.accelerators) {
      add(byRow, row, place);
      rows.add(row);
    }
  }
  return { byRack, byRow, rowsByTenant };
}

function add<K>(lists: Map<K, Held[]>, key: K, held: Held): void {
  const list = lists.get(key);
  if (list) list.push(held);
  else lists.set(key, [held]);
}
