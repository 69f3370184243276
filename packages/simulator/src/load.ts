import { activityOf } from "./activity.ts";
import type { Instant } from "./calendar.ts";
import { instantAt, steps, stepsPerHour } from "./calendar.ts";
import type { SimulatedRack, SimulatedServer } from "./places.ts";
import { cardsOfTenant, racks } from "./places.ts";
import { chance } from "./random.ts";
import { cardsPerServer, rackBaseW, seed } from "./story.ts";

/**
 * Power and use of the machines. Values stand on the five-minute steps and run straight between them; a quick
 * ripple per rack on top makes a live picture live and can be integrated exactly.
 */

/** Active cards of a server in one step, 0 to 8; the tenant's jobs move through its servers every six hours. */
function activeCards(server: SimulatedServer, step: number): number {
  if (server.hold === null) return 0;
  const { tenant, cards, before } = server.hold;
  const all = cardsOfTenant[tenant] ?? 0;
  const shift = Math.floor(step / (6 * stepsPerHour)) * 3 * cardsPerServer;
  const rank = (before + shift) % all;
  const { active } = activityOf(tenant, step);
  const direct = Math.min(cards, Math.max(0, active - rank));
  const wrapped = Math.max(0, Math.min(active, rank + cards - all));
  return Math.min(cards, direct + wrapped);
}

/** Mean use of a server's eight cards in one step, 0 to 1. */
function busyAtStep(server: SimulatedServer, step: number): number {
  if (server.hold === null) return 0;
  const own = 1 + 0.05 * (chance(seed, server.index, 7) - 0.5);
  const { intensity } = activityOf(server.hold.tenant, step);
  return Math.min(1, (activeCards(server, step) / cardsPerServer) * intensity * own);
}

function serverPowerAtStep(server: SimulatedServer, step: number): number {
  const own = 1 + 0.03 * (chance(seed, server.index, 8) - 0.5);
  const { idleW, loadedW } = server.kit;
  return own * (idleW + (loadedW - idleW) * busyAtStep(server, step));
}

export function serverUse(server: SimulatedServer, timeMs: number): number {
  return between(instantAt(timeMs), (step) => busyAtStep(server, step));
}

export function serverPowerW(server: SimulatedServer, timeMs: number): number {
  return (
    between(instantAt(timeMs), (step) => serverPowerAtStep(server, step)) + rippleW(rackIndex(server), timeMs)
  );
}

export function rackPowerW(rack: SimulatedRack, timeMs: number): number {
  const curve = rackCurve(rack.index);
  return (
    between(instantAt(timeMs), (step) => curve[step] as number) +
    rack.servers.length * rippleW(rack.index, timeMs)
  );
}

/** One card: the first `active` ones of a server work, the others idle. */
export function cardUse(server: SimulatedServer, slot: number, timeMs: number): number {
  const { step } = instantAt(timeMs);
  if (server.hold === null || slot >= activeCards(server, step)) return 0;
  const { intensity } = activityOf(server.hold.tenant, step);
  const own =
    0.06 * (chance(seed, server.index * cardsPerServer + slot, Math.floor(timeMs / 15_000) % 4096) - 0.5);
  return Math.min(1, Math.max(0.05, intensity + own));
}

export function cardPowerW(server: SimulatedServer, slot: number, timeMs: number): number {
  const { cardIdleW, cardLoadedW } = server.kit;
  return cardIdleW + (cardLoadedW - cardIdleW) * cardUse(server, slot, timeMs);
}

const curves = new Map<number, Float64Array>();

/** Power of a rack on every step of the cycle, W. */
export function rackCurve(index: number): Float64Array {
  const known = curves.get(index);
  if (known) return known;
  const rack = racks[index];
  const base = rack && rack.servers.length > 0 ? rackBaseW : 0;
  const curve = Float64Array.from({ length: steps }, (_, step) =>
    (rack?.servers ?? []).reduce((sum, server) => sum + serverPowerAtStep(server, step), base),
  );
  curves.set(index, curve);
  return curve;
}

function between(at: Instant, valueAt: (step: number) => number): number {
  const here = valueAt(at.step);
  return here + (valueAt((at.step + 1) % steps) - here) * at.fraction;
}

const ripples = racks.map((rack) => ({
  amplitudeW: 0.006 * (rack.kit?.loadedW ?? 0),
  servers: rack.servers.length,
  /** Whole milliseconds, so that the angle stays small and exact however late it is. */
  periodMs: 17_000 + Math.floor(30_000 * chance(seed, rack.index, 9)),
  phase: 2 * Math.PI * chance(seed, rack.index, 10),
}));
type Ripple = (typeof ripples)[number];
const rackIndexOf = new Map(racks.map((rack) => [rack.id, rack.index]));

function rackIndex(server: SimulatedServer): number {
  return rackIndexOf.get(server.rack) ?? 0;
}

function angleOf(ripple: Ripple, timeMs: number): number {
  return (2 * Math.PI * (timeMs % ripple.periodMs)) / ripple.periodMs + ripple.phase;
}

/** Ripple of each server of a rack, W. */
function rippleW(rack: number, timeMs: number): number {
  const ripple = ripples[rack];
  return ripple ? ripple.amplitudeW * Math.sin(angleOf(ripple, timeMs)) : 0;
}

/** Ripple of the servers of one hall, W, and its antiderivative, W x ms. */
export interface HallRipple {
  readonly hall: string;
  readonly atW: (timeMs: number) => number;
  readonly integralWms: (timeMs: number) => number;
}

export const hallRipples: readonly HallRipple[] = [...new Set(racks.map((rack) => rack.hall))].map((hall) => {
  const own = racks.filter((rack) => rack.hall === hall).flatMap((rack) => ripples[rack.index] ?? []);
  return {
    hall,
    atW: remembered((timeMs) => {
      let sum = 0;
      for (const ripple of own) sum += ripple.servers * ripple.amplitudeW * Math.sin(angleOf(ripple, timeMs));
      return sum;
    }),
    integralWms: remembered((timeMs) => {
      let sum = 0;
      for (const ripple of own) {
        const perMs = (2 * Math.PI) / ripple.periodMs;
        sum -= ((ripple.servers * ripple.amplitudeW) / perMs) * Math.cos(angleOf(ripple, timeMs));
      }
      return sum;
    }),
  };
});

/** All meters are asked for one instant after the other, and all of them need the same sum. */
function remembered(sumAt: (timeMs: number) => number): (timeMs: number) => number {
  let lastMs = Number.NaN;
  let last = 0;
  return (timeMs) => {
    if (timeMs !== lastMs) {
      last = sumAt(timeMs);
      lastMs = timeMs;
    }
    return last;
  };
}
