/**
 * Faults of accelerators: what the driver reports as a code, memory errors, throttling, and the card that is in the
 * inventory while its server reports only others. Source: features row 17, standards 5.4.
 */
import type { AcceleratorFault, AlarmRule, Quantity } from "@aidc/contract";
import { acceleratorId } from "../live/index-center.ts";
import { freshValue, noSignal, signalTime } from "../live/signals.ts";
import type { Reading } from "./condition.ts";
import type { Watching } from "./watch-equipment.ts";
import type { AlarmMoment, AlarmPlan, AlarmSubject } from "./watched.ts";
import { atLeast, unknownReading } from "./watched.ts";
import { faultOfXid } from "./xid.ts";

/** NVML: hardware slowdown 0x8, software thermal 0x20, hardware thermal 0x40, power brake 0x80. A power cap is none. */
const faultyThrottle = 0x8 | 0x20 | 0x40 | 0x80;

const isIt = (yes: boolean): Reading => ({ beyond: yes ? "raise" : "clear" });

interface FaultTest {
  readonly quantity: Quantity;
  readonly isFault: (value: number) => boolean;
}
const codeOf = (kind: AcceleratorFault): FaultTest => ({
  quantity: "fault_code",
  isFault: (code) => faultOfXid(code) === kind,
});
const tests: Readonly<Record<Exclude<AcceleratorFault, "missing">, FaultTest>> = {
  xid: codeOf("xid"),
  xid_application: codeOf("xid_application"),
  off_bus: codeOf("off_bus"),
  ecc: { quantity: "ecc_double_bit", isFault: (count) => count > 0 },
  throttle: {
    quantity: "throttle_reasons",
    isFault: (bits) => (bits & faultyThrottle) !== 0,
  },
};

type Condition = Extract<AlarmRule["condition"], { kind: "fault" }>;

/** @returns null for a quantity that does not tell of this fault */
export function readFault(
  { of = "xid" }: Condition,
  quantity: Quantity,
): ((value: number) => Reading) | null {
  if (of === "missing" || tests[of].quantity !== quantity) return null;
  const { isFault } = tests[of];
  return (value) => (Number.isNaN(value) ? unknownReading : isIt(isFault(value)));
}

export function watchFaults(plan: AlarmPlan, condition: Condition): Watching {
  const { of = "xid" } = condition;
  if (of === "missing") return watchMissing(plan);
  const { quantity } = tests[of];
  const rows = [...plan.points.entries()].filter(
    ([, point]) => point.subject.kind === "accelerator" && point.quantity === quantity,
  );
  const { signals } = plan.index;
  return {
    subjects: rows.map(([, { subject }]) => subject),
    limit: null,
    judge: readFault(condition, quantity) ?? (() => unknownReading),
    valueOf: (row, { latest, nowMs }) => freshValue(signals, latest, rows[row]?.[0] ?? noSignal, nowMs),
  };
}

/** Cadences that a card may lag behind the others of its server. */
export const missingAfter = 3;

/** Counted by what the others in its server have sent since: a server that is silent has no missing cards. */
function watchMissing(plan: AlarmPlan): Watching {
  const servers = cardsByServer(plan);
  const subjects = servers.flatMap(({ server, slots }) =>
    slots.map((_, slot): AlarmSubject => ({ kind: "accelerator", id: acceleratorId(server, slot) })),
  );
  const lags = new Float64Array(subjects.length);
  let measuredAt: AlarmMoment | null = null;
  return {
    subjects,
    limit: missingAfter,
    judge: atLeast(missingAfter),
    valueOf: (row, moment) => {
      if (measuredAt !== moment) measureLags(plan, servers, moment, lags);
      measuredAt = moment;
      return lags[row] ?? Number.NaN;
    },
  };
}

/** Signals of each slot; a slot without any has never been heard of. */
interface Cards {
  readonly server: string;
  readonly slots: readonly (readonly number[])[];
}

/** Servers with several cards of which at least one reports. */
function cardsByServer({ index, points }: AlarmPlan): Cards[] {
  const signalsOf = new Map<string, number[]>();
  for (const [signal, { subject }] of points.entries()) {
    if (subject.kind !== "accelerator") continue;
    const signals = signalsOf.get(subject.id);
    if (signals) signals.push(signal);
    else signalsOf.set(subject.id, [signal]);
  }
  return index.servers.list.flatMap(({ id, accelerators }) => {
    const slots = Array.from(
      { length: accelerators?.count ?? 0 },
      (_, slot) => signalsOf.get(acceleratorId(id, slot)) ?? [],
    );
    return slots.length > 1 && slots.some((signals) => signals.length > 0) ? [{ server: id, slots }] : [];
  });
}

/** In cadences behind the newest card of the server; infinite for one that never sent, NaN where none ever did. */
function measureLags(
  { index: { signals } }: AlarmPlan,
  servers: readonly Cards[],
  { latest, nowMs }: AlarmMoment,
  lags: Float64Array,
): void {
  let row = 0;
  for (const { slots } of servers) {
    const newestOf = slots.map((own) => {
      let newestMs = Number.NEGATIVE_INFINITY;
      for (const signal of own) {
        const atMs = signalTime(signals, latest, signal);
        if (atMs > newestMs) newestMs = atMs;
      }
      return newestMs;
    });
    const serverMs = Math.min(nowMs, Math.max(...newestOf));
    const some = slots.find((own) => own.length > 0)?.[0] ?? 0;
    for (const [slot, newestMs] of newestOf.entries()) {
      const intervalMs = signals.intervalsMs[slots[slot]?.[0] ?? some] ?? Number.NaN;
      lags[row++] = serverMs === Number.NEGATIVE_INFINITY ? Number.NaN : (serverMs - newestMs) / intervalMs;
    }
  }
}
