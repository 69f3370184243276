import type { ErrorCode } from "@aidc/contract";
import type { Identity } from "../usecases/identity.ts";

declare global {
  namespace Express {
    /** What travels with a request between the layers of this folder. */
    interface Locals {
      requestId: string;
      identity: Identity;
      /** For the log: the outcome when it was an error, and the error itself when it was unexpected. */
      code?: ErrorCode;
      failure?: unknown;
      /** For the log: facts the handler adds. */
      facts?: Record<string, unknown>;
    }
  }
}
