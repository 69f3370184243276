import pg from "pg";
import { CopyOut } from "./copy-out.ts";

export interface BinaryQuery {
  readonly text: string;
  /** What `$1`, `$2`, ... stand for: strings, numbers, dates and arrays of numbers. */
  readonly values: readonly BinaryParameter[];
}
type BinaryParameter = string | number | Date | readonly number[];

/**
 * Rows of raw column buffers in PostgreSQL's binary format (big-endian). The driver's own results are text only,
 * which doubles packed bytes and has to parse them back; COPY carries them as they are. COPY takes no parameters,
 * so they are written into the statement as literals of no type yet, quoted by the driver.
 */
export async function queryBinary(
  client: Pick<pg.ClientBase, "query">,
  query: BinaryQuery,
): Promise<(Buffer | null)[][]> {
  const text = query.text.replaceAll(/\$(\d+)/g, (_, number: string) =>
    literal(query.values[Number(number) - 1]),
  );
  return new Promise((resolve, reject) => {
    client.query(
      new CopyOut(`copy (${text}) to stdout (format binary)`, (error, rows) => {
        if (error) reject(error);
        else resolve(rows);
      }),
    );
  });
}

function literal(value: BinaryParameter | undefined): string {
  if (value === undefined) throw new RangeError("a parameter is missing");
  if (typeof value === "string") return pg.escapeLiteral(value);
  if (value instanceof Date) return `'${value.toISOString()}'`;
  if (typeof value === "number") return String(value);
  return `'{${value.join()}}'`;
}

/** A column that the schema says is not null. */
export function column(row: readonly (Buffer | null)[], index: number): Buffer {
  const value = row[index];
  if (value === null || value === undefined) throw new TypeError(`column ${index} is null`);
  return value;
}

export const int4 = (value: Buffer): number => value.readInt32BE();
/** Of an int8 that is known to stay below 2^53. */
export const int8 = (value: Buffer): number => Number(value.readBigInt64BE());

/** PostgreSQL counts microseconds from 2000-01-01. */
const postgresEpochMs = 946_684_800_000;
export const timestampMs = (value: Buffer): number =>
  Number(value.readBigInt64BE() / 1000n) + postgresEpochMs;
