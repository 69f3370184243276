import type { Kit } from "./story.ts";
import {
  cardsPerServer,
  hallPlans,
  kits,
  rackId,
  racksPerRow,
  serversPerRack,
  tenantStories,
} from "./story.ts";

/** The center as objects that know their place: what the curves are drawn from and the document is written from. */
export interface SimulatedServer {
  readonly id: string;
  readonly index: number;
  readonly rack: string;
  readonly positionU: number;
  readonly kit: Kit;
  /** Who holds it; null when nobody does. */
  readonly hold: {
    readonly tenant: number;
    readonly contract: string;
    readonly cards: number;
    readonly before: number;
  } | null;
}
export interface SimulatedRack {
  readonly id: string;
  readonly index: number;
  readonly hall: string;
  readonly row: string;
  readonly position: number;
  readonly kit: Kit | null;
  readonly servers: readonly SimulatedServer[];
}

export const racks: readonly SimulatedRack[] = buildRacks();
export const servers: readonly SimulatedServer[] = racks.flatMap((rack) => rack.servers);
export const cardsOfTenant: readonly number[] = tenantStories.map((tenant) =>
  tenant.contracts.reduce((sum, contract) => sum + contract.cards, 0),
);

function buildRacks(): SimulatedRack[] {
  const holds = holdsByServer();
  let serverIndex = 0;
  return hallPlans.flatMap((hall, hallIndex) => {
    const zoneOf = hall.zones.flatMap(([kit, count]) => Array.from({ length: count }, () => kit));
    return zoneOf.map((kitId, at): SimulatedRack => {
      const id = rackId(hall.id, at + 1);
      const kit = kitId === null ? null : kits[kitId];
      const inRack = kit === null ? 0 : serversPerRack;
      return {
        id,
        index: hallIndex * zoneOf.length + at,
        hall: hall.id,
        row: `${hall.id}${Math.floor(at / racksPerRow) + 1}`,
        position: (at % racksPerRow) + 1,
        kit,
        servers: Array.from({ length: inRack }, (_, slot) => {
          const server = `${id}-${slot + 1}`;
          const own = kits[kitId ?? "h100"];
          return {
            id: server,
            index: serverIndex++,
            rack: id,
            positionU: 3 + slot * own.heightU,
            kit: own,
            hold: holds.get(server) ?? null,
          };
        }),
      };
    });
  });
}

/** Servers of a contract in order, each with the cards held in it and the tenant's cards that come before. */
function holdsByServer(): Map<string, NonNullable<SimulatedServer["hold"]>> {
  const holds = new Map<string, NonNullable<SimulatedServer["hold"]>>();
  for (const [tenant, story] of tenantStories.entries()) {
    let before = 0;
    for (const contract of story.contracts) {
      const whole = contract.racks.flatMap((rack) =>
        Array.from({ length: serversPerRack }, (_, slot) => `${rack}-${slot + 1}`),
      );
      let left = contract.cards;
      for (const server of [...whole, ...(contract.servers ?? [])]) {
        const cards = Math.min(cardsPerServer, left);
        holds.set(server, { tenant, contract: contract.id, cards, before });
        before += cards;
        left -= cards;
      }
    }
  }
  return holds;
}
