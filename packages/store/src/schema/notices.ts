import type { NoticeKind, NoticeSettings } from "@aidc/contract";
import type { NoticeDigest, TokenBucket } from "@aidc/domain";
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { attemptColumns } from "./attempts.ts";
import { instant } from "./columns.ts";
import { ofCenter } from "./places.ts";

/** Where notices of alarms go, and how far this target has been told. */
export const noticeTarget = pgTable(
  "notice_target",
  {
    centerId: ofCenter(),
    id: uuid("id").notNull().defaultRandom(),
    kind: text("kind").$type<NoticeKind>().notNull(),
    settings: jsonb("settings").$type<NoticeSettings>().notNull(),
    /** What may be shown of the address. */
    destination: text("destination").notNull(),
    isSigned: boolean("is_signed").notNull(),
    /** Address and secret, sealed with a key that is not in the database. */
    sealed: text("sealed").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    /** The last line of the journal that was looked at. */
    seenSeq: bigint("seen_seq", { mode: "number" }).notNull(),
    /** What is to be told and was not yet put into a message. */
    pending: jsonb("pending").$type<NoticeDigest>(),
    bucket: jsonb("bucket").$type<TokenBucket>(),
    lastMessageAt: instant("last_message_at"),
    /** Until then one process is sending. */
    busyUntil: instant("busy_until"),
    state: text("state")
      .$type<"untried" | "delivered" | "failing" | "given_up">()
      .notNull()
      .default("untried"),
    failingSince: instant("failing_since"),
  },
  (t) => [primaryKey({ columns: [t.centerId, t.id] })],
);

/** The outbox. A target has at most one message waiting: what happens meanwhile becomes part of the next. */
export const noticeMessage = pgTable(
  "notice_message",
  {
    centerId: ofCenter(),
    /** The receiver sees it: it is the same over all tries. */
    id: uuid("id").notNull(),
    targetId: uuid("target_id").notNull(),
    digest: jsonb("digest").$type<NoticeDigest>().notNull(),
    madeAt: instant("made_at").notNull(),
    tries: integer("tries").notNull().default(0),
    nextAt: instant("next_at").notNull(),
    state: text("state").$type<"waiting" | "sent" | "given_up">().notNull().default("waiting"),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.id] }),
    index().on(t.centerId, t.targetId, t.state),
    foreignKey({
      columns: [t.centerId, t.targetId],
      foreignColumns: [noticeTarget.centerId, noticeTarget.id],
    }).onDelete("cascade"),
  ],
);

/** Every try to deliver, with what the other side said. */
export const noticeAttempt = pgTable(
  "notice_attempt",
  {
    ...attemptColumns("notice_attempt_seq"),
    targetId: uuid("target_id").notNull(),
    messageId: uuid("message_id").notNull(),
    isTest: boolean("is_test").notNull(),
    events: integer("events").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.seq] }),
    index().on(t.centerId, t.targetId, t.seq),
    foreignKey({
      columns: [t.centerId, t.targetId],
      foreignColumns: [noticeTarget.centerId, noticeTarget.id],
    }).onDelete("cascade"),
  ],
);

/** Alerts of other rule engines as they were last told; the fingerprint of the labels names one. */
export const externalAlert = pgTable(
  "external_alert",
  {
    centerId: ofCenter(),
    id: text("id").notNull(),
    /** The ingest key with which it was last told: alerts of a revoked key count no more. */
    keyId: uuid("key_id").notNull(),
    labels: jsonb("labels").$type<Readonly<Record<string, string>>>().notNull(),
    summary: text("summary").notNull(),
    startsAt: instant("starts_at").notNull(),
    /** null: it is firing. */
    endsAt: instant("ends_at"),
    toldAt: instant("told_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.centerId, t.id] })],
);
