import type { AlarmRule, CenterDocument } from "@aidc/contract";
import { exampleCenter, pointsOf } from "../example-center.fixture.ts";
import type { CenterIndex } from "../live/index-center.ts";
import { indexCenter } from "../live/index-center.ts";
import { emptyRackReadings, readRacks } from "../live/reduce-racks.ts";
import type { LatestLookup, LivePoint } from "../live/signals.ts";
import { watchRules } from "./watch-rules.ts";
import type { AlarmMoment, RuleWatch } from "./watched.ts";

interface Judging {
  readonly condition: AlarmRule["condition"];
  readonly points: readonly (readonly [LivePoint["subject"]["kind"], string, LivePoint["quantity"]])[];
  readonly latest: LatestLookup;
  readonly nowMs: number;
  readonly document?: Partial<CenterDocument>;
}

/** The rule over the example center at one moment. */
export function watchOne({ condition, latest, nowMs, document, ...given }: Judging): {
  watch: RuleWatch;
  moment: AlarmMoment;
  index: CenterIndex;
} {
  const points = pointsOf(...given.points).map((point) => ({ ...point, sourceId: "key1" }));
  const index = indexCenter(exampleCenter(document), points);
  const moment: AlarmMoment = {
    latest,
    nowMs,
    serverNowMs: nowMs,
    startedMs: 0,
    readings: readRacks(index, latest, nowMs, emptyRackReadings(index)),
    sources: null,
    walls: null,
    screens: [],
  };
  const rule = { id: "r", name: "R", severity: "minor", condition, onDelayS: 0, offDelayS: 0 } as const;
  const [watch] = watchRules({ index, points }, [{ rule, version: 1 }], moment);
  if (!watch) throw new Error("no watch");
  return { watch, moment, index };
}

/** Verdicts by subject. */
export function judgeRule(judging: Judging): Record<string, "raise" | "hold" | "clear" | null> {
  const { watch, moment } = watchOne(judging);
  return Object.fromEntries(
    watch.ids.map((id, row) => [id.slice(2), watch.judge(watch.valueOf(row, moment), row).beyond]),
  );
}
