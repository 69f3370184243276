import type { NoticeAddress } from "@aidc/contract";
import type { NoticeContent } from "@aidc/domain";

/** One message to one place. */
export interface Sending {
  /** The same over all tries, so that the receiver can tell a repetition. */
  readonly id: string;
  readonly madeAtMs: number;
  readonly address: NoticeAddress;
  readonly content: NoticeContent;
}

/** Something written for one place: a mail with its files, or the payload of a webhook. */
export interface Letter {
  readonly id: string;
  readonly address: Extract<NoticeAddress, { kind: "webhook" | "email" }>;
  readonly mail: { readonly subject: string; readonly text: string };
  readonly files: readonly File[];
  readonly payload: object;
}

/** What came of a try. */
export interface SendOutcome {
  readonly ok: boolean;
  /** Of the HTTP answer; null: there was none. */
  readonly status: number | null;
  /** The beginning of what the other side said, or why it said nothing; no secret in it. */
  readonly answer: string;
  /** The other side, or we, want no more for so long. */
  readonly pauseMs: number | null;
}

/** Who carries messages out; it never throws, because a failed try is a fact to be kept. */
export interface NoticeSender {
  /** Whether this server has somebody to hand mails to. */
  readonly mail: boolean;
  send(sending: Sending): Promise<SendOutcome>;
  hand(letter: Letter): Promise<SendOutcome>;
  /** @returns why nothing may be sent there; null: it may, as far as one can tell without asking */
  refuse(address: NoticeAddress): string | null;
}
