import { isoOf, unitOfScale } from "@aidc/domain";
import { AppError, notFound } from "./app-error.ts";
import type { Caller } from "./caller.ts";
import { changeBy } from "./caller.ts";
import type { Services } from "./services.ts";

const shown = 200;

/** What people said that series measure: rules with what they bind, and single series, the newest first. */
export async function listBindings(services: Services, center: string) {
  await services.directory.get(center);
  const { sources, inventory } = services;
  const [keys, rules, series, counts] = await Promise.all([
    sources.listSources(center),
    inventory.listRules(center),
    sources.listByHand(center, shown),
    sources.countByRule(center),
  ]);
  const nameOf = new Map(keys.map(({ id, name }) => [id, name]));
  return {
    rules: rules.map(({ sourceId, createdAtMs, ...rule }) => ({
      ...rule,
      source: nameOf.get(sourceId) ?? null,
      createdAt: isoOf(createdAtMs),
      series: counts.get(rule.id) ?? 0,
    })),
    series: series.map(({ scale, offset, boundAtMs, ...one }) => ({
      ...one,
      unit: unitOfScale(one.quantity, scale, offset),
      boundAt: isoOf(boundAtMs),
    })),
    total: [...counts.values()].reduce((sum, count) => sum + count, 0),
  };
}

/**
 * Takes back what a person said of one series. Its samples stay under it, and count nowhere from now on, neither
 * those to come nor those of before; what was issued stays as it was issued.
 * @throws AppError not_found; conflict when a profile recognises it, or nobody bound it
 */
export async function unbindOneSeries(
  services: Services,
  caller: Caller,
  { center, series }: { readonly center: string; readonly series: number },
) {
  await services.directory.get(center);
  const stored = await services.sources.readSeries(center, series);
  if (!stored) throw notFound(`Series ${series}`);
  if (!stored.feeds?.byHand) {
    const why = stored.feeds ? "its name and labels say what it measures" : "it is bound to nothing";
    throw new AppError("conflict", `series: nobody bound it by hand, ${why}`);
  }
  const unbound = [{ seriesId: series, labels: stored.labels }];
  await afterTheDoor(services, center, unbound, undefined, () =>
    services.inventory.unbindSeries(center, series, changeBy(caller)),
  );
  return { series };
}

/** Takes back what a person said of a metric, with every binding that came of it. @throws AppError not_found */
export async function removeRule(
  services: Services,
  caller: Caller,
  { center, rule }: { readonly center: string; readonly rule: number },
) {
  await services.directory.get(center);
  const byHand = await services.inventory.listByHand(center);
  const unbound = byHand.filter(({ match }) => match?.rule === rule);
  const removed = await afterTheDoor(services, center, unbound, rule, () =>
    services.inventory.removeRule(center, rule, changeBy(caller)),
  );
  if (!removed) throw notFound(`Rule ${rule}`);
  return { unbound: removed.series.length };
}

/**
 * The door first, and what is on its way through it: a request that still holds the old binding would bind the series
 * again. When the database refuses, the door reads anew what holds.
 */
async function afterTheDoor<T>(
  { intake, directory }: Services,
  center: string,
  unbound: Parameters<Services["intake"]["unboundByHand"]>[1],
  rule: number | undefined,
  work: () => Promise<T>,
): Promise<T> {
  await intake.unboundByHand(center, unbound, rule);
  try {
    return await work();
  } catch (error) {
    intake.forget(center);
    throw error;
  } finally {
    directory.changed(center);
  }
}
