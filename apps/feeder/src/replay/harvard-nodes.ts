import type { CenterDocumentInput } from "@aidc/contract";
import { readCsv } from "./csv.ts";

/**
 * Where the servers of the Harvard recording stand, as far as their names tell. `holy7c02103` reads as row 7c,
 * rack 02, chassis 1, slot 03: an inference that fits the counts (94 chassis of 12, six a rack), not a published
 * map, hence `placementGrade: assumed`. Three names tell nothing; they stand in a rack that says so.
 */

export interface Node {
  readonly id: string;
  /** "" where the name does not tell. */
  readonly row: string;
  readonly rack: string;
  readonly chassis: string;
  readonly isGpu: boolean;
}

export type ServerQuantity = "power" | "inlet_temperature";
export interface ServerPoint {
  readonly server: string;
  readonly quantity: ServerQuantity;
}

const nowhere = "unplaced";
const hall = "holy";

const note =
  "Recorded elsewhere: Harvard FAS Research Computing, BMC readings of 2025-05-30 and of the planned power-down of " +
  "2025-06-03 (hpc_sustainability_dataset, MIT), UTC. Server power (Sys Power, whole server; Pwr Consumption where a " +
  "BMC calls it so) and inlet temperature (Ambient or Inlet Temp) are metered. Assumed: rows and racks are an " +
  "inference from the host names, not a published map; three hosts tell no rack. Chassis Power is repeated by every " +
  "server of a chassis: it is one meter a chassis, and no part of IT energy. PSU Power is shared likewise; it is " +
  "kept and in no sum. 'No reading' is no sample. A PSU above its whole chassis, or a byte at its end, is impossible and goes " +
  "to the quarantine. Not recorded: power limits, rack units (so rack units filled mean nothing here), " +
  "model and number of accelerators in servers with GPUs, tenants, any facility meter.";

export async function readNodes(file: string): Promise<Node[]> {
  const nodes: Node[] = [];
  for await (const row of readCsv(file, ["node", "row", "rack", "chassis", "is_gpu_node"]))
    nodes.push({
      id: row("node"),
      row: row("row"),
      rack: row("rack"),
      chassis: row("chassis"),
      isGpu: row("is_gpu_node") === "1",
    });
  return nodes;
}

/**
 * @param points what was read of the servers: by their own sensors, hence metered
 * @param chassis those whose shared meter was read
 */
export function documentOf(
  center: string,
  nodes: readonly Node[],
  points: readonly ServerPoint[],
  chassis: readonly string[],
): CenterDocumentInput {
  const rows = [...new Set(nodes.map((node) => node.row || nowhere))];
  const rackRows = new Map(nodes.map((node) => [node.rack || nowhere, node.row || nowhere]));
  return {
    center: {
      id: center,
      name: "Harvard FASRC servers",
      nameZh: "哈佛 FASRC 服务器记录",
      region: "replay",
      timeZone: "UTC",
      currency: "USD",
      itBoundary: "it_input",
      retentionDays: null,
      origin: "replay",
      note,
      defaultIntervalS: 60,
    },
    halls: [{ id: hall, name: "Hall (inferred from host names)" }],
    rows: rows.map((id) => ({
      id: `row-${id}`,
      hall,
      name: id === nowhere ? "Host name tells no row" : `Row ${id} (inferred)`,
    })),
    racks: [...rackRows].map(([id, row]) => ({
      id,
      row: `row-${row}`,
      name: id === nowhere ? "Host name tells no rack" : `${id.toUpperCase()} (inferred)`,
      position: Number(/\d+$/.exec(id)?.[0] ?? 1),
      // Host names tell a rack, and nothing of its height.
      heightU: null,
      placementGrade: "assumed" as const,
    })),
    servers: nodes.map(({ id, rack, isGpu }) => ({
      id,
      rack: rack || nowhere,
      name: isGpu ? `${id} (GPU)` : id,
      hostname: id,
      heightU: null,
    })),
    points: [
      ...points.map(({ server, quantity }) => pointOf("server", server, quantity)),
      ...chassis.map((id) => pointOf("meter", chassisMeter(id), "power")),
    ],
    meters: chassis.map((id) => ({
      id: chassisMeter(id),
      name: `Chassis ${id} (inferred), its supplies`,
      role: "pdu_output" as const,
      grade: "metered" as const,
    })),
  };
}

function pointOf(kind: "server" | "meter", id: string, quantity: ServerQuantity) {
  return { subject: { kind, id }, quantity, intervalS: 60, grade: "metered" as const };
}

export function chassisMeter(chassis: string): string {
  return `chassis-${chassis}`;
}
