/**
 * What commitments cover at one instant. With L leased and A allocated: used = min(A, L), unused = L - A where that
 * is positive, beyond = A - L where that is. Cards of a model fill commitments for that model first, then those for
 * any model; cards of no known model fill what is left; PFLOPS commitments take cards by their dense peak. Older
 * lease ids fill first, so the result does not depend on order. Time without any count is unused and said to be
 * unmeasured: it is never use. Source: standards 3.1 "Commitments".
 */
import type { HeldSegment } from "./ledger.ts";

export interface Covered {
  readonly used: readonly { lease: HeldSegment; use: HeldSegment; quantity: bigint }[];
  readonly unused: readonly { lease: HeldSegment; quantity: bigint }[];
  readonly beyond: readonly { use: HeldSegment; quantity: bigint }[];
  /** Somebody counted, if only to 0. */
  readonly isMeasured: boolean;
}

/** @param peakOf dense peak of one card of that use in 10^-9 TFLOPS at the precision PFLOPS are leased in */
export function coverUse(
  leases: readonly HeldSegment[],
  uses: readonly HeldSegment[],
  peakOf: (use: HeldSegment) => bigint | null,
): Covered {
  const rooms = inOrder(leases).map((lease) => ({ lease, left: lease.quantity }));
  const open = inOrder(uses).map((use) => ({ use, left: use.quantity }));
  const used: { lease: HeldSegment; use: HeldSegment; quantity: bigint }[] = [];
  for (const fits of passes) {
    for (const room of rooms) {
      for (const cards of open) {
        if (!fits(room.lease, cards.use)) continue;
        const taken = take(room.left, cards.left, room.lease, peakOf(cards.use));
        if (taken.ofLease <= 0n) continue;
        room.left -= taken.ofLease;
        cards.left -= taken.ofUse;
        used.push({ lease: room.lease, use: cards.use, quantity: taken.ofLease });
      }
    }
  }
  return {
    used,
    unused: rooms.filter(({ left }) => left > 0n).map(({ lease, left }) => ({ lease, quantity: left })),
    beyond: open.filter(({ left }) => left > 0n).map(({ use, left }) => ({ use, quantity: left })),
    isMeasured: uses.length > 0,
  };
}

type Fits = (lease: HeldSegment, use: HeldSegment) => boolean;

const isCards: Fits = (lease) => lease.resource === "accelerators";
const passes: readonly Fits[] = [
  (lease, use) => isCards(lease, use) && lease.model !== null && lease.model === use.model,
  (lease, use) => isCards(lease, use) && lease.model === null,
  (lease, use) => isCards(lease, use) && use.model === null,
  (lease) => lease.resource === "pflops",
];

/** How much of the lease's room the use takes, and how many of its cards that is. */
function take(room: bigint, cards: bigint, lease: HeldSegment, peak: bigint | null) {
  if (lease.resource !== "pflops") {
    const both = room < cards ? room : cards;
    return { ofLease: both, ofUse: both };
  }
  if (peak === null) return { ofLease: 0n, ofUse: 0n };
  const whole = (cards * peak) / tflopsInPflops;
  if (whole <= room) return { ofLease: whole, ofUse: cards };
  return { ofLease: room, ofUse: (room * tflopsInPflops) / peak };
}

/** 10^-9 cards x 10^-9 TFLOPS, in 10^-9 PFLOPS. */
const tflopsInPflops = 1_000_000_000_000n;

function inOrder(segments: readonly HeldSegment[]): HeldSegment[] {
  return [...segments].sort((a, b) => compareText(a.lease ?? "", b.lease ?? "") || a.entry - b.entry);
}

/** By code units: the same on every machine, unlike the order of a locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
