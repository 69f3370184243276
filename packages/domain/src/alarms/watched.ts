/** What a rule looks at, prepared once per inventory so that a tick only reads numbers. */
import type { AlarmRule, Subject } from "@aidc/contract";
import type { CenterIndex } from "../live/index-center.ts";
import type { RackReadings } from "../live/reduce-racks.ts";
import type { LatestLookup, LivePoint } from "../live/signals.ts";
import type { Reading } from "./condition.ts";
import type { ScreenReport } from "./screen-state.ts";
import type { ExternalAlert } from "./watch-alerts.ts";

/** Also what has no points of its own: a source, a wall, an alert of another rule engine. */
export interface AlarmSubject {
  readonly kind: Subject["kind"] | "source" | "wall" | "alert";
  readonly id: string;
}

/** A point and which source feeds it. */
export interface SourcedPoint extends LivePoint {
  readonly sourceId: string | null;
}

/** A source that is expected to send: keys of one name are one source, so that changing a key is no loss. */
export interface ExpectedSource {
  readonly id: string;
  readonly name: string;
  /** It will send no more; what it fed and nobody else sends is still its. */
  readonly isRevoked?: boolean;
  /** When it was last heard by this process; null: not since the start. */
  readonly heardAtMs: number | null;
}

export interface ExpectedWall {
  readonly id: string;
  readonly name: string;
}

/** A center as rules see it; made again when its inventory or bindings change. */
export interface AlarmPlan {
  readonly index: CenterIndex;
  /** In the order of the index's signals: those with a series. */
  readonly points: readonly SourcedPoint[];
}

/** What changes between two ticks. */
export interface AlarmMoment {
  readonly latest: LatestLookup;
  /** The center's own clock. */
  readonly nowMs: number;
  readonly serverNowMs: number;
  /** Server clock: nobody listened just before it, for the server began then or went on after a pause. */
  readonly startedMs: number;
  readonly readings: RackReadings;
  /** null: not known yet, then nothing is said about them. */
  readonly sources: readonly ExpectedSource[] | null;
  readonly walls: readonly ExpectedWall[] | null;
  readonly screens: readonly ScreenReport[];
  /** Told by other rule engines; null or absent: not read yet, then nothing is said about them. */
  readonly alerts?: readonly ExternalAlert[] | null;
}

/** One rule over all it applies to; rows are its subjects. */
export interface RuleWatch {
  readonly rule: AlarmRule;
  readonly version: number;
  readonly subjects: readonly AlarmSubject[];
  readonly ids: readonly string[];
  readonly limit: number | null;
  /** Where it differs by subject. @param value at its newest turn */
  readonly limitOf?: (subject: AlarmSubject, value: number | null) => number | null;
  readonly unit: string;
  /** NaN: not known at this moment. */
  readonly valueOf: (row: number, moment: AlarmMoment) => number;
  readonly judge: (value: number, row: number) => Reading;
}

/** Rules in force. */
export interface RuleInForce {
  readonly rule: AlarmRule;
  readonly version: number;
}

export const alarmIdOf = (ruleId: string, { kind, id }: AlarmSubject): string => `${ruleId}/${kind}/${id}`;

export const unknownReading: Reading = { beyond: null };
/** Raised at or above, clear below: no dead-band. */
export function atLeast(limit: number): (value: number) => Reading {
  return (value) => (Number.isNaN(value) ? unknownReading : { beyond: value >= limit ? "raise" : "clear" });
}
