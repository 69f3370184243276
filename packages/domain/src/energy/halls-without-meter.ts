/**
 * Halls whose racks no IT meter reaches: what their equipment draws is in the facility and not in the IT of a PUE, which
 * therefore reads too high. Which racks a meter reaches is told by the feeds it hangs on; a meter without a feed may
 * reach all of them, and then nothing is claimed. Source: standards 1.2.
 */
import type { CenterDocument, Figure, Quantity, Reason } from "@aidc/contract";
import { racksServedBy } from "../topology/branches.ts";
import type { SelectablePoint } from "./balance.ts";
import { itInputs } from "./balance.ts";

export interface UnmeteredHalls {
  /** As the center writes them, in its order. */
  readonly names: string[];
  /** Racks with servers in these halls, and in the center. */
  readonly racks: number;
  readonly of: number;
}

const drawn: ReadonlySet<Quantity> = new Set<Quantity>(["energy", "power", "dc_power"]);

/** @returns null: no such hall, as far as it can be told */
export function hallsWithoutMeter(
  document: CenterDocument,
  points: readonly SelectablePoint[],
): UnmeteredHalls | null {
  // Racks or servers that measure themselves are inputs each, and their silence lowers the coverage.
  if (!itInputs(document, points).some(({ subject }) => subject.kind === "meter")) return null;
  const unreached = new Set(racksWithoutMeter(document, points));
  const filled = new Set(document.servers.map(({ rack }) => rack));
  const hallOfRow = new Map(document.rows.map(({ id, hall }) => [id, hall]));
  const byHall = Map.groupBy(
    document.racks.filter(({ id }) => filled.has(id)),
    ({ row }) => hallOfRow.get(row),
  );
  const blind = document.halls.flatMap(({ id, name }) => {
    const racks = byHall.get(id) ?? [];
    return racks.length > 0 && racks.every(({ id }) => unreached.has(id)) ? [{ name, racks }] : [];
  });
  if (blind.length === 0) return null;
  const racks = blind.reduce((sum, hall) => sum + hall.racks.length, 0);
  return { names: blind.map(({ name }) => name), racks, of: filled.size };
}

/** Racks with servers that no IT meter reaches, by id; none where a meter may reach all of them. */
export function racksWithoutMeter(document: CenterDocument, points: readonly SelectablePoint[]): string[] {
  const meters = itInputs(document, points).flatMap(({ subject }) =>
    subject.kind === "meter" ? [subject.id] : [],
  );
  const feeds = document.feeds.filter(({ meter }) => meter !== null && meters.includes(meter));
  const placed = new Set<string | null>(feeds.map(({ meter }) => meter));
  if (meters.some((id) => !placed.has(id))) return [];
  const reached = new Set([
    ...feeds.flatMap(({ id }) => racksServedBy(document.feeds, id)),
    ...racksHeard(document, points),
  ]);
  const filled = new Set(document.servers.map(({ rack }) => rack));
  return document.racks.flatMap(({ id }) => (filled.has(id) && !reached.has(id) ? [id] : []));
}

/** A PUE that is too high by what these halls draw says so wherever it stands; what withholds it goes first. */
export function besideUnmetered(pue: Figure, halls: UnmeteredHalls | null | undefined): Figure {
  return withRacks(pue, halls, "racks_unmetered");
}

/** What follows from IT energy is too low by what they draw. */
export function besideLeftOut(figure: Figure, halls: UnmeteredHalls | null | undefined): Figure {
  return withRacks(figure, halls, "racks_left_out");
}

function withRacks(figure: Figure, halls: UnmeteredHalls | null | undefined, reason: Reason): Figure {
  if (!halls) return figure;
  const label = `racks without an IT meter (${halls.names.join(", ")})`;
  const coverage = 1 - halls.racks / halls.of;
  const racks = { kind: "inventory", label, count: halls.racks, grade: "metered", coverage } as const;
  return { ...figure, reason: figure.reason ?? reason, inputs: [...figure.inputs, racks] };
}

/** Racks that are measured themselves or through a server. */
function racksHeard({ servers }: CenterDocument, points: readonly SelectablePoint[]): string[] {
  const rackOf = new Map(servers.map(({ id, rack }) => [id, rack]));
  return points.flatMap(({ subject, quantity, seriesId }) => {
    if (seriesId === null || !drawn.has(quantity)) return [];
    if (subject.kind === "rack") return [subject.id];
    const rack = subject.kind === "server" ? rackOf.get(subject.id) : undefined;
    return rack === undefined ? [] : [rack];
  });
}
