import type { AlarmView } from "@aidc/contract";

/** A rack whose inlet is too hot; new unless said otherwise. */
export function buildAlarm(id: string, changes: Partial<AlarmView> = {}): AlarmView {
  return {
    id,
    rule: "inlet",
    ruleName: "Inlet too hot",
    ruleNameZh: "进风过热",
    severity: "critical",
    subject: { kind: "rack", id },
    place: `Hall A / ${id}`,
    rack: id,
    letter: "B",
    quality: "good",
    occurrence: 1,
    onsetMs: 0,
    raisedMs: 0,
    clearedMs: null,
    acknowledged: null,
    shelf: null,
    value: 33.2,
    limit: 32,
    unit: "°C",
    suppression: null,
    latched: false,
    root: null,
    explains: 0,
    exposure: {
      tenants: { atLeast: 0, atMost: 0, reason: null },
      accelerators: 0,
      pflops: { value: 0, precision: "fp16", reason: null },
      perMinute: { amount: "0", atLeast: "0", currency: "CNY", reason: null },
    },
    ...changes,
  };
}
