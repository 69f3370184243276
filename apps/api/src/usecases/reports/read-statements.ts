import type { Correction, WindowMs } from "@aidc/contract";
import type { KnownCorrections, ListedStatement, PairedRole, StatementSide } from "@aidc/domain";
import { isOf, kwhOf, placeReadings, touches, windowOfDays } from "@aidc/domain";
import type { CenterView } from "../center-directory.ts";
import { figureContext } from "../figures/compute-figures.ts";
import { energyOfSubject, windowTouchedBy } from "../figures/corrected-energy.ts";
import type { EnergySources } from "../figures/energy-sources.ts";
import { readSpans } from "../figures/energy-statements.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import type { SideSilence } from "../figures/silence-spans.ts";
import type { Services } from "../services.ts";
import type { Paired } from "./read-paired.ts";

interface Listing {
  readonly sources: EnergySources;
  /** What stands beside the balance. */
  readonly beside: { readonly paired: readonly Pick<Paired, "role" | "sources" | "stated">[] };
  readonly reach: WindowMs;
  readonly overMidnight: readonly SideSilence[];
}

/** Everything that was corrected or stated of the reach, by id, with what each changes. */
export async function readStatements(
  services: Pick<Services, "history">,
  view: CenterView,
  context: FigureContext,
  { sources, beside, reach, overMidnight }: Listing,
): Promise<ListedStatement[]> {
  const { corrections } = context.known;
  const listed: ListedStatement[] = await readingsOf(context, { sources, beside, reach, overMidnight });
  const ofRole = (role: PairedRole) =>
    beside.paired.filter((one) => one.role === role).flatMap((one) => one.sources);
  const bySide = { ...sources, water: ofRole("water_intake"), reuse: ofRole("heat_reuse") };
  for (const correction of corrections) {
    const window = windowTouchedBy(correction, context.timeZone);
    if (!touches(window, reach)) continue;
    const sides = statementSides.filter((side) =>
      bySide[side].some(({ subject }) => isOf(correction, subject)),
    );
    const others = corrections.filter(({ id }) => id !== correction.id);
    const without = { ...context.known, corrections: others };
    listed.push({
      ...factsOf(correction),
      window,
      oldKwh: await energyWith(services, view, { known: without, correction, window }),
      newKwh: await energyWith(services, view, { known: context.known, correction, window }),
      notCounted: sides.length > 0 ? null : "not_at_boundary",
      sides,
    });
  }
  return listed.sort((a, b) => (a.id < b.id ? -1 : 1));
}

const statementSides: readonly StatementSide[] = ["facility", "it", "water", "reuse"];

function factsOf({ id, draft, recordedBy, recordedAt }: Correction) {
  const { kind, subject, reason } = draft;
  return {
    id,
    kind,
    reason,
    author: recordedBy,
    recordedAt,
    cost: null,
    subject: `${subject.kind} ${subject.id}`,
  };
}

async function energyWith(
  services: Pick<Services, "history">,
  view: CenterView,
  of: { readonly known: KnownCorrections; readonly correction: Correction; readonly window: WindowMs },
): Promise<number | null> {
  const context = figureContext(services, view, of.window, { known: of.known });
  const { millijoules, coveredMs } = await energyOfSubject(context, of.correction.draft.subject);
  return coveredMs > 0 ? kwhOf(millijoules) : null;
}

async function readingsOf(
  context: FigureContext,
  { sources, beside, reach, overMidnight }: Listing,
): Promise<ListedStatement[]> {
  const { judged } = await readSpans(context, sources, reach, { silences: overMidnight });
  const { readings } = context.known;
  const placed = placeReadings(readings, context.document);
  return readings.flatMap(({ id, draft, recordedBy, recordedAt }) => {
    const window = windowOfDays(draft, context.timeZone);
    if (!touches(window, reach)) return [];
    const pair = beside.paired.find(({ stated }) => stated.has(id));
    const paired = pair?.stated.get(id);
    const places = placed.filter(({ record }) => record.id === id);
    const told = paired ?? judged.get(id);
    const sign = places[0]?.sign ?? 1;
    const { energyKwh, volumeM3 } = draft;
    const isMeasured = energyKwh !== null && told !== undefined && told.sampled.coveredMs > 0;
    return [
      {
        id,
        kind: draft.kind,
        subject: draft.target,
        window,
        cost: draft.cost,
        notCounted: told ? told.notCounted : "not_at_boundary",
        oldKwh: isMeasured ? kwhOf(told.sampled.integral) * sign : null,
        newKwh: energyKwh === null ? null : Number(energyKwh),
        ...(told ? { sampled: told.sampled.coverage } : {}),
        ...(volumeM3 === null ? {} : { volumeM3: Number(volumeM3) }),
        reason: draft.document,
        author: recordedBy,
        recordedAt,
        sides: pair
          ? [pair.role === "water_intake" ? "water" : "reuse"]
          : [...new Set(places.map(({ side }) => side))],
      },
    ];
  });
}
