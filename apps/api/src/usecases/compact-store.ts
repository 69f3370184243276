import type { Services } from "./services.ts";

/** Packs what waits in the journal into chunks and roll-ups now. */
export async function compactStore(services: Services) {
  const { samples, chunks, chunkBytes } = await services.compact();
  return { samples, chunks, bytesPerSample: samples > 0 ? chunkBytes / samples : null };
}
