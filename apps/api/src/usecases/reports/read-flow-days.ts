import type { CenterDocument, Grade, WindowMs } from "@aidc/contract";
import type { FlowInputs, FlowSource, FlowSplit } from "@aidc/domain";
import { localDaysOver, roleInputs, worstGrade } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import type { SignedSource } from "../figures/energy-sources.ts";
import { chooseSources, gradeOf, isPatched } from "../figures/energy-sources.ts";
import { usedOf } from "../figures/energy-statements.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import type { DaySums } from "./read-energy.ts";
import { readDays } from "./read-energy.ts";
import { readRackDays } from "./read-rack-days.ts";

const boundaryRoles = ["grid_import", "generator", "pv", "grid_export"] as const;
const innerRoles = ["cooling", "lighting", "other_overhead", "ups_output", "pdu_output"] as const;
const levelRoles = ["pdu_output", "ups_output"] as const;

interface Group {
  readonly kind: (typeof boundaryRoles | typeof innerRoles)[number];
  readonly sources: readonly SignedSource[];
  readonly silent: readonly string[];
}
type Energies = Partial<Record<FlowSource, bigint>>;

/**
 * The balance of the window by local day, of days only that every meter of it covers wholly. A kind with a meter that
 * told nothing in all the window is left out and named: its band would be too narrow.
 * @param held the inventory with its assignments
 */
export async function readFlow(
  context: FigureContext,
  sums: DaySums,
  held: CenterDocument,
  window: WindowMs,
): Promise<FlowInputs> {
  const [{ groups, heard, byDay }, racks] = await Promise.all([
    readMeters(context, sums, window),
    readRackDays(context, sums, held, window),
  ]);
  const level = levelRoles.find((role) => heard.some(({ kind }) => kind === role));
  const isRackLevel = level === undefined && racks !== null && racks.silent.length === 0;
  const days = localDaysOver(window, context.timeZone);
  const silentRacks =
    racks && racks.silent.length > 0 ? [{ kind: "racks" as const, meters: racks.silent }] : [];
  return {
    known: [...heard.map(({ kind }) => kind), ...(isRackLevel ? (["racks"] as const) : [])],
    silent: [
      ...groups.flatMap(({ kind, silent }) => (silent.length > 0 ? [{ kind, meters: silent }] : [])),
      ...silentRacks,
    ],
    grade: gradeOfBalance(context, heard, window),
    daysOfPeriod: days.length,
    days: days.flatMap((day) => {
      const energies = energiesOf(heard, byDay, day);
      const split = racks?.days.get(day.fromMs) ?? null;
      if (energies === null || (isRackLevel && split === null)) return [];
      const own: Energies = isRackLevel && split ? { ...energies, racks: split.racks } : energies;
      return [{ window: day, energies: own, split: splitOf(split, level ? energies[level] : split?.racks) }];
    }),
  };
}

/** Of the meters, and no better than what puts them right. */
function gradeOfBalance(context: FigureContext, heard: readonly Group[], window: WindowMs): Grade {
  const facility = heard.flatMap(({ sources }) => sources);
  const corrected = usedOf(context, { facility, it: [] }, window).map(({ grade }) => grade);
  return worstGrade([gradeOf(facility), ...corrected]);
}

async function readMeters(context: FigureContext, sums: DaySums, window: WindowMs) {
  const groups = await metered(context, sums, window);
  const heard = groups.filter(({ silent }) => silent.length === 0);
  const byDay = await Promise.all(heard.map(({ sources }) => wholeDays(context, sums, sources, window)));
  return { groups, heard, byDay };
}

async function metered(context: FigureContext, sums: DaySums, window: WindowMs): Promise<Group[]> {
  const groups = await Promise.all(
    [...boundaryRoles, ...innerRoles].map(async (kind) => ({
      kind,
      sources: await chooseSources(context, roleInputs(context.document, context.points, kind)),
    })),
  );
  const points = groups.flatMap(({ sources }) => sources.flatMap(pointsOf));
  const totals = points.length === 0 ? [] : await sums.sumPoints(points, window);
  const heard = new Set(points.filter((_, at) => (totals[at]?.coveredMs ?? 0) > 0));
  const isHeard = (source: SignedSource) =>
    isPatched(source, window) || pointsOf(source).some((point) => heard.has(point));
  return groups
    .filter(({ sources }) => sources.length > 0)
    .map((group) => ({
      ...group,
      silent: group.sources.filter((source) => !isHeard(source)).map(({ subject }) => subject.id),
    }));
}

const pointsOf = ({ counter, gauge }: SignedSource): BoundPoint[] =>
  [counter, gauge].filter((point) => point !== null);

/** mJ by the start of the day, of days that all of the meters cover wholly. */
async function wholeDays(
  context: FigureContext,
  sums: DaySums,
  sources: readonly SignedSource[],
  window: WindowMs,
): Promise<ReadonlyMap<number, bigint>> {
  const days = await readDays(context, sums, { facility: sources, it: [] }, window);
  const whole = days.filter(
    (day) => day.facility.coveredMs >= sources.length * (day.window.toMs - day.window.fromMs),
  );
  return new Map(whole.map((day) => [day.window.fromMs, day.facility.integral]));
}

/** null: not every kind is known of the day. */
function energiesOf(
  groups: readonly Group[],
  byDay: readonly ReadonlyMap<number, bigint>[],
  { fromMs }: WindowMs,
): Energies | null {
  const energies: Energies = {};
  for (const [at, { kind }] of groups.entries()) {
    const millijoules = byDay[at]?.get(fromMs);
    if (millijoules === undefined) return null;
    energies[kind] = millijoules;
  }
  return energies;
}

function splitOf(split: Omit<FlowSplit, "last"> | null, last: bigint | undefined): FlowSplit | null {
  return split && last !== undefined ? { last, racks: split.racks, tenants: split.tenants } : null;
}
