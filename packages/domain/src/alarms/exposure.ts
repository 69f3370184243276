/** What hangs on a subject: the accelerators in it, and the tenants that hold any of it at an instant. */

import type { CenterIndex } from "../live/index-center.ts";
import { holdsAt } from "../time/intervals.ts";
import { racksServedBy } from "../topology/branches.ts";
import { rackOf, rackOfServer, serverOf, serverRow } from "./subjects.ts";
import { feedsBySource } from "./watch-senders.ts";
import type { AlarmPlan, AlarmSubject } from "./watched.ts";

export interface Exposure {
  readonly tenants: number;
  readonly accelerators: number;
}

const nothing: Exposure = { tenants: 0, accelerators: 0 };

/** Answers for one inventory at one instant; each subject is worked out once. */
export class Exposures {
  private readonly plan: AlarmPlan;
  private readonly sourceNames: ReadonlyMap<string, string>;
  private readonly holders: Holders;
  private readonly known = new Map<string, Exposure>();

  /** @param sourceNames by the id of their key */
  constructor(plan: AlarmPlan, sourceNames: ReadonlyMap<string, string>, nowMs: number) {
    this.plan = plan;
    this.sourceNames = sourceNames;
    this.holders = holdersAt(plan.index, nowMs);
  }

  of(subject: AlarmSubject): Exposure {
    const key = `${subject.kind}/${subject.id}`;
    const found = this.known.get(key) ?? this.exposure(subject);
    this.known.set(key, found);
    return found;
  }

  private exposure({ kind, id }: AlarmSubject): Exposure {
    const { index } = this.plan;
    switch (kind) {
      case "center":
        return this.ofRacks(index.racks.list.map((rack) => rack.id));
      case "hall":
        return this.ofRacks(racksOfHall(index, id));
      case "rack":
        return this.ofRacks([id]);
      case "server":
        return this.ofRows(rowsOfServer(index, id), rackOfServer(index, id));
      case "accelerator":
        return this.ofRows(rowsOfServer(index, serverOf(id), slotOf(id)), null);
      case "source":
        return this.ofRacks(this.racksOfSource(id));
      case "tenant":
        return { tenants: 1, accelerators: this.holders.rowsByTenant.get(id)?.size ?? 0 };
      case "feed":
        return this.ofRacks(racksServedBy(index.document.feeds, id));
      case "loop":
        return this.ofRacks(racksServedBy(index.document.loops, id));
      case "meter":
      case "wall":
        return nothing;
    }
  }

  private ofRacks(racks: readonly string[]): Exposure {
    const tenants = new Set(racks.flatMap((rack) => [...(this.holders.byRack.get(rack) ?? [])]));
    const accelerators = racks.reduce((sum, rack) => sum + rowsOfRack(this.plan.index, rack), 0);
    return { tenants: tenants.size, accelerators };
  }

  /** @param rack where the thing has no accelerators of its own, those who hold the rack are touched */
  private ofRows(rows: readonly number[], rack: string | null): Exposure {
    const tenants = new Set(rows.flatMap((row) => [...(this.holders.byRow.get(row) ?? [])]));
    const around = rows.length === 0 && rack !== null ? this.holders.byRack.get(rack) : undefined;
    return { tenants: around?.size ?? tenants.size, accelerators: rows.length };
  }

  private racksOfSource(name: string): string[] {
    const fed = subjectsOfSource(this.plan, this.sourceNames, name);
    return fed.flatMap(({ kind, id }) => (kind === "rack" ? [id] : []));
  }
}

/**
 * Everything a source tells of, and the racks around it, each once.
 * @param sourceNames by the id of their key
 */
export function subjectsOfSource(
  plan: AlarmPlan,
  sourceNames: ReadonlyMap<string, string>,
  name: string,
): AlarmSubject[] {
  const fed = new Map<string, AlarmSubject>();
  const take = (subject: AlarmSubject) => void fed.set(`${subject.kind}/${subject.id}`, subject);
  for (const [key, { signals }] of feedsBySource(plan)) {
    if (sourceNames.get(key) !== name) continue;
    for (const signal of signals) {
      const subject = plan.points[signal]?.subject;
      if (!subject) continue;
      take(subject);
      const rack = rackOf(plan.index, subject);
      if (rack) take({ kind: "rack", id: rack });
    }
  }
  return [...fed.values()];
}

interface Holders {
  readonly byRack: ReadonlyMap<string, ReadonlySet<string>>;
  readonly byRow: ReadonlyMap<number, ReadonlySet<string>>;
  readonly rowsByTenant: ReadonlyMap<string, ReadonlySet<number>>;
}

function holdersAt(index: CenterIndex, atMs: number): Holders {
  const byRack = new Map<string, Set<string>>();
  const byRow = new Map<number, Set<string>>();
  const rowsByTenant = new Map<string, Set<number>>();
  for (const place of index.contracts.held) {
    if (!holdsAt(place, atMs)) continue;
    add(byRack, place.rack, place.tenant);
    for (const row of place.accelerators) {
      add(byRow, row, place.tenant);
      add(rowsByTenant, place.tenant, row);
    }
  }
  return { byRack, byRow, rowsByTenant };
}

function add<K, V>(sets: Map<K, Set<V>>, key: K, value: V): void {
  sets.set(key, (sets.get(key) ?? new Set<V>()).add(value));
}

const slotOf = (acceleratorId: string): number =>
  Number(acceleratorId.slice(acceleratorId.lastIndexOf(":") + 1));

function rowsOfServer(index: CenterIndex, serverId: string, slot?: number): number[] {
  const row = serverRow(index, serverId);
  if (row === undefined) return [];
  const first = index.servers.firstAccelerator[row] as number;
  const count = (index.servers.firstAccelerator[row + 1] as number) - first;
  if (slot === undefined) return Array.from({ length: count }, (_, i) => first + i);
  return slot < count ? [first + slot] : [];
}

function rowsOfRack(index: CenterIndex, rackId: string): number {
  const row = index.racks.rowById.get(rackId);
  if (row === undefined) return 0;
  const { firstAccelerator } = index.servers;
  const [from, to] = [index.racks.firstServer[row] ?? 0, index.racks.firstServer[row + 1] ?? 0];
  return (firstAccelerator[to] ?? 0) - (firstAccelerator[from] ?? 0);
}

function racksOfHall(index: CenterIndex, hall: string): string[] {
  const rows = new Set(index.document.rows.filter((row) => row.hall === hall).map(({ id }) => id));
  return index.racks.list.filter(({ row }) => rows.has(row)).map(({ id }) => id);
}
