import type { ServiceEvent } from "@aidc/contract";
import { subjectKinds } from "@aidc/contract";

type Places = ServiceEvent["places"];

export const writePlaces = (places: Places): string =>
  places.map(({ kind, id }) => `${kind}/${id}`).join("\n");

/** A line that names no kind is taken for a rack; the server says what it does not know. */
export function readPlaces(text: string): Places {
  return text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const at = line.indexOf("/");
      const kind = subjectKinds.find((one) => one === line.slice(0, Math.max(0, at)));
      return kind === undefined ? { kind: "rack", id: line } : { kind, id: line.slice(at + 1) };
    });
}

/** Name of the message for those whom an event touches that names no tenant. */
export function unnamedWord(places: Places): "desk.event.everybody" | "desk.event.holders" {
  const isEverywhere = places.length === 0 || places.some(({ kind }) => kind === "center");
  return isEverywhere ? "desk.event.everybody" : "desk.event.holders";
}
