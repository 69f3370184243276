/** What system calls and PostgreSQL put on their errors. */
interface Facts extends Error {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly path?: unknown;
  readonly severity?: unknown;
}

const defects = [TypeError, RangeError, ReferenceError, SyntaxError];

/** One sentence for the person who started us, naming the setting to change; a defect of ours comes with its stack. */
export function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (defects.some((defect) => error instanceof defect)) return error.stack ?? error.message;
  const facts: Facts = error;
  const what = error.message || String(facts.code);
  if (facts.syscall === "listen" || facts.syscall === "getaddrinfo" || facts.syscall === "connect")
    return facts.syscall === "listen"
      ? `Cannot listen there (${what}). Set HOST to an address of this machine and PORT to a port this user may open.`
      : `No connection (${what}). Check HOST and DATABASE_URL.`;
  if (facts.severity !== undefined) return `PostgreSQL refuses (${what}). Check DATABASE_URL.`;
  if (facts.path !== undefined && facts.syscall !== undefined)
    return `The data folder cannot be used (${what}). Set DATA_DIR to a folder that this user may write.`;
  return what;
}
