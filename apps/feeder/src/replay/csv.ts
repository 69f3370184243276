import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";

export type Row = (column: string) => string;

/**
 * Reads a CSV file line by line, unpacked on the way when it ends in .gz. The recorded traces quote nothing, so a
 * comma always separates.
 * @throws when the file is absent or lacks one of the `columns`
 */
export async function* readCsv(file: string, columns: readonly string[]): AsyncGenerator<Row> {
  const bytes = createReadStream(file);
  const input = file.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes;
  bytes.on("error", (error) => input.destroy(error));
  let places: Map<string, number> | null = null;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line === "") continue;
    const cells = line.split(",");
    if (places === null) {
      places = new Map(cells.map((name, index) => [name.trim(), index]));
      const missing = columns.filter((column) => !places?.has(column));
      if (missing.length > 0) throw new Error(`${file} has no column ${missing.join(", ")}`);
      continue;
    }
    const known = places;
    yield (column) => cells[known.get(column) ?? -1] ?? "";
  }
}

/** @throws when the cell is no finite number */
export function numberIn(row: Row, column: string): number {
  const text = row(column);
  const value = Number(text);
  if (text === "" || !Number.isFinite(value))
    throw new Error(`"${text}" in column ${column} is not a number`);
  return value;
}
