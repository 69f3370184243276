import type { AlarmBoard } from "@aidc/contract";
import type { AlarmMoment, AlarmPlan, AlarmRecord, RuleWatch } from "@aidc/domain";
import { countStale, drawBoard, floodAfter, latches, nextFlood, pastAlarms, watchRules } from "@aidc/domain";
import { floodLookBackMs } from "../alarms/alarm-desk.ts";
import { BoardScene } from "../alarms/board-scene.ts";
import type { Services } from "../services.ts";

/** The alarms as a wall would have drawn them then: what the journal had by then, seen by the rules of that time. */
export async function readBoardAt(
  services: Services,
  center: string,
  { plan, moment }: { readonly plan: AlarmPlan; readonly moment: AlarmMoment },
): Promise<AlarmBoard> {
  const { nowMs } = moment;
  const lookBack = { fromMs: nowMs - floodLookBackMs, toMs: nowMs + 1 };
  const [lines, rules, prices, annunciations] = await Promise.all([
    services.alarmStore.linesAt(center, nowMs),
    services.alarmStore.readRulesAt(center, nowMs),
    services.billing.listPrices(center, null),
    services.alarmStore.annunciations(center, lookBack),
  ]);
  const watches = new Map(watchRules(plan, rules, moment).map((watch) => [watch.rule.id, watch]));
  const past = pastAlarms(lines, (id) => {
    const rule = watches.get(id)?.rule;
    return rule !== undefined && latches(rule);
  });
  const records = holdUnknown(past.records, watches, moment);
  const scene = new BoardScene(plan, moment, { prices, watchOf: (id) => watches.get(id) });
  scene.findRoots(records);
  const drawn = drawBoard(records.values(), scene);
  const recent = annunciations.map(({ atMs }) => atMs).filter((atMs) => atMs >= lookBack.fromMs);
  const { flood } = nextFlood(floodAfter(recent), nowMs, 0);
  const stalePoints = countStale(plan.index.signals, moment.latest, nowMs);
  return { nowMs, ...drawn, silenced: past.silenced, stalePoints, flood };
}

/** A state whose input was missing or old by then was held, and the wall said so. */
function holdUnknown(
  records: readonly AlarmRecord[],
  watches: ReadonlyMap<string, RuleWatch>,
  moment: AlarmMoment,
): ReadonlyMap<string, AlarmRecord> {
  const rows = new Map([...watches.values()].flatMap(({ ids }) => ids.map((id, row) => [id, row] as const)));
  return new Map(
    records.map((record) => {
      const [watch, row] = [watches.get(record.rule), rows.get(record.id)];
      const isUnknown =
        watch !== undefined &&
        row !== undefined &&
        record.condition.active &&
        watch.judge(watch.valueOf(row, moment), row).beyond === null;
      const held: AlarmRecord = { ...record, condition: { ...record.condition, quality: "bad" } };
      return [record.id, isUnknown ? held : record];
    }),
  );
}
