import type { AuditEntry } from "@aidc/contract";
import type { Identity } from "./identity.ts";

/** Who asked for a change, and with which request: what the audit log keeps of it. */
export interface Caller {
  readonly identity: Identity;
  readonly requestId: string | null;
}

/** The caller as the stores keep it. */
export function changeBy({ identity, requestId }: Caller): { actor: AuditActor; requestId: string | null } {
  return { actor: auditActorOf(identity), requestId };
}

export type AuditActor = AuditEntry["actor"];

/** The server itself, where nobody asked. */
export const systemActor: AuditActor = { kind: "system", id: null, name: "system" };

export function auditActorOf(identity: Identity): AuditActor {
  switch (identity.role) {
    case "admin":
      return { kind: "command_line", id: null, name: "command line" };
    case "person":
      return { kind: "person", id: identity.person.id, name: identity.person.name };
    case "tenant_key":
      return { kind: "tenant_key", id: identity.id, name: identity.name };
    case "wall":
      return { kind: "nobody", id: identity.id, name: "wall" };
    case "none":
      return { kind: "nobody", id: null, name: "nobody" };
  }
}
