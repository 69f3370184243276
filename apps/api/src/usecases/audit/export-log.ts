import { canonicalJson } from "@aidc/domain";
import type { Services } from "../services.ts";

/**
 * The whole log as JSON lines: entries oldest first, each in its canonical form, then one line with their number and
 * the head. That is what the offline verifier reads; the head is what to keep elsewhere.
 */
export async function exportLog(services: Pick<Services, "audit">): Promise<File> {
  const { head, pages } = await services.audit.readAll();
  const parts: string[] = [];
  for await (const entries of pages) parts.push(entries.map((entry) => `${canonicalJson(entry)}\n`).join(""));
  parts.push(`${canonicalJson({ entries: head.entries, head: head.sha256 })}\n`);
  return new File(parts, "audit.jsonl", { type: "application/x-ndjson" });
}
