import type { IncomingMessage } from "node:http";
import type { ByteBudget } from "./byte-budget.ts";

export type BodyOutcome =
  | { readonly kind: "body"; readonly bytes: Uint8Array; readonly release: () => void }
  | { readonly kind: "too_large" }
  | { readonly kind: "no_room" }
  | { readonly kind: "aborted" };

/**
 * Reads a request body, never more than `maxBytes`, and books it in the budget as it comes: at once when the
 * sender states its length, else chunk by chunk. What is turned away is left to Node, which drains it unread.
 */
export function readBody(
  request: IncomingMessage,
  maxBytes: number,
  budget: ByteBudget,
): Promise<BodyOutcome> {
  const stated = Number(request.headers["content-length"] ?? 0);
  if (stated > maxBytes) return Promise.resolve({ kind: "too_large" });
  if (!budget.take(stated)) return Promise.resolve({ kind: "no_room" });
  let booked = stated;
  const release = (): void => {
    budget.give(booked);
    booked = 0;
  };
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    let received = 0;
    const finish = (outcome: BodyOutcome): void => {
      request.off("data", onData).off("end", onEnd).off("close", onClose).off("error", onClose);
      if (outcome.kind !== "body") release();
      resolve(outcome);
    };
    const onData = (chunk: Uint8Array): void => {
      received += chunk.length;
      const more = Math.max(0, received - booked);
      if (received > maxBytes) {
        finish({ kind: "too_large" });
      } else if (!budget.take(more)) {
        finish({ kind: "no_room" });
      } else {
        booked += more;
        chunks.push(chunk);
      }
    };
    const onEnd = (): void => finish({ kind: "body", bytes: joined(chunks, received), release });
    const onClose = (): void => finish({ kind: "aborted" });
    request.on("data", onData).on("end", onEnd).on("close", onClose).on("error", onClose);
  });
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length);
}
