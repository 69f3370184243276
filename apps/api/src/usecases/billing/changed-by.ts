import type { ChangedBy } from "@aidc/store";
import type { Caller } from "../caller.ts";
import { auditActorOf } from "../caller.ts";

export function changedBy({ identity, requestId }: Caller): ChangedBy {
  return { actor: auditActorOf(identity), requestId };
}
