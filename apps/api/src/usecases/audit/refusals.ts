import type { AuditDraft } from "@aidc/contract";
import type { AuditActor, Caller } from "../caller.ts";
import { auditActorOf } from "../caller.ts";
import type { Identity } from "../identity.ts";

/** Entries of one actor in one minute; what comes on top is counted and told in one entry afterwards. */
const mostPerMinute = 20;
const minuteMs = 60_000;
const longestSubject = 300;

interface Minute {
  readonly actor: AuditActor;
  readonly startedAtMs: number;
  told: number;
  untold: number;
}

export interface RefusalsOptions {
  readonly record: (draft: AuditDraft) => Promise<unknown>;
  readonly clock: () => number;
  readonly log: (message: string, facts: object) => void;
}

/**
 * Puts into the audit log what somebody who had proven who he is was refused. Strangers are left out: their number
 * has no bound, and they are in the request log. The entry names no center and no tenant of its own, because what
 * was asked for is not the asker's, and must not show in the trail of whom he asked about.
 */
export class Refusals {
  readonly #options: RefusalsOptions;
  readonly #minutes = new Map<string, Minute>();

  constructor(options: RefusalsOptions) {
    this.#options = options;
  }

  /** @param asked what was called, as a stranger's words: kept, never looked up */
  note(caller: Caller, asked: string): void {
    const { identity, requestId } = caller;
    const key = keyOf(identity);
    if (key === null) return;
    const minute = this.#minuteOf(key, auditActorOf(identity));
    if (minute.told >= mostPerMinute) {
      minute.untold++;
      return;
    }
    minute.told++;
    this.#record({ ...refused, actor: minute.actor, subject: asked.slice(0, longestSubject), requestId });
  }

  /** Tells of what was only counted, and forgets minutes that are over. Run it now and then. */
  sweep(): void {
    const nowMs = this.#options.clock();
    for (const [key, minute] of this.#minutes)
      if (minute.startedAtMs + minuteMs <= nowMs) this.#end(key, minute);
  }

  #minuteOf(key: string, actor: AuditActor): Minute {
    const nowMs = this.#options.clock();
    const known = this.#minutes.get(key);
    if (known !== undefined && known.startedAtMs + minuteMs > nowMs) return known;
    if (known !== undefined) this.#end(key, known);
    const fresh = { actor, startedAtMs: nowMs, told: 0, untold: 0 };
    this.#minutes.set(key, fresh);
    return fresh;
  }

  #end(key: string, minute: Minute): void {
    this.#minutes.delete(key);
    if (minute.untold === 0) return;
    const after = { more: minute.untold, sinceMs: minute.startedAtMs };
    this.#record({ ...refused, actor: minute.actor, subject: "further refusals", after });
  }

  /** The refusal is answered whether or not it can be recorded: a database that is away must not hold it up. */
  #record(draft: AuditDraft): void {
    this.#options
      .record(draft)
      .catch((error: unknown) => this.#options.log("refusal not recorded", { error: String(error) }));
  }
}

const refused = {
  action: "access.refuse",
  outcome: "refused",
  center: null,
  tenant: null,
  before: null,
  after: null,
  requestId: null,
} as const;

/** Null for whom no entry is made. */
function keyOf(identity: Identity): string | null {
  switch (identity.role) {
    case "none":
      return null;
    case "admin":
      return "command line";
    case "person":
      return `person ${identity.person.id}`;
    case "tenant_key":
      return `key ${identity.id}`;
    case "wall":
      return `wall ${identity.id}`;
  }
}
