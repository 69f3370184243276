/** What the energy of held equipment is read from. */
import type { Quantity, SubjectKind } from "@aidc/contract";
import type { EnergyInput, HeldEquipment, HeldServer } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import { correctionOf, isPatched } from "./energy-sources.ts";
import type { FigureContext } from "./figure-context.ts";

type FindPoint = (kind: SubjectKind, id: string, quantity: Quantity) => BoundPoint[];

export function pointFinder(points: readonly BoundPoint[]): FindPoint {
  const table = new Map<string, BoundPoint>();
  for (const point of points) {
    if (point.seriesId !== null)
      table.set(`${point.subject.kind} ${point.subject.id} ${point.quantity}`, point);
  }
  return (kind, id, quantity) => {
    const found = table.get(`${kind} ${id} ${quantity}`);
    return found ? [found] : [];
  };
}

export interface HeldPart {
  readonly share: HeldServer["share"];
  readonly input: EnergyInput<BoundPoint>;
}

const input = (kind: "rack" | "server" | "accelerator", id: string, gauges: BoundPoint[]) => ({
  subject: { kind, id },
  sign: 1 as const,
  role: null,
  counter: null,
  gauges,
});

/** A rack that is held whole goes by its own meter, as the center's flow tells it; without one by its servers. */
export function heldParts(
  context: FigureContext,
  { racks, servers }: HeldEquipment,
  list: readonly { readonly id: string }[],
  find: FindPoint,
): HeldPart[] {
  const own = racks.flatMap((id) => {
    const gauges = find("rack", id, "power");
    const correction = correctionOf(context, { kind: "rack", id });
    const isMeasured =
      gauges.length > 0 || isPatched({ counter: null, gauge: null, correction }, context.window);
    return isMeasured ? [{ id, gauges }] : [];
  });
  const metered = new Set(own.map(({ id }) => id));
  return [
    ...own.map(({ id, gauges }) => ({ share: { held: 1, of: 1 }, input: input("rack", id, gauges) })),
    ...servers
      .filter(({ rack }) => !metered.has(rack))
      .flatMap((server) => partsOfServer(context, server, list, find)),
  ];
}

/** A server that nothing measures goes by its accelerators; a missing meter is an input without gauges. */
function partsOfServer(
  context: FigureContext,
  { row, share, whole, accelerators }: HeldServer,
  servers: readonly { readonly id: string }[],
  find: FindPoint,
): HeldPart[] {
  const id = servers[row]?.id ?? "";
  const own = [...find("server", id, "power"), ...find("server", id, "dc_power")];
  const cards = accelerators.map((card) =>
    input("accelerator", card.id, find("accelerator", card.id, "power")),
  );
  const isMeasured = own.length > 0 || correctionOf(context, { kind: "server", id }) !== undefined;
  if (isMeasured || whole || !cards.some(({ gauges }) => gauges.length > 0))
    return [{ share, input: input("server", id, own) }];
  return cards.map((card) => ({ share: { held: 1, of: 1 }, input: card }));
}
