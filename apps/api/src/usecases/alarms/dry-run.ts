import type { AlarmRule, Subject } from "@aidc/contract";
import {
  feedReaders,
  isKept,
  isoOf,
  needsMoments,
  occurrencesIn,
  pastDevices,
  readPoint,
  timingOf,
} from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import { badField } from "../app-error.ts";
import type { CenterView } from "../center-directory.ts";
import { parseWindow } from "../figures/compute-figures.ts";
import type { Services } from "../services.ts";
import { requireRoomFor, samplesOf } from "./past-batches.ts";
import { pastMoments } from "./past-moments.ts";
import type { Found, Order } from "./past-silences.ts";
import { pastSilences } from "./past-silences.ts";

interface Query {
  readonly center: string;
  readonly definition: AlarmRule;
  readonly from: string;
  readonly to: string;
}
interface Tried {
  /** Whose alarm it is: a feed may be told of by its meter. */
  readonly subject: Subject;
  readonly point: BoundPoint;
  readonly read: NonNullable<ReturnType<typeof readPoint>>;
}

const mostShown = 500;

/** What a rule would have raised over a past window, by the samples as they are stored. Changes nothing. */
export async function dryRunRule(services: Services, query: Query) {
  const view = await services.directory.get(query.center);
  const { condition } = query.definition;
  if (!isKept(condition))
    throw badField(
      "definition.condition.kind",
      `${condition.kind} is judged as it happens; no history of it is kept`,
    );
  const order: Order = {
    services,
    window: parseWindow(query),
    delays: {
      onDelayMs: query.definition.onDelayS * 1000,
      offDelayMs: query.definition.offDelayS * 1000,
    },
    next: timingOf(query.definition),
  };
  const found = await findIn(view, order, query.definition);
  found.sort((a, b) => a.occurred.fromMs - b.occurred.fromMs);
  return {
    occurrences: found.slice(0, mostShown).map(({ subject, occurred: { fromMs, toMs } }) => ({
      subject,
      from: isoOf(fromMs),
      to: toMs === null ? null : isoOf(toMs),
    })),
    more: Math.max(0, found.length - mostShown),
    subjects: new Set(found.map(({ subject }) => `${subject.kind}/${subject.id}`)).size,
  };
}

function findIn(view: CenterView, order: Order, rule: AlarmRule): Promise<Found[]> {
  const { services, window } = order;
  const points = view.points.filter(({ seriesId }) => seriesId !== null);
  if (needsMoments(rule.condition, view.document, points))
    return pastMoments(services, view, { rule, window });
  const devices = pastDevices(rule.condition, view.document);
  if (!devices) return pastReadings(order, pointsOf({ ...view, points }, rule));
  requireRoomFor(points, window);
  return pastSilences(order, devices, points);
}

async function pastReadings(order: Order, tried: readonly Tried[]): Promise<Found[]> {
  const { services, window, delays, next } = order;
  requireRoomFor(
    tried.map(({ point }) => point),
    window,
  );
  const found: Found[] = [];
  for await (const [{ subject, point, read }, columns] of samplesOf(services.history, tried, window)) {
    const { intervalMs, maxGapMs } = point;
    const stated = { intervalMs, maxGapMs, fromMs: window.fromMs };
    for (const occurred of occurrencesIn(columns, stated, read, delays, next))
      found.push({ subject, occurred });
  }
  return found;
}

/** Points that a rule reads one by one. */
function pointsOf({ points, document }: CenterView, { condition }: AlarmRule): Tried[] {
  const feeds = feedReaders(condition, document, points);
  if (feeds)
    return feeds.flatMap(({ id, row, read }): Tried[] => {
      const point = points[row];
      return point ? [{ subject: { kind: "feed", id }, point, read }] : [];
    });
  const racks = new Map(document.racks.map((rack) => [rack.id, rack]));
  return points.flatMap((point) => {
    const read = readPoint(condition, point, (id) => racks.get(id));
    return read === null ? [] : [{ subject: point.subject, point, read }];
  });
}
