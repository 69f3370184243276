import type pg from "pg";

type Rows = (Buffer | null)[][];
export type CopyCallback = (error: Error | null, rows: Rows) => void;

/** `PGCOPY\n\xff\r\n\0`, flags and the length of an extension that nobody uses. */
const headerBytes = 19;

/**
 * A COPY .. TO STDOUT as the driver's query queue takes it: it calls these methods by name. `callback` is a plain
 * property because the driver wraps it to enforce its time limit.
 */
export class CopyOut implements pg.Submittable {
  readonly text: string;
  callback: CopyCallback;
  readonly #chunks: Buffer[] = [];
  #failed = false;

  constructor(text: string, callback: CopyCallback) {
    this.text = text;
    this.callback = callback;
  }

  submit(connection: pg.Connection): void {
    connection.query(this.text);
  }

  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    this.#chunks.push(Buffer.from(chunk)); // the driver reuses its buffer
  }

  handleError(error: Error): void {
    if (this.#failed) return;
    this.#failed = true;
    this.callback(error, []);
  }

  handleReadyForQuery(): void {
    if (this.#failed) return;
    const rows = parseRows(Buffer.concat(this.#chunks));
    this.#chunks.length = 0;
    this.callback(null, rows);
  }

  handleCommandComplete(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
}

/** Tuples of length-prefixed fields, closed by a field count of -1. The fields are views. */
function parseRows(bytes: Buffer): Rows {
  const rows: Rows = [];
  let at = headerBytes;
  for (;;) {
    const fields = bytes.readInt16BE(at);
    at += 2;
    if (fields < 0) return rows;
    const row: (Buffer | null)[] = [];
    for (let field = 0; field < fields; field++) {
      const length = bytes.readInt32BE(at);
      at += 4;
      row.push(length < 0 ? null : bytes.subarray(at, at + length));
      if (length > 0) at += length;
    }
    rows.push(row);
  }
}
