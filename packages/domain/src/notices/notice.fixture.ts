import type { NoticeDigest, NoticeLine } from "./digest.ts";
import { addToDigest } from "./digest.ts";
import type { NoticeScene } from "./write-notice.ts";

export const atMs = Date.UTC(2026, 4, 4, 2, 51);

export function aLine(change: Partial<NoticeLine> = {}): NoticeLine {
  return {
    seq: 1,
    atMs,
    event: "raised",
    severity: "critical",
    alarm: "hot/rack/k1",
    name: "Inlet too hot",
    nameZh: "进风过热",
    place: "Hall A / R-07",
    value: 33.46,
    limit: 32,
    unit: "°C",
    by: null,
    note: "",
    ...change,
  };
}

export function digestOf(lines: readonly NoticeLine[]): NoticeDigest {
  const digest = lines.reduce<NoticeDigest | null>(addToDigest, null);
  if (digest === null) throw new Error("a digest of nothing");
  return digest;
}

export const scene = (change: Partial<NoticeScene> = {}): NoticeScene => ({
  language: "en",
  center: { id: "c1", name: "Suzhou", timeZone: "Asia/Shanghai" },
  url: "https://aidc.example.org/ops/alarms?center=c1",
  ...change,
});
