import type { Assignment, Lease, WindowMs } from "@aidc/contract";
import { intervalOf } from "@aidc/domain";
import { contractOf } from "./lease-state.ts";

/** One contract of one tenant: its intervals in order, and what they hold by name. */
export interface ContractRow {
  readonly kind: "contract";
  readonly key: string;
  readonly tenant: string;
  readonly contract: string;
  readonly leases: readonly Lease[];
  readonly assignments: readonly Assignment[];
}
interface TenantRow {
  readonly kind: "tenant";
  readonly key: string;
  readonly tenant: string;
  readonly contractCount: number;
}
export type TimelineRow = (ContractRow | TenantRow) & { readonly y: number; readonly height: number };

const tenantRowPx = 28;
const contractRowPx = 36;

/** Leases grouped by tenant and contract, from top to bottom. @param nameOf sorts the tenants */
export function layoutTimeline(
  leases: readonly Lease[],
  assignments: readonly Assignment[],
  nameOf: (tenant: string) => string,
): TimelineRow[] {
  const held = Map.groupBy(assignments, ({ lease }) => lease);
  const tenants = [...Map.groupBy(leases, ({ tenant }) => tenant)].sort(([a], [b]) =>
    nameOf(a).localeCompare(nameOf(b), "zh-CN", { numeric: true }),
  );
  const rows: TimelineRow[] = [];
  let y = 0;
  for (const [tenant, own] of tenants) {
    const contracts = groupContracts(own);
    const head = {
      kind: "tenant",
      key: `tenant ${tenant}`,
      tenant,
      contractCount: contracts.length,
    } as const;
    rows.push({ ...head, y, height: tenantRowPx });
    y += tenantRowPx;
    for (const [contract, intervals] of contracts) {
      const key = `contract ${tenant} ${contract}`;
      const assigned = intervals.flatMap(({ id }) => held.get(id) ?? []);
      const row = {
        kind: "contract",
        key,
        tenant,
        contract,
        leases: intervals,
        assignments: assigned,
      } as const;
      rows.push({ ...row, y, height: contractRowPx });
      y += contractRowPx;
    }
  }
  return rows;
}

function groupContracts(leases: readonly Lease[]): [string, Lease[]][] {
  const startOf = ({ from }: Lease) => Date.parse(from);
  const contracts = [...Map.groupBy(leases, contractOf)];
  for (const [, intervals] of contracts) intervals.sort((a, b) => startOf(a) - startOf(b));
  const begin = (intervals: readonly Lease[]) => (intervals[0] ? startOf(intervals[0]) : 0);
  return contracts.sort(([, a], [, b]) => begin(a) - begin(b));
}

export interface Seams {
  /** Time between two intervals of a contract in which nothing is leased. */
  readonly gaps: readonly WindowMs[];
  /** Time that two intervals of a contract both cover. */
  readonly overlaps: readonly WindowMs[];
}

/** @param leases of one contract, by start */
export function findSeams(leases: readonly Lease[]): Seams {
  const gaps: WindowMs[] = [];
  const overlaps: WindowMs[] = [];
  let reachedMs: number | null = null;
  for (const lease of leases) {
    const { fromMs, toMs } = intervalOf(lease);
    const endMs = toMs ?? Number.POSITIVE_INFINITY;
    if (reachedMs !== null && fromMs > reachedMs) gaps.push({ fromMs: reachedMs, toMs: fromMs });
    if (reachedMs !== null && fromMs < reachedMs) overlaps.push({ fromMs, toMs: Math.min(reachedMs, endMs) });
    reachedMs = Math.max(reachedMs ?? endMs, endMs);
  }
  return { gaps, overlaps };
}

export interface Step extends WindowMs {
  readonly amount: number;
}

/** The sum of amounts over time, cut at every change and clipped to the window. */
export function stepsOver(
  terms: readonly { readonly from: string; readonly to: string | null; readonly amount: number }[],
  window: WindowMs,
): Step[] {
  const changes = new Map<number, number>([[window.fromMs, 0]]);
  const add = (atMs: number, amount: number) => changes.set(atMs, (changes.get(atMs) ?? 0) + amount);
  for (const term of terms) {
    const { fromMs, toMs } = intervalOf(term);
    const endMs = Math.min(toMs ?? window.toMs, window.toMs);
    const startMs = Math.max(fromMs, window.fromMs);
    if (endMs <= startMs) continue;
    add(startMs, term.amount);
    add(endMs, -term.amount);
  }
  // The window's start is a cut even where nothing changes; elsewhere two changes may cancel out.
  const cuts = [...changes]
    .filter(([atMs, change]) => change !== 0 || atMs === window.fromMs)
    .sort(([a], [b]) => a - b);
  let amount = 0;
  const steps = cuts.map(([fromMs, change], index) => {
    amount += change;
    return { fromMs, toMs: cuts[index + 1]?.[0] ?? window.toMs, amount };
  });
  return steps.filter(({ fromMs, toMs }) => toMs > fromMs);
}
