/**
 * Shelving, suppression by design, out of service: from any state, and on leaving the process is looked at again. An
 * active alarm that comes out is unacknowledged and annunciates anew, and so does one that is latched; a clear one is
 * normal. Source: standards 4.1.
 */
import type { AlarmEvent, AlarmLife, Shelf, Step, Suppression } from "./life-cycle.ts";
import { isActive, isHeld, isSilenced } from "./life-cycle.ts";

export type ShelfRefusal = "no_reason" | "no_end" | "too_long";

/** A shift and a half: what nobody looks at for longer belongs out of service, under a permit. */
export const longestShelfMs = 12 * 3_600_000;

export function shelve(life: AlarmLife, shelf: Shelf, nowMs: number): Step | ShelfRefusal {
  if (shelf.reason.trim() === "") return "no_reason";
  if (!(shelf.untilMs > nowMs)) return "no_end";
  if (shelf.untilMs - nowMs > longestShelfMs) return "too_long";
  return { life: { ...life, shelf }, events: ["shelve"] };
}

export function unshelve(life: AlarmLife, nowMs: number): Step {
  return life.shelf === null ? { life, events: [] } : leave(life, { shelf: null }, "unshelve", nowMs);
}

/** Call on every evaluation: a shelf ends by itself. */
export function expireShelf(life: AlarmLife, nowMs: number): Step {
  return life.shelf !== null && nowMs >= life.shelf.untilMs ? unshelve(life, nowMs) : { life, events: [] };
}

/** One window may follow another without a sound in between. @param suppression null: no window holds any more */
export function setSuppressed(life: AlarmLife, suppression: Suppression | null, nowMs: number): Step {
  const { suppression: before } = life;
  if (before?.event === suppression?.event && before?.untilMs === suppression?.untilMs)
    return { life, events: [] };
  if (suppression === null) return leave(life, { suppression }, "unsuppress", nowMs);
  return { life: { ...life, suppression }, events: ["suppress"] };
}

export function setOutOfService(life: AlarmLife, outOfService: boolean, nowMs: number): Step {
  if (life.outOfService === outOfService) return { life, events: [] };
  return outOfService
    ? { life: { ...life, outOfService }, events: ["out_of_service"] }
    : leave(life, { outOfService }, "in_service", nowMs);
}

/** Silence of one kind may end while another lasts; only when none is left does an active alarm sound. */
function leave(life: AlarmLife, ended: Partial<AlarmLife>, event: AlarmEvent, nowMs: number): Step {
  const after = { ...life, ...ended };
  if (isSilenced(after)) return { life: after, events: [event] };
  if (!after.occurrence || (!isActive(after) && !isHeld(after))) {
    return { life: { ...after, occurrence: settled(after, nowMs) }, events: [event] };
  }
  const occurrence = { ...after.occurrence, acknowledged: null, annunciatedMs: nowMs };
  return { life: { ...after, occurrence }, events: [event, "annunciate"] };
}

/** What came and went in silence is normal: nobody is asked to acknowledge it. */
function settled({ occurrence }: AlarmLife, nowMs: number): AlarmLife["occurrence"] {
  if (occurrence === null || occurrence.acknowledged) return occurrence;
  return { ...occurrence, acknowledged: { atMs: nowMs, by: "", note: "" } };
}
