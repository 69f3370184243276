/** What the library says of a fault: often a plain object that was copied from an error. */
interface Told {
  readonly message: string;
  readonly code?: unknown;
  readonly queue?: unknown;
}

export interface ToldError {
  /** With the code of the fault, where it has one: `code` tells whether the database is away. */
  readonly error: Error;
  /** In which it happened; null: in none. */
  readonly queue: string | null;
}

/** An error again, so that it can be judged and read. */
export function errorOf(told: Told): ToldError {
  const queue = typeof told.queue === "string" ? told.queue : null;
  if (told instanceof Error) return { error: told, queue };
  const code = typeof told.code === "string" ? told.code : undefined;
  // Of several attempts to connect only the code is left.
  const error = new Error(told.message || code || "The job queue does not say what went wrong.");
  return { error: code === undefined ? error : Object.assign(error, { code }), queue };
}
