import type { AlarmRule, Subject } from "@aidc/contract";
import type { Occurred } from "@aidc/domain";
import { isoOf, occurrencesIn, readLimit } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import { badField } from "../app-error.ts";
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
  readonly read: (value: number) => ReturnType<typeof readLimit>;
}

const mostShown = 500;
const mostSamples = 20_000_000;
/** Points whose samples are in memory at a time. */
const pointsAtOnce = 200;

/** What a rule would have raised over a past window, by the samples as they are stored. Changes nothing. */
export async function dryRunRule(services: Services, query: Query) {
  const view = await services.directory.get(query.center);
  const window = parseWindow(query);
  const tried = pointsOf(view.points, query.definition, limitsOf(view.document.racks));
  const points = tried.map(({ point }) => point);
  if (expectedSamples(points, window) > mostSamples)
    throw badField("to", `makes the window too long: it holds more than ${mostSamples} samples`);
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
      for (const occurred of occurrencesIn(columns, point.intervalMs, read, delays))
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

function limitsOf(racks: readonly { readonly id: string; readonly powerLimitW?: number | undefined }[]) {
  return new Map(racks.map(({ id, powerLimitW }) => [id, powerLimitW]));
}

/** Only what a single point tells is kept as it was; sums, sources and walls are judged as they happen. */
function pointsOf(
  points: readonly BoundPoint[],
  { condition }: AlarmRule,
  limitsW: ReadonlyMap<string, number | undefined>,
): Tried[] {
  const bound = points.filter(({ seriesId }) => seriesId !== null);
  switch (condition.kind) {
    case "limit":
      return bound
        .filter(
          ({ subject, quantity }) =>
            subject.kind === condition.subjectKind && quantity === condition.quantity,
        )
        .map((point) => ({ point, read: (value) => readLimit(value, condition) }));
    case "fault":
      return bound
        .filter(({ quantity }) => quantity === "fault_code")
        .map((point) => ({ point, read: (value) => ({ beyond: value > 0 ? "raise" : "clear" }) }));
    case "rack_share":
      return bound.flatMap((point) => {
        const limitW = limitsW.get(point.subject.id);
        if (point.subject.kind !== "rack" || point.quantity !== "power" || limitW === undefined) return [];
        const limit = { ...condition, side: "above" } as const;
        return [{ point, read: (value) => readLimit(value / limitW, limit) }];
      });
    default:
      throw badField(
        "definition.condition.kind",
        `${condition.kind} is judged as it happens; no history of it is kept`,
      );
  }
}
