/** Names and bounds of partitions; pure, UTC. Bounds are half-open, epoch ms. */
export interface PartitionedTable {
  readonly parent: string;
  readonly column: string;
  readonly unit: "hour" | "month";
}

export const journalPartitions: PartitionedTable = {
  parent: "sample_journal",
  column: "received_at",
  unit: "hour",
};
export const chunkPartitions: PartitionedTable = {
  parent: "sample_chunk",
  column: "window_start",
  unit: "month",
};

export interface PartitionBounds {
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The partition that holds `atMs`, shifted by whole partitions. */
export function partitionAt(table: PartitionedTable, atMs: number, shift = 0): PartitionBounds {
  const at = new Date(atMs);
  const start = (by: number): number =>
    table.unit === "month"
      ? Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + by)
      : Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate(), at.getUTCHours() + by);
  const fromMs = start(shift);
  return { name: `${table.parent}_p${stamp(fromMs, table.unit)}`, fromMs, toMs: start(shift + 1) };
}

/** null when the name is not one of ours */
export function boundsOfName(table: PartitionedTable, name: string): PartitionBounds | null {
  const stamped = new RegExp(`^${table.parent}_p(\\d{4})(\\d{2})(\\d{2})?(\\d{2})?$`).exec(name);
  if (stamped === null) return null;
  const [, year, month, day = "01", hour = "00"] = stamped;
  return partitionAt(table, Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour)));
}

function stamp(atMs: number, unit: PartitionedTable["unit"]): string {
  const digits = new Date(atMs).toISOString().replaceAll(/\D/g, "");
  return digits.slice(0, unit === "month" ? 6 : 10);
}
