import type { MeterReadings, WindowMs } from "@aidc/contract";
import { quantities, shownSamples } from "@aidc/contract";
import type { Integral, Samples } from "@aidc/domain";
import { coverageOf, isoOf, kwhOf, localDaysOver, metersOfFew } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import { AppError, badField, notFound } from "../app-error.ts";
import type { Services } from "../services.ts";
import { correctionsNow, figureContext, parseWindow } from "./compute-figures.ts";
import { dailyIntegrals } from "./daily-integrals.ts";
import type { FigureContext } from "./figure-context.ts";
import { integralsOver, noSamples } from "./series-reader.ts";

export interface MeterQuery {
  readonly center: string;
  readonly meter: string;
  readonly quantity: "energy" | "power" | "dc_power" | "volume";
  readonly from: string;
  readonly to: string;
}

const hourMs = 3_600_000;
/** The longest local day, where a clock is put back. */
const longestDayMs = 25 * hourMs;
const longestDays = 400;

/**
 * What a meter said: the days of a window, the hours of a day, the samples of an hour. As it was measured, with the
 * exchanges of its register and without other corrections.
 * @param isOfWholes asked by somebody who may see no tenant
 * @throws AppError forbidden for such a one where the readings would tell what a tenant uses
 */
export async function readMeter(
  services: Services,
  query: MeterQuery,
  isOfWholes: boolean,
): Promise<MeterReadings> {
  const window = parseWindow(query);
  const lengthMs = window.toMs - window.fromMs;
  if (lengthMs > longestDays * 24 * hourMs)
    throw badField("to", `must be within ${longestDays} days of from`);
  const view = await services.directory.get(query.center);
  if (!view.document.meters.some(({ id }) => id === query.meter)) throw notFound(`meter ${query.meter}`);
  if (isOfWholes && metersOfFew(view.document, window).has(query.meter)) throw ofFew(query.meter);
  const known = await correctionsNow(services, query.center);
  const context = figureContext(services, view, window, { known });
  const point = context.points.find(
    ({ subject, quantity }) =>
      subject.kind === "meter" && subject.id === query.meter && quantity === query.quantity,
  );
  const isWater = query.quantity === "volume";
  const samples = point && lengthMs <= hourMs ? await samplesIn(context, point, window) : noSamples;
  return {
    unit: isWater ? "L" : "kWh",
    sampleUnit: quantities[query.quantity].unit,
    edges: {
      from: point ? await sampleNear(context, point, window.fromMs) : null,
      to: point ? await sampleNear(context, point, window.toMs) : null,
    },
    parts: point && lengthMs > hourMs ? await partsOf(context, point, isWater) : [],
    samples: listed(samples).slice(0, shownSamples),
    sampleCount: samples.timesMs.length,
  };
}

function ofFew(meter: string): AppError {
  return new AppError(
    "forbidden",
    `Meter ${meter}, or another one of its role, feeds racks of fewer than 3 tenants on a day of this window: its readings would tell what one of them uses. An operator can open them.`,
  );
}

async function partsOf(
  context: FigureContext,
  point: BoundPoint,
  isWater: boolean,
): Promise<MeterReadings["parts"]> {
  const { window } = context;
  const part = (of: WindowMs, { integral, coveredMs }: Integral) => ({
    from: isoOf(of.fromMs),
    to: isoOf(of.toMs),
    value: coveredMs > 0 ? amountOf(integral, isWater) : null,
    coverage: coverageOf(coveredMs, of),
  });
  if (window.toMs - window.fromMs > longestDayMs)
    return (await dailyIntegrals(context, [point])).flatMap(({ window: day, integrals }) =>
      integrals.map((one) => part(day, one)),
    );
  const hours = hoursOver(window, context.timeZone);
  const integrals = await Promise.all(hours.map((hour) => integralsOver(context, [point], hour)));
  return hours.flatMap((hour, at) => (integrals[at] ?? []).map((one) => part(hour, one)));
}

/** From local midnight on: zones are not all whole hours from UTC. */
function hoursOver(window: WindowMs, timeZone: string): WindowMs[] {
  return localDaysOver(window, timeZone).flatMap((day) => {
    const starts = Array.from({ length: Math.ceil((day.toMs - day.fromMs) / hourMs) }, (_, at) => at);
    return starts.flatMap((at) => {
      const fromMs = Math.max(window.fromMs, day.fromMs + at * hourMs);
      const toMs = Math.min(window.toMs, day.toMs, day.fromMs + (at + 1) * hourMs);
      return toMs > fromMs ? [{ fromMs, toMs }] : [];
    });
  });
}

const litre = quantities.volume.integralScale;
const amountOf = (integral: bigint, isWater: boolean): number =>
  isWater ? Number(integral) / litre : kwhOf(integral);

async function samplesIn(
  { telemetry }: FigureContext,
  point: BoundPoint,
  window: WindowMs,
): Promise<Samples> {
  const [samples] = await telemetry.readSamples([point], window);
  return samples ?? noSamples;
}

async function sampleNear(context: FigureContext, point: BoundPoint, atMs: number) {
  const around = { fromMs: atMs - point.maxGapMs, toMs: atMs + point.maxGapMs };
  const samples = listed(await samplesIn(context, point, around));
  return samples.findLast(({ at }) => Date.parse(at) <= atMs) ?? samples[0] ?? null;
}

/** Without those that say nothing. */
function listed({ timesMs, values }: Samples) {
  return Array.from(timesMs, (atMs, i) => ({ at: isoOf(atMs), value: values[i] ?? Number.NaN })).filter(
    ({ value }) => Number.isFinite(value),
  );
}
