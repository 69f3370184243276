import type { Patch } from "@aidc/contract";

/** What `patchSchema` says, for who is asked several times a second on every screen. */
export function isPatch(message: unknown): message is Patch {
  return (
    isRecord(message) &&
    typeof message.topic === "string" &&
    typeof message.epoch === "string" &&
    Number.isSafeInteger(message.seq) &&
    Number.isFinite(message.at) &&
    isRecord(message.changes)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
