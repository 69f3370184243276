import { notFound } from "./app-error.ts";
import type { Caller } from "./caller.ts";
import { changeBy } from "./caller.ts";
import type { Services } from "./services.ts";

/** Makes a key for a new source; the key itself is in this answer and nowhere else. */
export async function createIngestKey(
  services: Services,
  caller: Caller,
  { center, name }: { center: string; name: string },
) {
  await services.directory.get(center);
  const { id, key } = await services.access.createIngestKey(center, name);
  await services.people.note(
    { action: "key.create", subject: id, center, after: { name } },
    changeBy(caller),
  );
  const remoteWriteUrl = `${services.publicUrl}/api/v1/write`;
  return { id, name, key, remoteWriteUrl, prometheusBlock: prometheusBlock(remoteWriteUrl, key) };
}

/** Goes into prometheus.yml as it is. */
function prometheusBlock(url: string, key: string): string {
  return [
    "remote_write:",
    `  - url: ${url}`,
    "    authorization:",
    "      type: Bearer",
    `      credentials: ${key}`,
    "    queue_config:",
    "      max_samples_per_send: 2000",
    "",
  ].join("\n");
}

export async function revokeIngestKey(
  services: Services,
  caller: Caller,
  { center, key }: { center: string; key: string },
) {
  await services.directory.get(center);
  if (!(await services.access.revokeIngestKey(center, key))) throw notFound(`Key ${key}`);
  await services.people.note({ action: "key.revoke", subject: key, center }, changeBy(caller));
  return { id: key };
}
