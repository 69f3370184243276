import type { AlarmView } from "@aidc/contract";

/** A rack that is too hot since a minute, and nobody has seen it. */
export function buildAlarm(id: string, changes: Partial<AlarmView> = {}): AlarmView {
  return {
    id,
    rule: "inlet-above-allowable",
    ruleName: "Inlet above the allowable temperature",
    ruleNameZh: "进风温度超过允许上限",
    severity: "critical",
    subject: { kind: "rack", id: "r1" },
    place: "Hall A / R-07",
    rack: "r1",
    letter: "B",
    quality: "good",
    occurrence: 1,
    onsetMs: 0,
    raisedMs: 60_000,
    clearedMs: null,
    acknowledged: null,
    shelf: null,
    value: 33.2,
    limit: 32,
    unit: "°C",
    suppression: null,
    latched: false,
    exposure: {
      tenants: { atLeast: 2, atMost: 2, reason: null },
      accelerators: 32,
      pflops: { value: 31.648, precision: "fp16", reason: null },
      perMinute: { amount: "6.4", atLeast: "6.4", currency: "CNY", reason: null },
    },
    root: null,
    explains: 0,
    ...changes,
  };
}
