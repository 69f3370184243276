import type { AlarmRule, Subject } from "@aidc/contract";
import type { Occurred } from "@aidc/domain";
import { isKept, isoOf, occurrencesIn, readPoint, timingOf } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import { badField } from "../app-error.ts";
import type { CenterView } from "../center-directory.ts";
import { parseWindow } from "../figures/compute-figures.ts";
import { expectedSamples } from "../figures/series-reader.ts";
import type { Services } from "../services.ts";

interface Query {
  readonly center: string;
  readonly definition: AlarmRule;
  readonly from: string;
  readonly to: string;
}
interface Tried {
  readonly point: BoundPoint;
  readonly read: NonNullable<ReturnType<typeof readPoint>>;
}

const mostShown = 500;
const mostSamples = 20_000_000;
/** Points whose samples are in memory at a time. */
const pointsAtOnce = 200;

/** What a rule would have raised over a past window, by the samples as they are stored. Changes nothing. */
export async function dryRunRule(services: Services, query: Query) {
  const view = await services.directory.get(query.center);
  const window = parseWindow(query);
  const tried = pointsOf(view, query.definition);
  const points = tried.map(({ point }) => point);
  if (expectedSamples(points, window) > mostSamples)
    throw badField("to", `makes the window too long: it holds more than ${mostSamples} samples`);
  const next = timingOf(query.definition);
  const found: { subject: Subject; occurred: Occurred }[] = [];
  for (let from = 0; from < tried.length; from += pointsAtOnce) {
    const some = tried.slice(from, from + pointsAtOnce);
    const samples = await services.history.readSamples(
      some.map(({ point }) => point),
      window,
    );
    for (const [i, { point, read }] of some.entries()) {
      const columns = samples[i];
      if (!columns) continue;
      const delays = {
        onDelayMs: query.definition.onDelayS * 1000,
        offDelayMs: query.definition.offDelayS * 1000,
      };
      for (const occurred of occurrencesIn(columns, point.intervalMs, read, delays, next))
        found.push({ subject: point.subject, occurred });
    }
  }
  found.sort((a, b) => a.occurred.fromMs - b.occurred.fromMs);
  return {
    occurrences: found.slice(0, mostShown).map(({ subject, occurred: { fromMs, toMs } }) => ({
      ...{ subject, from: isoOf(fromMs), to: toMs === null ? null : isoOf(toMs) },
    })),
    more: Math.max(0, found.length - mostShown),
    subjects: new Set(found.map(({ subject }) => `${subject.kind}/${subject.id}`)).size,
  };
}

/** Only what a single point tells is kept as it was; sums, sources and walls are judged as they happen. */
function pointsOf({ points, document }: CenterView, { condition }: AlarmRule): Tried[] {
  if (!isKept(condition))
    throw badField(
      "definition.condition.kind",
      `${condition.kind} is judged as it happens; no history of it is kept`,
    );
  const racks = new Map(document.racks.map((rack) => [rack.id, rack]));
  return points.flatMap((point) => {
    const read = point.seriesId === null ? null : readPoint(condition, point, (id) => racks.get(id));
    return read === null ? [] : [{ point, read }];
  });
}
