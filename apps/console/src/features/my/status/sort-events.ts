import type { ServiceEvent } from "@aidc/contract";

export type OwnEvent = Omit<ServiceEvent, "tenants" | "places">;

/** What goes on now (incidents first), what is ahead (the nearest first), what is over (the latest first). */
export function sortEvents(events: readonly OwnEvent[], atMs: number) {
  const start = ({ from }: OwnEvent) => Date.parse(from);
  const end = ({ to }: OwnEvent) => (to === null ? Number.POSITIVE_INFINITY : Date.parse(to));
  const rank = ({ kind }: OwnEvent) => (kind === "incident" ? 0 : 1);
  return {
    now: events
      .filter((event) => start(event) <= atMs && end(event) > atMs)
      .toSorted((a, b) => rank(a) - rank(b) || start(b) - start(a)),
    ahead: events.filter((event) => start(event) > atMs).toSorted((a, b) => start(a) - start(b)),
    past: events.filter((event) => end(event) <= atMs).toSorted((a, b) => end(b) - end(a)),
  };
}
