import { bump, hourOf, isWeekend, steps, stepsPerDay, stepsPerHour } from "./calendar.ts";
import { cardsOfTenant } from "./places.ts";
import { chance, wander } from "./random.ts";
import type { Habit } from "./story.ts";
import { seed, tenantStories } from "./story.ts";

/** What a tenant does with its cards in one step. `active <= allocated <= leased`, whole cards. */
export interface Activity {
  readonly allocated: number;
  readonly active: number;
  /** How hard an active card works, 0 to 1. */
  readonly intensity: number;
}

interface Shares {
  readonly allocated: number;
  readonly active: number;
  readonly intensity: number;
}

const known = new Map<number, Activity>();

export function activityOf(tenant: number, step: number): Activity {
  const key = tenant * steps + step;
  const before = known.get(key);
  if (before) return before;
  const habit = tenantStories[tenant]?.habit ?? "idle";
  const shares = habits[habit](step, seed + 101 * (tenant + 1));
  const cards = cardsOfTenant[tenant] ?? 0;
  const allocated = Math.round(cards * clamp(shares.allocated));
  const activity = {
    allocated,
    active: Math.min(allocated, Math.round(cards * clamp(shares.active))),
    intensity: clamp(shares.intensity),
  };
  known.set(key, activity);
  return activity;
}

const habits: Record<Habit, (step: number, key: number) => Shares> = {
  training,
  inference,
  research,
  batch,
  idle,
  full,
};

/** All cards in one job that now and then falls over and takes 40 minutes to come back. */
function training(step: number, key: number): Shares {
  const sixHours = 6 * stepsPerHour;
  const block = Math.floor(step / sixHours);
  const failsAt = Math.floor(chance(key, block, 2) * (sixHours - 8));
  const inBlock = step % sixHours;
  const isDown = chance(key, block, 1) < 0.07 && inBlock >= failsAt && inBlock < failsAt + 8;
  return { allocated: 1, active: isDown ? 0.06 : 1, intensity: 0.9 + 0.05 * wander(key, step, 6, steps) };
}

/** Follows people: quiet before dawn, highest in the evening, less on days off. */
function inference(step: number, key: number): Shares {
  const hour = hourOf(step);
  const day = 0.22 + 0.5 * bump(hour, 10.5, 3.5) + 0.62 * bump(hour, 19.5, 3);
  const load = clamp((isWeekend(step) ? 0.8 : 1) * day + 0.06 * wander(key, step, 6, steps));
  return { allocated: 0.45 + 0.55 * load, active: 0.2 + 0.75 * load, intensity: 0.4 + 0.4 * load };
}

/** Jobs of three hours, more of them on working days. */
function research(step: number, key: number): Shares {
  const block = Math.floor(step / (3 * stepsPerHour));
  const working = isWeekend(step) ? 0.25 : 0.25 + 0.3 * bump(hourOf(step), 15, 6);
  const allocated = clamp(working + 0.5 * chance(key, block));
  return {
    allocated,
    active: allocated * (0.72 + 0.26 * chance(key, block, 1)),
    intensity: 0.72 + 0.12 * wander(key, step, 6, steps),
  };
}

/** A forecast every six hours that fills the cards for two and a half. */
function batch(step: number, key: number): Shares {
  const inRun = step % (6 * stepsPerHour) < 2.5 * stepsPerHour;
  return inRun
    ? { allocated: 1, active: 0.97, intensity: 0.86 + 0.05 * wander(key, step, 6, steps) }
    : { allocated: 0.25, active: 0.12, intensity: 0.45 };
}

/** Holds every card and runs next to nothing: it pays for idle cards. */
function idle(step: number, key: number): Shares {
  return { allocated: 1, active: 0.03, intensity: 0.3 + 0.1 * wander(key, step, 12, steps) };
}

/** At 98 % of its lease, day and night. */
function full(step: number, key: number): Shares {
  const dip = Math.floor(step / stepsPerDay) % 7 === 6 ? 0.06 : 0;
  return {
    allocated: 0.98,
    active: 0.95 - dip + 0.02 * wander(key, step, 12, steps),
    intensity: 0.82 + 0.06 * wander(key + 1, step, 6, steps),
  };
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
