import type { NoticeKind, NoticeSettings, NoticeTarget, Severity } from "@aidc/contract";
import type { NoticeDigest, TokenBucket } from "@aidc/domain";
import type { Database } from "../database/open-database.ts";
import type { ChangedBy } from "../leasing/done.ts";
import { noticeTarget } from "../schema/notices.ts";
import { composeMessages } from "./compose.ts";
import { bookToken, claimDue, recordAttempt, recordTest } from "./outbox.ts";
import {
  changeTarget,
  createTarget,
  listAttempts,
  listTargets,
  readSealed,
  readTarget,
  removeTarget,
} from "./targets.ts";

/** Where a target is, without telling it. */
export interface SealedAddress {
  readonly kind: NoticeKind;
  readonly destination: string;
  readonly isSigned: boolean;
  readonly sealed: string;
}

/** What a process needs to know of a target to tell it something. */
export interface ToldTarget {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly settings: NoticeSettings;
  readonly pending: NoticeDigest | null;
  readonly bucket: TokenBucket | null;
  readonly lastMessageAtMs: number | null;
  /** A message is on its way: nothing new is sent until it has arrived or was given up. */
  readonly hasMessage: boolean;
}

/** A line of the alarm journal. */
export interface ToldLine {
  readonly seq: number;
  readonly atMs: number;
  readonly alarm: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly event: string;
  readonly by: string | null;
  readonly note: string;
  readonly value: number | null;
  /** Whether this occurrence was ever told aloud. */
  readonly wasAnnunciated: boolean;
}

/** What follows for a target from the newest lines. */
export interface Composed {
  readonly pending: NoticeDigest | null;
  readonly bucket: TokenBucket | null;
  /** A message of what was pending, to be sent now. */
  readonly message: NoticeDigest | null;
}

export interface ClaimedMessage {
  readonly centerId: string;
  readonly id: string;
  readonly target: SealedAddress & Pick<ToldTarget, "id" | "settings" | "bucket">;
  readonly digest: NoticeDigest;
  readonly madeAtMs: number;
  /** Tries before this one. */
  readonly tries: number;
}

export interface AttemptDraft {
  readonly messageId: string;
  readonly number: number;
  readonly atMs: number;
  readonly isTest: boolean;
  readonly ok: boolean;
  readonly status: number | null;
  readonly answer: string;
  readonly durationMs: number;
  readonly events: number;
}

/** What follows from a try. */
export interface Outcome {
  /** When it is tried again; null: it arrived, or it is given up. */
  readonly nextAtMs: number | null;
  readonly bucket: TokenBucket | null;
}

export interface NoticeStore {
  list(centerId: string): Promise<NoticeTarget[]>;
  read(centerId: string, id: string): Promise<NoticeTarget | null>;
  /** For who sends. */
  readSealed(centerId: string, id: string): Promise<(SealedAddress & { settings: NoticeSettings }) | null>;
  /** Told from now on: what happened before is not. */
  create(
    centerId: string,
    id: string,
    target: { readonly settings: NoticeSettings; readonly address: SealedAddress },
    by: ChangedBy,
  ): Promise<void>;
  /** @returns false when the center has no such target */
  change(
    centerId: string,
    id: string,
    target: { readonly settings: NoticeSettings; readonly address: SealedAddress | null },
    by: ChangedBy,
  ): Promise<boolean>;
  remove(centerId: string, id: string, by: ChangedBy): Promise<boolean>;
  /** The last 200, newest first. */
  attempts(centerId: string, id: string): Promise<NonNullable<NoticeTarget["lastAttempt"]>[]>;

  /** Centers that have somebody to tell. */
  centers(): Promise<string[]>;
  /**
   * Reads what is new in the journal for every target of the center, a page each, and writes what follows in the same
   * transaction: nothing is lost or told twice, and two processes do not meet. @returns whether there is more to read
   */
  compose(
    centerId: string,
    nowMs: number,
    plan: (target: ToldTarget, lines: readonly ToldLine[]) => Composed,
  ): Promise<{ isMore: boolean; composed: number }>;
  /** Messages whose time has come; until the lease ends no other process gets them. */
  claimDue(nowMs: number, leaseMs: number, most: number): Promise<ClaimedMessage[]>;
  record(claimed: ClaimedMessage, attempt: AttemptDraft, outcome: Outcome): Promise<void>;
  /** Books a token for a test. `book` throws to refuse. @returns false when the target is gone */
  bookToken(
    centerId: string,
    id: string,
    book: (bucket: TokenBucket | null, kind: NoticeKind) => TokenBucket,
  ): Promise<boolean>;
  /** A try that belongs to no waiting message; the test and who asked for it are in the audit log. */
  recordTest(centerId: string, id: string, attempt: AttemptDraft, by: ChangedBy): Promise<void>;
}

export function openNoticeStore({ db }: Pick<Database, "db">): NoticeStore {
  return {
    list: (centerId) => listTargets(db, centerId),
    read: (centerId, id) => readTarget(db, centerId, id),
    readSealed: (centerId, id) => readSealed(db, centerId, id),
    create: (centerId, id, target, by) => createTarget(db, { centerId, id, ...target, by }),
    change: (centerId, id, target, by) => changeTarget(db, { centerId, id, ...target, by }),
    remove: (centerId, id, by) => removeTarget(db, centerId, id, by),
    attempts: (centerId, id) => listAttempts(db, centerId, id),
    centers: async () => {
      const rows = await db.selectDistinct({ id: noticeTarget.centerId }).from(noticeTarget);
      return rows.map(({ id }) => id);
    },
    compose: (centerId, nowMs, plan) => composeMessages(db, centerId, nowMs, plan),
    claimDue: (nowMs, leaseMs, most) => claimDue(db, nowMs, leaseMs, most),
    record: (claimed, attempt, outcome) => recordAttempt(db, claimed, attempt, outcome),
    bookToken: (centerId, id, book) => bookToken(db, centerId, id, book),
    recordTest: (centerId, id, attempt, by) => recordTest(db, { centerId, id, attempt, by }),
  };
}
