/**
 * How far two measurements of one thing may lie apart: the errors of both instruments, and what only one of them can
 * see. Source: standards 6 (heat within 10 %, liquid carries 70 to 90 %); the other shares are policy: class 1 meters,
 * PDU outlets of 2 %, sensors of power supplies and accelerators of 5 %, cables of 3 %, transformer and UPS of 10 %.
 */
import type { ComparisonKind, Grade, SubjectKind } from "@aidc/contract";

/** Share of the reading, by what measures it. */
const instrumentErrors: Readonly<Partial<Record<SubjectKind, number>>> = {
  meter: 0.01,
  feed: 0.02,
  rack: 0.02,
  server: 0.05,
  accelerator: 0.05,
  loop: 0.1,
};
/** What a value that no instrument stands behind may be off on top of it. */
const gradeErrors: Readonly<Record<Grade, number>> = {
  metered: 0,
  derived: 0.02,
  replayed: 0,
  modelled: 0,
  assumed: 0.1,
};

/** Share of the first figure that the second may lack or have beyond it; null: any. */
interface Allowance {
  readonly lack: number | null;
  readonly extra: number | null;
}
const allowances: Readonly<Record<ComparisonKind, Allowance>> = {
  facility_parts: { lack: 0.1, extra: 0 },
  ups_feeds: { lack: 0.03, extra: 0 },
  pdu_racks: { lack: 0.03, extra: 0 },
  feed_branches: { lack: 0.03, extra: 0 },
  feeds_racks: { lack: 0.03, extra: 0 },
  // Switches, fans and controllers stand in a rack and are no servers.
  rack_servers: { lack: 0.15, extra: 0 },
  // Everything else in a server may draw what it likes.
  server_accelerators: { lack: null, extra: 0 },
  loop_heat: { lack: 0, extra: 0 },
  tenant_accelerators: { lack: 0.05, extra: 0.05 },
};
/** Down to the PDUs the distribution behind the UPS loses as well. */
export const partsByPduAllowance: Allowance = { lack: 0.15, extra: 0 };
/** A liquid loop leaves up to 30 % of the heat to the air; a loop of the air also cools fans, light and walls. */
export const liquidAllowance: Allowance = { lack: 0.3, extra: 0 };
export const airAllowance: Allowance = { lack: 0, extra: 0.15 };

/** Below it nobody is called: a rack that draws next to nothing, one card between two scrapes. */
const floors = { W: 100, count: 1 } as const;

export interface Band {
  /** Share of the first figure that the second must at least have, and may at most have; null: any. */
  readonly lowShare: number | null;
  readonly highShare: number | null;
  readonly floor: number;
}

/** @param errors of the two sides, from `errorOf` */
export function bandOf(
  kind: ComparisonKind,
  unit: keyof typeof floors,
  errors: readonly [number, number],
  allowance: Allowance = allowances[kind],
): Band {
  const error = errors[0] + errors[1];
  return {
    lowShare: allowance.lack === null ? null : Math.max(0, 1 - allowance.lack - error),
    highShare: allowance.extra === null ? null : 1 + allowance.extra + error,
    floor: floors[unit],
  };
}

export function errorOf(kind: SubjectKind, grade: Grade): number {
  return (instrumentErrors[kind] ?? 0) + gradeErrors[grade];
}

/** Where the second may lie, given the first, in its unit. */
export function limitsOf(band: Band, first: number): { low: number | null; high: number | null } {
  return {
    low: band.lowShare === null ? null : first * band.lowShare - band.floor,
    high: band.highShare === null ? null : first * band.highShare + band.floor,
  };
}

/** How far the second lies outside, as a share of the larger figure; 0 inside, bounds included. */
export function excessRatio(band: Band, first: number, second: number): number {
  const { low, high } = limitsOf(band, first);
  const under = low === null ? 0 : low - second;
  const over = high === null ? 0 : second - high;
  const beyond = Math.max(under, over, 0);
  return beyond === 0 ? 0 : beyond / Math.max(Math.abs(first), Math.abs(second));
}
