/**
 * Points behind a number, a page at a time: of thousands of cards nobody reads a list, so those that stand in the same
 * hall, row, rack or server are one line with their count, and a line opens to what is inside it.
 */
import type { CenterDocument, PlaceOfPoints, Subject } from "@aidc/contract";
import { placesWithPoints } from "@aidc/contract";
import { serverOfSlot } from "../service/event-reach.ts";

interface PageOfPoints<P> {
  readonly groups: readonly (PlaceOfPoints & { readonly points: number })[];
  readonly points: readonly P[];
  /** Inside the place that is asked for, on all pages. */
  readonly count: number;
  /** Where the next page begins; null: nothing is left. */
  readonly next: number | null;
}

type Placed = Pick<CenterDocument, "rows" | "racks" | "servers">;
type Path = Readonly<Partial<Record<PlaceOfPoints["kind"], string | undefined>>>;

export function pageOfPoints<P extends { readonly subject: Subject }>(
  document: Placed,
  points: readonly P[],
  {
    within,
    offset,
    most,
  }: { readonly within: PlaceOfPoints | null; readonly offset: number; readonly most: number },
): PageOfPoints<P> {
  const pathOf = pathsIn(document);
  const inside = points
    .map((point) => ({ point, path: pathOf(point.subject) }))
    .filter(({ path }) => within === null || path[within.kind] === within.id);
  const finer = placesWithPoints.slice(within === null ? 0 : placesWithPoints.indexOf(within.kind) + 1);
  const lines = inside.length > most ? linesOf(inside, finer) : inside.map(({ point }) => point);
  const page = lines.slice(offset, offset + most);
  return {
    groups: page.flatMap((line) => ("subject" in line ? [] : [line])),
    points: page.flatMap((line) => ("subject" in line ? [line] : [])),
    count: inside.length,
    next: offset + most < lines.length ? offset + most : null,
  };
}

/** By the first kind of place that tells them apart; a place with one point is that point. */
function linesOf<P>(
  inside: readonly { readonly point: P; readonly path: Path }[],
  kinds: readonly PlaceOfPoints["kind"][],
): (P | (PlaceOfPoints & { readonly points: number }))[] {
  for (const kind of kinds) {
    const byPlace = Map.groupBy(inside, ({ path }) => path[kind]);
    if (byPlace.size < 2) continue;
    const groups = [...byPlace].flatMap(([id, own]) =>
      id === undefined || own.length === 1 ? [] : [{ kind, id, points: own.length }],
    );
    const single = [...byPlace].flatMap(([id, own]) => (id === undefined || own.length === 1 ? own : []));
    return [...groups, ...single.map(({ point }) => point)];
  }
  return inside.map(({ point }) => point);
}

/** Where a point stands; a meter and a tenant stand nowhere. */
export function pathsIn({ rows, racks, servers }: Placed): (subject: Subject) => Path {
  const hallOfRow = new Map(rows.map(({ id, hall }) => [id, hall]));
  const rowOfRack = new Map(racks.map(({ id, row }) => [id, row]));
  const rackOfServer = new Map(servers.map(({ id, rack }) => [id, rack]));
  const ofRack = (rack: string | undefined): Path => {
    const row = rowOfRack.get(rack ?? "");
    return { hall: hallOfRow.get(row ?? ""), row, rack };
  };
  return ({ kind, id }) => {
    if (kind === "hall") return { hall: id };
    if (kind === "rack") return ofRack(id);
    if (kind !== "server" && kind !== "accelerator") return {};
    const server = kind === "server" ? id : serverOfSlot(id);
    return { ...ofRack(rackOfServer.get(server)), server };
  };
}
