/**
 * Energy of racks by who held them: a rack that is held whole is its holder's, else each server goes by the accelerators
 * held in it. What nobody holds, and what a rack draws beside its servers, is nobody's. Source: product glossary
 * "assignment"; the division of a shared server by accelerators is policy.
 */
import type { Holders } from "../topology/holders.ts";

export interface RackEnergy {
  readonly rack: string;
  readonly millijoules: bigint;
  /** Empty where they are not measured, or nobody holds parts of the rack. */
  readonly servers: readonly {
    readonly id: string;
    readonly accelerators: number;
    readonly millijoules: bigint;
  }[];
}

/** @returns mJ by tenant */
export function splitByHolder(racks: readonly RackEnergy[], holders: Holders): Map<string, bigint> {
  const energies = new Map<string, bigint>();
  const add = (tenant: string, millijoules: bigint) =>
    energies.set(tenant, (energies.get(tenant) ?? 0n) + millijoules);
  for (const { rack, millijoules, servers } of racks) {
    const inRack = [...(holders.get(rack) ?? [])];
    const whole = inRack.find(([, held]) => held.isWhole);
    if (whole) {
      add(whole[0], millijoules);
      continue;
    }
    for (const [tenant, { accelerators }] of inRack)
      for (const server of servers) add(tenant, shareOf(server, accelerators));
  }
  return energies;
}

function shareOf(server: RackEnergy["servers"][number], held: ReadonlySet<string>): bigint {
  const slots = Array.from({ length: server.accelerators }, (_, slot) => `${server.id}:${slot}`);
  const own = slots.filter((slot) => held.has(slot)).length;
  return shareOfServer(server.millijoules, { held: own, of: server.accelerators });
}

/** Of a shared server, by accelerators: what it draws beside them is theirs as well. */
export function shareOfServer(millijoules: bigint, { held, of }: { held: number; of: number }): bigint {
  return held === 0 ? 0n : (millijoules * BigInt(held)) / BigInt(of);
}
