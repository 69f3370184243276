/** What contradicts something stored, in words for the person who asked. */
export class StoreConflict extends Error {
  override readonly name = "StoreConflict";
}

/** What the database refuses, in words for a person; anything else as it was. */
export function asConflict(error: unknown): unknown {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error) || !("code" in cause)) return error;
  if (cause.code === "23P01") {
    const detail = "detail" in cause ? String(cause.detail) : "";
    return new StoreConflict(`A rack or accelerator would belong to two leases at once. ${detail}`, {
      cause: error,
    });
  }
  if (cause.code === "23503")
    return new StoreConflict(`The document names something that does not exist: ${cause.message}`, {
      cause: error,
    });
  return error;
}
