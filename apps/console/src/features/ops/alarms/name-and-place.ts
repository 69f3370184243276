import { isolate, isolatePlace } from "../../../i18n/isolate.ts";

/** An alarm in plain text: what is wrong and where, for a choice, a screen reader or a sentence. */
export function nameAndPlace(name: string, place: string): string {
  return `${isolate(name)}, ${isolatePlace(place)}`;
}
