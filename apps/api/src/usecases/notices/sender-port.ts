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
  /** @returns why nothing may be sent there; null: it may, as far as one can tell without asking */
  refuse(address: NoticeAddress): string | null;
}
