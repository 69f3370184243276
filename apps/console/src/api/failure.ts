import type { ErrorCode } from "@aidc/contract";
import { errorCodes } from "@aidc/contract";
import { ORPCError } from "@orpc/client";
import { z } from "zod";

/** `network`: no answer at all. `unexpected`: an answer that the contract does not know. */
type FailureCode = ErrorCode | "network" | "unexpected";

export interface Failure {
  readonly code: FailureCode;
  /** To be quoted to whoever reads the server's log; null when no answer came. */
  readonly requestId: string | null;
  /** The server's own sentence, in English; what the page says in its language stands before it. */
  readonly message: string | null;
  readonly issues: readonly { readonly path: string; readonly message: string }[];
}

const codeSchema = z.enum(errorCodes);
const factsSchema = z.object({
  requestId: z.string().optional(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/** Anything thrown by a call, as what the pages can word. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof ORPCError) {
    const code = codeSchema.safeParse(error.code);
    const facts = factsSchema.safeParse(error.data);
    return {
      code: code.success ? code.data : "unexpected",
      requestId: facts.data?.requestId ?? null,
      message: error.message,
      issues: facts.data?.issues ?? [],
    };
  }
  const code = error instanceof TypeError ? "network" : "unexpected";
  return { code, requestId: null, message: null, issues: [] };
}

/** Worth asking again without a person: the cause lies in the network or the server, not in the question. */
export function isPassing(failure: Failure): boolean {
  return failure.code === "network" || failure.code === "unavailable" || failure.code === "rate_limited";
}
