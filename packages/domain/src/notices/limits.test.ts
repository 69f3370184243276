import { noticeKinds } from "@aidc/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TokenBucket } from "./limits.ts";
import { noticeLimits, takeToken } from "./limits.ts";

/** Of the other sides: messages in any minute, and in any second where they say so. */
const theirs = {
  webhook: { minute: 60, second: 60 },
  email: { minute: 6, second: 6 },
  wecom: { minute: 20, second: 20 },
  dingtalk: { minute: 20, second: 20 },
  feishu: { minute: 100, second: 5 },
};

describe("the bucket", () => {
  it.each(noticeKinds)("of %s never lets more through than the other side takes", (kind) => {
    fc.assert(
      fc.property(fc.array(fc.nat(9_000), { minLength: 1, maxLength: 300 }), (pauses) => {
        const sent: number[] = [];
        let bucket: TokenBucket | null = null;
        let nowMs = 0;
        for (const pauseMs of pauses) {
          nowMs += pauseMs;
          const taken = takeToken(bucket, noticeLimits[kind], nowMs);
          if (taken.waitMs > 0) continue;
          bucket = taken.bucket;
          sent.push(nowMs);
        }
        const most = (windowMs: number) =>
          Math.max(...sent.map((from) => sent.filter((at) => at >= from && at < from + windowMs).length));
        expect(most(60_000)).toBeLessThanOrEqual(theirs[kind].minute);
        expect(most(1_000)).toBeLessThanOrEqual(theirs[kind].second);
      }),
    );
  });

  it("tells how long to wait, and then lets through", () => {
    const limit = { burst: 1, perMinute: 6 };
    const first = takeToken(null, limit, 0);
    const second = takeToken(first.bucket, limit, 4_000);
    expect([first.waitMs, second.waitMs]).toEqual([0, 6_000]);
    expect(takeToken(first.bucket, limit, 10_000).waitMs).toBe(0);
  });

  it("does not stop for a clock that was set back", () => {
    const { bucket } = takeToken(null, noticeLimits.wecom, 1e12);
    expect(takeToken(bucket, noticeLimits.wecom, 0).waitMs).toBe(0);
  });
});
