/**
 * What the other sides take. A bucket lets a burst through and then a steady rate, so that in any minute at most
 * burst + perMinute messages leave: that sum is the limit. Sources: WeCom group robot (20 messages a minute, markdown of
 * 4,096 bytes, else errcode 40058), DingTalk custom robot (20 a minute or silence for 10 minutes with errcode 130101,
 * body of 20,000 bytes, else 460101), Feishu custom bot (100 a minute, 5 a second, body of 20 KB, full and half hours
 * to be avoided, else code 11232), Standard Webhooks (payloads below 20 KB); the mail limits are ours.
 */
import type { NoticeKind } from "@aidc/contract";

export interface NoticeLimit {
  /** Of the text that counts: see `payloads`. */
  readonly maxBytes: number;
  readonly burst: number;
  readonly perMinute: number;
  /** How long to be silent after the other side said that it was too much. */
  readonly pauseMs: number;
}

const minuteMs = 60_000;

export const noticeLimits: Readonly<Record<NoticeKind, NoticeLimit>> = {
  webhook: { maxBytes: 20_000, burst: 10, perMinute: 50, pauseMs: minuteMs },
  email: { maxBytes: 100_000, burst: 3, perMinute: 3, pauseMs: 10 * minuteMs },
  wecom: { maxBytes: 4_096, burst: 4, perMinute: 16, pauseMs: minuteMs },
  dingtalk: { maxBytes: 20_000, burst: 4, perMinute: 16, pauseMs: 10 * minuteMs },
  feishu: { maxBytes: 20_000, burst: 3, perMinute: 90, pauseMs: minuteMs },
};

export interface TokenBucket {
  readonly tokens: number;
  readonly atMs: number;
}

/** @returns the bucket after it, and how long until the token is there; it is booked either way */
export function takeToken(
  bucket: TokenBucket | null,
  { burst, perMinute }: Pick<NoticeLimit, "burst" | "perMinute">,
  nowMs: number,
): { bucket: TokenBucket; waitMs: number } {
  const perMs = perMinute / minuteMs;
  // A clock that was set back must not stop the messages.
  const passedMs = Math.max(0, nowMs - (bucket?.atMs ?? nowMs));
  const tokens = Math.min(burst, (bucket?.tokens ?? burst) + passedMs * perMs) - 1;
  return { bucket: { tokens, atMs: nowMs }, waitMs: tokens >= 0 ? 0 : Math.ceil(-tokens / perMs) };
}
