/** What racks use of their limits over a window, by the rule that the live tile follows. Source: standards 2.3. */
import type { Figure } from "@aidc/contract";
import type { Integral } from "@aidc/domain";
import {
  addLimitUse,
  limitsKnown,
  makeFigure,
  meanOf,
  noLimitUse,
  shareOf,
  shareOfLimits,
  statusOfSum,
  worstGrade,
} from "@aidc/domain";
import type { FigureContext } from "./figure-context.ts";
import { lengthMs } from "./figure-context.ts";
import { rackFeeds } from "./rack-feeds.ts";
import { integralsOver } from "./series-reader.ts";
import { zip } from "./zip.ts";

export async function rackPowerUtilisationFigure(context: FigureContext): Promise<Figure> {
  const { document, window } = context;
  const feeds = rackFeeds(document, context.points);
  const points = [...feeds.values()].flat();
  const totalOf = new Map(zip(points, await integralsOver(context, points, window)));
  const servers = Map.groupBy(document.servers, ({ rack }) => rack);
  const own = new Set(points.flatMap(({ subject }) => (subject.kind === "rack" ? [subject.id] : [])));
  const sum = noLimitUse();
  for (const { id, powerLimitW = Number.NaN } of document.racks) {
    const expected = own.has(id) ? 1 : (servers.get(id)?.length ?? 0);
    const totals = (feeds.get(id) ?? []).flatMap((point) => totalOf.get(point) ?? []);
    const known = expected === 0 ? null : knownShare(totals, expected, lengthMs(window));
    addLimitUse(sum, powerLimitW, meanPowerW(totals) * (known ?? 0), known);
  }
  const use = shareOfLimits(sum);
  const limited = document.racks.filter(({ powerLimitW }) => powerLimitW !== undefined);
  const limitGrade = worstGrade(limited.map(({ limitGrade }) => limitGrade));
  const pointGrade = worstGrade(points.map(({ grade }) => grade));
  const coverage = use?.coverage ?? 0;
  const share = shareOf(use);
  const limitsCoverage = limitsKnown(document.racks);
  const unheard = points.length === 0 ? "no_meter" : "no_data";
  return makeFigure({
    name: "rack_power_utilisation",
    value: share,
    reason: use ? (share === null ? unheard : undefined) : "no_limit",
    unit: "ratio",
    window,
    coverage,
    status: statusOfSum(coverage),
    grade: worstGrade(["derived", ...(points.length > 0 ? [pointGrade] : []), limitGrade]),
    method: "rack_power_use",
    inputs: [
      { kind: "point", label: "power", count: points.length, grade: pointGrade, coverage },
      {
        kind: "inventory",
        label: "rack limits",
        count: limited.length,
        grade: limitGrade,
        coverage: limitsCoverage,
      },
    ],
  });
}

/** Of the time, while everything in the rack was heard: at most as long as what was heard least. */
function knownShare(totals: readonly Integral[], expected: number, windowMs: number): number {
  if (totals.length < expected || windowMs <= 0) return 0;
  return Math.min(1, ...totals.map(({ coveredMs }) => coveredMs / windowMs));
}

function meanPowerW(totals: readonly Integral[]): number {
  return totals.reduce((sum, total) => sum + (meanOf(total, 1) ?? 0), 0);
}
