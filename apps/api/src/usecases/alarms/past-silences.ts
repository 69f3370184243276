import type { WindowMs } from "@aidc/contract";
import type { AlarmSubject, Clock, Delays, nextCondition, Occurred, PastDevices } from "@aidc/domain";
import {
  heardSpans,
  inBoth,
  isoOf,
  longestWindowMs,
  markClock,
  occurrencesOfSpans,
  openClock,
  silentSpans,
} from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import { badField } from "../app-error.ts";
import type { Services } from "../services.ts";
import { samplesOf } from "./past-batches.ts";

/** What is tried: a window and the timing of a rule. */
export interface Order {
  readonly services: Services;
  readonly window: WindowMs;
  readonly delays: Delays;
  readonly next: typeof nextCondition;
}
export interface Found {
  readonly subject: AlarmSubject;
  readonly occurred: Occurred;
}

/** A device, and by the group that has to go on without it when it was heard. */
interface Device {
  readonly subject: AlarmSubject;
  readonly heard: Map<string, WindowMs[]>;
}

/**
 * Who fell silent while others of the group went on: each point is read once and only its spans are kept.
 *
 * @throws AppError bad_request: the groups are too many for so long a window
 */
export async function pastSilences(
  { services, window, delays, next }: Order,
  devices: PastDevices,
  points: readonly BoundPoint[],
): Promise<Found[]> {
  const clocks = new Map<string, Clock>();
  const found = new Map<string, Device>();
  const told = points.filter((point) => devices.groupOf(point) !== null);
  requireRoom(new Set(told.map((point) => devices.groupOf(point))).size, window);
  const tried = told.map((point) => ({ point }));
  for await (const [{ point }, { timesMs }] of samplesOf(services.history, tried, window)) {
    const group = devices.groupOf(point);
    if (group === null) continue;
    markClock(clockOf(clocks, group, window), timesMs);
    const subject = devices.deviceOf(point);
    if (subject === null) continue;
    const { intervalMs, maxGapMs } = point;
    const sent = { intervalMs, maxGapMs, cadences: devices.cadences, isKnown: true };
    const heard = heardSpans(timesMs, sent, window);
    deviceOf(found, subject, group).push(...heard);
  }
  for (const [group, subjects] of devices.expected)
    if (clocks.has(group)) for (const subject of subjects) deviceOf(found, subject, group);
  return [...found.values()].flatMap(({ subject, heard }) => {
    const silent = [...heard].map(([group, spans]) =>
      silentSpans(spans, clockOf(clocks, group, window), window),
    );
    const spans = silent.reduce(inBoth);
    return occurrencesOfSpans(spans, delays, window, next).map((occurred) => ({ subject, occurred }));
  });
}

function requireRoom(groups: number, { fromMs, toMs }: WindowMs): void {
  const lastMs = fromMs + longestWindowMs(groups);
  if (toMs > lastMs)
    throw badField(
      "to",
      `must be no later than ${isoOf(lastMs)}: ${groups} senders are followed by the second`,
    );
}

function clockOf(clocks: Map<string, Clock>, group: string, window: WindowMs): Clock {
  const clock = clocks.get(group) ?? openClock(window);
  clocks.set(group, clock);
  return clock;
}

function deviceOf(devices: Map<string, Device>, subject: AlarmSubject, group: string): WindowMs[] {
  const key = `${subject.kind}/${subject.id}`;
  const device = devices.get(key) ?? { subject, heard: new Map<string, WindowMs[]>() };
  devices.set(key, device);
  const heard = device.heard.get(group) ?? [];
  device.heard.set(group, heard);
  return heard;
}
