import type {
  Correction,
  CorrectionDraft,
  CorrectionPreview,
  Issue,
  MeterReading,
  WindowMs,
} from "@aidc/contract";
import { shownCorrections } from "@aidc/contract";
import type { KnownCorrections, PowerBound } from "@aidc/domain";
import { boundOfSamples, checkCorrection, coverageOf, isoOf, knownAt, kwhOf } from "@aidc/domain";
import type { CorrectionRecords } from "@aidc/store";
import { notFound } from "../app-error.ts";
import { changedBy } from "../billing/changed-by.ts";
import type { Caller } from "../caller.ts";
import type { CenterView } from "../center-directory.ts";
import { figureContext } from "../figures/compute-figures.ts";
import { energyOfSubject, windowTouchedBy } from "../figures/corrected-energy.ts";
import { refuseDraft } from "../refuse-draft.ts";
import type { Services } from "../services.ts";
import { meanAround } from "./mean-around.ts";

interface OfDraft {
  readonly center: string;
  readonly draft: CorrectionDraft;
}

export async function listCorrections(services: Services, center: string) {
  await services.directory.get(center);
  const { corrections, readings } = await services.corrections.list(center);
  const newest = <T extends Correction | MeterReading>(records: readonly T[]): T[] =>
    [...records].reverse().slice(0, shownCorrections);
  return {
    corrections: newest(corrections),
    readings: newest(readings),
    total: corrections.length + readings.length,
  };
}

/**
 * Records a correction, known from now on.
 * @throws AppError bad_request naming each field that is wrong and what would be right
 */
export async function recordCorrection(
  services: Services,
  caller: Caller,
  { center, draft }: OfDraft,
): Promise<Correction> {
  const view = await services.directory.get(center);
  const by = { ...changedBy(caller), clock: services.clock };
  const around = boundOfSamples(await meanAround(services, view, draft));
  return services.corrections.record(center, draft, by, (there) => {
    refuseDraft(faultsOf(services, view, { draft, around }, there));
  });
}

function faultsOf(
  services: Services,
  { document, points }: CenterView,
  { draft, around }: { readonly draft: CorrectionDraft; readonly around: PowerBound },
  there: CorrectionRecords,
): Issue[] {
  const nowMs = services.clock();
  const held = knownAt(there, nowMs).corrections;
  const faults = checkCorrection(draft, { document, held, nowMs, around });
  const sends = (id: string, quantities: readonly string[]) =>
    points.some(
      ({ subject, quantity, seriesId }) =>
        subject.kind === "meter" && subject.id === id && seriesId !== null && quantities.includes(quantity),
    );
  if (faults.length > 0) return faults;
  if (draft.kind === "meter_exchange" && !sends(draft.subject.id, ["energy"]))
    return [{ path: "subject.id", message: "sends no register; correct the energy of a time instead" }];
  if (draft.kind === "gap_fill" && draft.fromMeter !== null && !sends(draft.fromMeter, ["energy", "power"]))
    return [{ path: "fromMeter", message: "sends nothing; name a meter that does, or state energyKwh" }];
  return [];
}

/**
 * What a correction would change, by the arithmetic of the figures.
 * @throws AppError bad_request as recording would
 */
export async function previewCorrection(
  services: Services,
  { center, draft }: OfDraft,
): Promise<CorrectionPreview> {
  const view = await services.directory.get(center);
  const there = await services.corrections.list(center);
  const around = boundOfSamples(await meanAround(services, view, draft));
  refuseDraft(faultsOf(services, view, { draft, around }, there));
  const nowMs = services.clock();
  const held = knownAt(there, nowMs);
  const id = "00000000-0000-0000-0000-000000000000";
  const wanted = { id, draft, recordedAt: isoOf(nowMs), recordedBy: "", withdrawal: null };
  const window = windowTouchedBy(wanted, view.document.center.timeZone);
  const side = (known: KnownCorrections) => told(services, view, { known, draft, window });
  return {
    from: isoOf(window.fromMs),
    to: isoOf(window.toMs),
    old: await side(held),
    new: await side({ ...held, corrections: [...held.corrections, wanted] }),
  };
}

async function told(
  services: Services,
  view: CenterView,
  of: {
    readonly known: KnownCorrections;
    readonly draft: CorrectionDraft;
    readonly window: WindowMs;
  },
): Promise<CorrectionPreview["old"]> {
  const context = figureContext(services, view, of.window, { known: of.known });
  const { millijoules, coveredMs } = await energyOfSubject(context, of.draft.subject);
  const coverage = coverageOf(coveredMs, of.window);
  return coveredMs > 0
    ? { energyKwh: kwhOf(millijoules), coverage }
    : { energyKwh: null, reason: "no_data", coverage };
}

/** @throws AppError not_found, conflict when it was withdrawn before */
export async function withdrawCorrection(
  services: Services,
  caller: Caller,
  {
    center,
    correction,
    reason,
  }: { readonly center: string; readonly correction: string; readonly reason: string },
): Promise<{ withdrawn: string }> {
  await services.directory.get(center);
  const by = { ...changedBy(caller), clock: services.clock };
  const isThere = await services.corrections.withdraw(center, correction, reason, by);
  if (!isThere) throw notFound(`Correction ${correction}`);
  return { withdrawn: correction };
}
