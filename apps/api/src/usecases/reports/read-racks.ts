import type { CenterDocument, WindowMs } from "@aidc/contract";
import type { RackInputs } from "@aidc/domain";
import { itInputs, serversNotIn, sumKnown, usableU, worstGrade } from "@aidc/domain";
import type { BoundPoint, PointTotal } from "@aidc/store";
import type { EnergySources } from "../figures/energy-sources.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import { rackFeeds, rackUses } from "../figures/rack-feeds.ts";
import { zip } from "../figures/zip.ts";
import type { DaySums } from "./read-energy.ts";

interface Metered {
  readonly document: CenterDocument;
  readonly feeds: ReadonlyMap<string, readonly BoundPoint[]>;
  readonly subjects: readonly string[];
  readonly it: readonly (BoundPoint | null)[];
  readonly usedU: ReadonlyMap<string, number | null>;
}

/** Reads racks and metered IT points over windows of whole local days; what they are is looked up once for all. */
export function rackReader(
  context: FigureContext,
  sums: DaySums,
  sources: EnergySources,
): (window: WindowMs) => Promise<RackInputs> {
  const { document } = context;
  const feeds = rackFeeds(document, context.points);
  const subjects = itInputs(document, context.points).map(({ subject }) => subject.id);
  const it = sources.it.map(({ counter, gauge }) => counter ?? gauge);
  const standing = Map.groupBy(document.servers, ({ rack }) => rack);
  const usedU = new Map(
    [...standing].map(([rack, servers]) => [rack, sumKnown(servers.map(({ heightU }) => heightU))]),
  );
  const points = [...new Set([...[...feeds.values()].flat(), ...it.flatMap((point) => point ?? [])])];
  return async (window) => {
    const totals = points.length === 0 ? [] : await sums.sumPoints(points, window);
    const totalOf = new Map(points.map((point, at) => [point, totals[at]]));
    const notThere = serversNotIn(context.absences, window);
    return inputsOf({ document, feeds, subjects, it, usedU }, totalOf, notThere);
  };
}

function inputsOf(
  { document, feeds, subjects, it, usedU }: Metered,
  totalOf: ReadonlyMap<BoundPoint, PointTotal | undefined>,
  notThere: ReadonlySet<string>,
): RackInputs {
  const uses = rackUses(document, feeds, notThere, (point) => totalOf.get(point));
  return {
    racks: zip(document.racks, uses).map(([rack, use]) => ({
      id: rack.id,
      usableU: usableU(rack),
      usedU: usedU.has(rack.id) ? (usedU.get(rack.id) ?? null) : 0,
      limitW: rack.powerLimitW ?? null,
      ...use,
    })),
    isMetered: feeds.size > 0,
    itPoints: it.flatMap((point, at) => {
      const total = point && totalOf.get(point);
      const id = subjects[at];
      return id === undefined
        ? []
        : [{ id, integral: total?.integral ?? 0n, coveredMs: total?.coveredMs ?? 0 }];
    }),
    itGrade: worstGrade(it.flatMap((point) => point?.grade ?? [])),
  };
}
