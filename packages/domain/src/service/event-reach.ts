/**
 * What an incident or planned work takes down: the one rule for schedulable cards and for availability (decision 50).
 * Places say where; an event without one is of the whole center, or of the tenants it names. Source: standards 2.2
 * "Schedulable", 3.4.
 */
import type { CenterDocument, ServiceEvent, Subject } from "@aidc/contract";
import { racksServedBy } from "../topology/branches.ts";

export type PlacedDocument = Pick<
  CenterDocument,
  "rows" | "racks" | "servers" | "feeds" | "loops" | "assignments"
>;

export interface EventReach {
  /** By id. */
  readonly servers: ReadonlySet<string>;
  /** Single accelerators, with the server each stands in. */
  readonly slots: ReadonlyMap<string, string>;
  /** Nothing narrows it down: it names no place, or the center. */
  readonly isEverywhere: boolean;
}

/** Of an event that names tenants and no place nothing can be told of the equipment: it reaches none. */
export function reachOf(document: PlacedDocument, { places, tenants }: ServiceEvent): EventReach {
  const isEverywhere = places.length === 0 || places.some(({ kind }) => kind === "center");
  const isEveryServer = isEverywhere && (places.length > 0 || tenants === null);
  const racks = new Set(places.flatMap((place) => racksUnder(document, place)));
  const named = new Set(places.flatMap(({ kind, id }) => (kind === "server" ? [id] : [])));
  const servers = document.servers.filter(
    ({ id, rack }) => isEveryServer || named.has(id) || racks.has(rack),
  );
  const slots = places.flatMap(({ kind, id }): [string, string][] =>
    kind === "accelerator" ? [[id, serverOfSlot(id)]] : [],
  );
  return { servers: new Set(servers.map(({ id }) => id)), slots: new Map(slots), isEverywhere };
}

/** Accelerators are called `<server>:<slot>`. */
export function serverOfSlot(id: string): string {
  return id.slice(0, id.lastIndexOf(":"));
}

/** Racks that stand there, or hang on it. */
export function racksUnder(document: PlacedDocument, { kind, id }: Subject): readonly string[] {
  if (kind === "rack") return [id];
  if (kind === "feed") return racksServedBy(document.feeds, id);
  if (kind === "loop") return racksServedBy(document.loops, id);
  if (kind !== "hall") return [];
  const rows = new Set(document.rows.filter(({ hall }) => hall === id).map((row) => row.id));
  return document.racks.filter(({ row }) => rows.has(row)).map((rack) => rack.id);
}
