import type { AuditEntry } from "@aidc/contract";
import type { Services } from "../services.ts";

export async function readLog(
  { audit }: Pick<Services, "audit">,
  before: number | undefined,
): Promise<{ entries: AuditEntry[]; head: string | null }> {
  const [entries, head] = [await audit.list(before ?? null), await audit.head()];
  return { entries, head: head.entries === 0 ? null : head.sha256 };
}

export async function readTrail(
  { audit }: Pick<Services, "audit">,
  input: { readonly center: string; readonly tenant: string; readonly before?: number | undefined },
): Promise<{ entries: AuditEntry[] }> {
  return { entries: await audit.listOfTenant(input.center, input.tenant, input.before ?? null) };
}
