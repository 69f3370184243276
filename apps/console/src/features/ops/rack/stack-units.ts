interface Placed {
  readonly positionU: number | null;
  readonly heightU: number;
}

/** A run of units, from the top of the rack down; without a server it is free. */
export interface Slot<Server> {
  readonly fromU: number;
  readonly toU: number;
  readonly server: Server | null;
}

/** Servers from the top down with the free units between them; servers without a place come apart. */
export function stackUnits<Server extends Placed>(
  servers: readonly Server[],
): { slots: Slot<Server>[]; unplaced: Server[] } {
  const placed = servers
    .flatMap((server) =>
      server.positionU === null
        ? []
        : [{ server, fromU: server.positionU, toU: server.positionU + server.heightU - 1 }],
    )
    .toSorted((a, b) => b.fromU - a.fromU);
  const slots: Slot<Server>[] = [];
  let below = placed[0] ? placed[0].toU + 1 : 1;
  for (const slot of placed) {
    if (slot.toU + 1 < below) slots.push({ fromU: slot.toU + 1, toU: below - 1, server: null });
    slots.push(slot);
    below = slot.fromU;
  }
  if (placed.length > 0 && below > 1) slots.push({ fromU: 1, toU: below - 1, server: null });
  return { slots, unplaced: servers.filter(({ positionU }) => positionU === null) };
}
