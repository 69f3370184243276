/**
 * Rules that look at many points at once, over stored samples: the live judgement itself, moment by moment, with the
 * newest samples as they were at each.
 */
import type { AlarmRule, WindowMs } from "@aidc/contract";
import { withCadences } from "../live/index-center.ts";
import { emptyRackReadings, readRackPower } from "../live/reduce-racks.ts";
import type { ConditionState } from "./condition.ts";
import { clearCondition } from "./condition.ts";
import type { Occurred } from "./history.ts";
import { rowsOfRule } from "./needs-moments.ts";
import { timingOf } from "./observe.ts";
import type { Columns, PastPlan } from "./past-table.ts";
import { PastTable } from "./past-table.ts";
import { watchRules } from "./watch-rules.ts";
import type { AlarmMoment, AlarmSubject, ExpectedSource } from "./watched.ts";

/** A source and when it was one of the center's. */
interface PastSource extends Pick<ExpectedSource, "id" | "name"> {
  readonly createdAtMs: number;
  readonly revokedAtMs: number | null;
}

interface Found {
  readonly subject: AlarmSubject;
  readonly occurred: Occurred;
}

export interface Course {
  /** Rows of the plan's points whose samples are looked at. */
  readonly rows: readonly number[];
  /** What is judged at each moment: the cadence of the quickest of these points, a second at least. */
  readonly stepMs: number;
  /** Takes what was sent before the first moment: who is silent from then on was heard last in it. */
  remember(columns: readonly Columns[]): void;
  /** @param columns samples of the rows in this part of the window; parts follow one another */
  judge(columns: readonly Columns[], part: WindowMs): void;
  found(): Found[];
}

/** @param stated its points are numbered by their row */
export function openCourse(stated: PastPlan, rule: AlarmRule, sources: readonly PastSource[]): Course {
  const rows = rowsOfRule(stated, rule.condition);
  const table = new PastTable(stated, rows);
  const plan = { ...stated, index: withCadences(stated.index, table.cadencesMs) };
  const listed = sources.map(({ id, name }) => ({ id, name, heardAtMs: null }));
  const [watch] = watchRules(plan, [{ rule, version: 0 }], { sources: listed, walls: null, alerts: null });
  const states: ConditionState[] = (watch?.subjects ?? []).map(() => clearCondition);
  const found: { subject: AlarmSubject; occurred: { fromMs: number; toMs: number | null } }[] = [];
  const open = new Map<number, { fromMs: number; toMs: number | null }>();
  const next = timingOf(rule);
  const readings = emptyRackReadings(plan.index);
  const delays = { onDelayMs: rule.onDelayS * 1000, offDelayMs: rule.offDelayS * 1000 };
  const stepMs = rows.reduce(
    (least, row) => Math.min(least, plan.points[row]?.intervalMs ?? least),
    Number.POSITIVE_INFINITY,
  );
  const isOfRacks = ["limit", "rack_share", "feed_share", "envelope", "condensation"].includes(
    rule.condition.kind,
  );
  const look = (nowMs: number) => {
    if (isOfRacks) readRackPower(plan.index, table.latest, nowMs, readings);
    const moment = { readings, ...momentOf(table, sources, nowMs) };
    for (const [row, subject] of (watch?.subjects ?? []).entries()) {
      const reading = watch?.judge(watch.valueOf(row, moment), row) ?? { beyond: null };
      const { state, turn } = next(states[row] ?? clearCondition, reading, delays, nowMs);
      states[row] = state;
      if (turn?.to === "active") {
        const occurred = { fromMs: turn.changedAtMs, toMs: null };
        open.set(row, occurred);
        found.push({ subject, occurred });
      }
      const last = open.get(row);
      if (turn?.to === "clear" && last) last.toMs = turn.changedAtMs;
    }
  };
  const paceMs = Math.max(1_000, stepMs);
  return {
    rows,
    stepMs: paceMs,
    remember: (columns) => table.advance(columns, Number.POSITIVE_INFINITY),
    judge(columns, { fromMs, toMs }) {
      table.begin();
      for (let nowMs = fromMs; nowMs < toMs; nowMs += paceMs) {
        table.advance(columns, nowMs);
        look(nowMs);
      }
      table.advance(columns, Number.POSITIVE_INFINITY);
    },
    found: () => found,
  };
}

/** A source counts from when it was made, or was heard of: old samples may come later than it. */
function momentOf(
  { latest, heard }: PastTable,
  sources: readonly PastSource[],
  nowMs: number,
): Omit<AlarmMoment, "readings"> {
  return {
    latest,
    nowMs,
    serverNowMs: nowMs,
    startedMs: Number.NEGATIVE_INFINITY,
    walls: null,
    screens: [],
    sources: sources
      .filter(({ id, createdAtMs }) => createdAtMs <= nowMs || heard.has(id))
      .filter(({ revokedAtMs }) => revokedAtMs === null || nowMs < revokedAtMs)
      .map(({ id, name }) => ({ id, name, heardAtMs: null })),
  };
}
