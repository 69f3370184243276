import type { CenterDocument, WindowMs } from "@aidc/contract";
import type { LadderDay, LadderInputs } from "@aidc/domain";
import { intersectIntervals, localDaysOver, tileWindow, worstGrade } from "@aidc/domain";
import type { BoundPoint, DayOfGroup } from "@aidc/store";
import { activityPoints, tenantPoints } from "../figures/accelerator-figures.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import type { DaySums } from "./read-energy.ts";

type Effective = LadderDay["effective"][number];

/** Accelerators that the same tenants hold at the same times, of one model. */
interface Group {
  readonly model: string;
  readonly held: readonly Held[];
  /** Those that tell their activity. */
  readonly points: BoundPoint[];
  cards: number;
}

interface Held extends WindowMs {
  /** null: nothing is assigned, and all accelerators count. */
  readonly tenant: string | null;
}

/** Integral of activity in millionths of a ratio x ms, as roll-ups keep it. */
const scale = 1_000_000;

interface EffectiveDays {
  readonly sources: LadderInputs["effective"];
  /** By the start of the day. */
  readonly days: ReadonlyMap<number, readonly Effective[]>;
}

/**
 * Activity of the accelerators held by those whose active cards are counted, by day, tenant and model; of all where
 * nothing was assigned to them in the window: the rule of the wall's ladder, over time.
 */
export async function readEffective(
  context: FigureContext,
  sums: DaySums,
  window: WindowMs,
): Promise<EffectiveDays> {
  const active = activityPoints(context);
  const sources = { count: active.length, grade: worstGrade(active.map(({ grade }) => grade)) };
  const days = new Map<number, readonly Effective[]>();
  if (active.length === 0) return { sources, days };
  const groups = groupsOf(context, active, window);
  const found = await sums.sumDays(
    groups.map(({ points }) => points),
    window,
  );
  for (const day of localDaysOver(window, context.timeZone)) {
    const told = new Map<string, Effective>();
    for (const [at, group] of groups.entries()) {
      const whole = found[at]?.find(({ startMs }) => startMs === day.fromMs);
      for (const held of intersectHeld(group.held, day)) {
        const isWhole = held.fromMs === day.fromMs && held.toMs === day.toMs;
        const parts = isWhole ? [whole ?? []].flat() : await readPart(context, sums, group.points, held);
        addTo(told, group, held, parts);
      }
    }
    days.set(day.fromMs, [...told.values()]);
  }
  return { sources, days };
}

/** What `readEffective` asks of whole days. */
export function effectivePoints(context: FigureContext, window: WindowMs): (readonly BoundPoint[])[] {
  const active = activityPoints(context);
  return active.length === 0 ? [] : groupsOf(context, active, window).map(({ points }) => points);
}

function addTo(
  told: Map<string, Effective>,
  { model, cards }: Group,
  { tenant, fromMs, toMs }: Held,
  parts: readonly Pick<DayOfGroup, "integral" | "coveredMs">[],
): void {
  const key = JSON.stringify([tenant, model]);
  const known = told.get(key) ?? { tenant, model, heldMs: 0, knownMs: 0, inMs: 0 };
  told.set(key, {
    ...known,
    heldMs: known.heldMs + cards * (toMs - fromMs),
    knownMs: known.knownMs + parts.reduce((sum, { coveredMs }) => sum + coveredMs, 0),
    inMs: known.inMs + Number(parts.reduce((sum, { integral }) => sum + integral, 0n)) / scale,
  });
}

/** Of a day on which somebody took or gave back the cards: its hours and 5 minutes, and what no bucket tells is not known. */
async function readPart(
  { timeZone }: FigureContext,
  sums: DaySums,
  points: readonly BoundPoint[],
  part: WindowMs,
) {
  const tiles = tileWindow(part, timeZone, "1h");
  const read = await Promise.all(
    tiles.map(({ from, ...tile }) => (from === "samples" ? [] : sums.sumDays([points], tile, from))),
  );
  return read.flat(2);
}

function groupsOf(context: FigureContext, active: readonly BoundPoint[], window: WindowMs): Group[] {
  const { document } = context;
  const pointOf = new Map(active.map((point) => [point.subject.id, point]));
  const held = heldBy(document, holdersOf(context), window);
  const everybody: readonly Held[] | null = held.size === 0 ? [{ ...window, tenant: null }] : null;
  const groups = new Map<string, Group>();
  for (const { id, accelerators } of document.servers) {
    if (!accelerators) continue;
    const { model, count } = accelerators;
    for (let slot = 0; slot < count; slot++) {
      const card = `${id}:${slot}`;
      const own = everybody ?? held.get(card);
      if (!own) continue;
      const key = JSON.stringify([model, own]);
      const group = groups.get(key) ?? { model, held: own, points: [], cards: 0 };
      groups.set(key, group);
      group.cards++;
      const point = pointOf.get(card);
      if (point) group.points.push(point);
    }
  }
  return [...groups.values()];
}

/** Tenants whose active cards are counted; all where nobody's are. */
function holdersOf(context: FigureContext): ReadonlySet<string> {
  const counted = tenantPoints(context, "accelerators_active").map(({ subject }) => subject.id);
  return new Set(counted.length > 0 ? counted : context.document.tenants.map(({ id }) => id));
}

/** By accelerator: who holds it and when. */
function heldBy(
  { leases, assignments, servers }: CenterDocument,
  holders: ReadonlySet<string>,
  window: WindowMs,
): Map<string, Held[]> {
  const tenantOf = new Map(leases.map(({ id, tenant }) => [id, tenant]));
  const inRack = Map.groupBy(servers, ({ rack }) => rack);
  const cardsOf = new Map(servers.map(({ id, accelerators }) => [id, accelerators?.count ?? 0]));
  const held = new Map<string, Held[]>();
  for (const { lease, rack, accelerator, from, to } of assignments) {
    const tenant = tenantOf.get(lease);
    const span = { fromMs: Date.parse(from), toMs: to === null ? window.toMs : Date.parse(to) };
    const [inside] = intersectIntervals([window], [span]);
    if (tenant === undefined || !holders.has(tenant) || !inside) continue;
    const cards =
      rack === undefined
        ? [accelerator ?? []].flat().filter((card) => isThere(card, cardsOf))
        : (inRack.get(rack) ?? []).flatMap(({ id, accelerators }) =>
            Array.from({ length: accelerators?.count ?? 0 }, (_, slot) => `${id}:${slot}`),
          );
    for (const card of cards) held.set(card, [...(held.get(card) ?? []), { ...inside, tenant }]);
  }
  return held;
}

function isThere(card: string, cardsOf: ReadonlyMap<string, number>): boolean {
  const [, server, slot] = /^(.*):(\d+)$/.exec(card) ?? [];
  return Number(slot) < (cardsOf.get(server ?? "") ?? 0);
}

function intersectHeld(held: readonly Held[], day: WindowMs): Held[] {
  return held.flatMap((one) =>
    intersectIntervals([one], [day]).map((part) => ({ ...part, tenant: one.tenant })),
  );
}
