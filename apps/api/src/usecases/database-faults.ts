/** The server is not there, is going away, or has no room for us: it will be back. */
const awayStates = /^(08\w{3}|57P0\d|53\d{3}|57014|55P03)$/;
/** EAGAIN: a stopped server takes no connection, and the queue of its Unix socket is full. */
const awayErrnos = new Set([
  "EAGAIN",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOENT",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENOTFOUND",
]);
const awaySentences =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|connection error and is not queryable/;
/** What we asked for contradicts what is stored (exclusion and unique constraints). */
const conflictStates = /^23(505|P01|503)$/;

export type DatabaseFault = "away" | "conflict";

/** Ended by the database itself because it took longer than any statement may. */
export function isTooSlow(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    if ("code" in cause && cause.code === "57014") return true;
  }
  return false;
}

/** What kind of trouble with the database this is, looking through what wraps it; null when it is none. */
export function databaseFault(error: unknown): DatabaseFault | null {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
    if (awayStates.test(code) || awayErrnos.has(code) || awaySentences.test(cause.message)) return "away";
    if (conflictStates.test(code)) return "conflict";
  }
  return null;
}
