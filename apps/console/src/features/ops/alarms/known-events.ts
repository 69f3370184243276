const events = [
  ...(["annunciate", "raise_silently", "clear", "acknowledge", "unacknowledge", "reset"] as const),
  ...(["shelve", "unshelve"] as const),
  ...(["suppress", "unsuppress", "out_of_service", "in_service"] as const),
];
type KnownEvent = (typeof events)[number];

/** Events that there are words for; a newer server may know more, and they are shown as they are. */
export function isKnownEvent(event: string): event is KnownEvent {
  return events.some((known) => known === event);
}
