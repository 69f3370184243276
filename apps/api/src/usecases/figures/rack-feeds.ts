import type { CenterDocument } from "@aidc/contract";
import type { BoundPoint } from "@aidc/store";

interface Heard {
  readonly max: number | null;
  readonly coveredMs: number;
}

/**
 * What the points of a rack tell of a window.
 * @param totals undefined where nothing was read of a point
 * @returns live: whether anything in it drew power, null when nothing was heard of it; coveredMs: how long its power
 *   is known, null where nothing is in it and nothing measures it
 */
function rackUse(
  totals: readonly (Heard | undefined)[],
  isOccupied: boolean,
): { live: boolean | null; coveredMs: number | null } {
  if (totals.length === 0) return { live: null, coveredMs: isOccupied ? 0 : null };
  const coveredMs = totals.reduce((sum, total) => sum + (total?.coveredMs ?? 0), 0) / totals.length;
  if (totals.some((total) => (total?.max ?? 0) > 0)) return { live: true, coveredMs };
  return { live: coveredMs > 0 ? false : null, coveredMs };
}

/**
 * What each rack tells of a window. A server that did not stand there is not awaited: it was put in later, and a rack that
 * held no other was empty. One that was heard was there.
 * @param notThere ids of servers
 * @param totalOf undefined where nothing was read of a point
 */
export function rackUses(
  { racks, servers }: Pick<CenterDocument, "racks" | "servers">,
  feeds: ReadonlyMap<string, readonly BoundPoint[]>,
  notThere: ReadonlySet<string>,
  totalOf: (point: BoundPoint) => Heard | undefined,
) {
  const occupied = new Set(servers.flatMap(({ id, rack }) => (notThere.has(id) ? [] : rack)));
  const isAbsent = ({ subject }: BoundPoint) => subject.kind === "server" && notThere.has(subject.id);
  return racks.map(({ id }) => {
    const totals = (feeds.get(id) ?? []).flatMap((point) => {
      const total = totalOf(point);
      return isAbsent(point) && (total?.coveredMs ?? 0) === 0 ? [] : [total];
    });
    return rackUse(totals, occupied.has(id));
  });
}

/**
 * The points whose sum is a rack's power: its own point where it has a series, else the power of its servers (AC
 * before DC, never both). Racks that nothing measures are absent.
 */
export function rackFeeds(
  document: CenterDocument,
  points: readonly BoundPoint[],
): Map<string, BoundPoint[]> {
  const bound = new Map<string, BoundPoint>();
  for (const point of points) {
    const { subject, quantity, seriesId } = point;
    if (seriesId !== null && (quantity === "power" || quantity === "dc_power"))
      bound.set(`${subject.kind}/${subject.id}/${quantity}`, point);
  }
  const feeds = new Map<string, BoundPoint[]>();
  for (const server of document.servers) {
    const point = bound.get(`server/${server.id}/power`) ?? bound.get(`server/${server.id}/dc_power`);
    if (point) feeds.set(server.rack, [...(feeds.get(server.rack) ?? []), point]);
  }
  for (const rack of document.racks) {
    const own = bound.get(`rack/${rack.id}/power`);
    if (own) feeds.set(rack.id, [own]);
  }
  return feeds;
}
