import { bump, dayMs, hourOf, instantAt, stepMs, steps } from "./calendar.ts";
import type { HallRipple } from "./load.ts";
import { hallRipples, rackCurve } from "./load.ts";
import { racks } from "./places.ts";
import { hallPlans } from "./story.ts";

/**
 * From the grid to the racks. Every meter is a curve on the five-minute steps, plus the machines' ripple, plus a
 * season; all three have an exact integral, so power and register of a meter tell one story, and the energies
 * balance: grid = UPS output + cooling + lighting + other + 0.4 % of the UPS output that nobody meters.
 */
export interface FacilityMeter {
  readonly id: string;
  readonly name: string;
  readonly role: "grid_import" | "ups_output" | "pdu_output" | "cooling" | "lighting" | "other_overhead";
  /** Only of this hall; absent means of all. */
  readonly hall?: string;
  readonly ratedPowerW: number;
  readonly mix: Mix;
}
/** Shares of the parts that a meter sees. */
interface Mix {
  /** The racks themselves, without what distribution loses. */
  readonly racks: number;
  readonly ups: number;
  readonly cooling: number;
  readonly lighting: number;
  readonly other: number;
}

/** Cables and distribution between UPS and racks lose 1.5 %. */
const distribution = 1.015;
export const unmeteredShare = 0.004;
const nothing: Mix = { racks: 0, ups: 0, cooling: 0, lighting: 0, other: 0 };
const feed = (share: number): Mix => ({
  ...nothing,
  ups: share * (1 + unmeteredShare),
  cooling: share,
  lighting: share,
  other: share,
});

export const facilityMeters: readonly FacilityMeter[] = [
  { id: "grid-a", name: "Grid feed A", role: "grid_import", ratedPowerW: 1_250_000, mix: feed(0.53) },
  { id: "grid-b", name: "Grid feed B", role: "grid_import", ratedPowerW: 1_250_000, mix: feed(0.47) },
  { id: "ups", name: "UPS output", role: "ups_output", ratedPowerW: 1_600_000, mix: { ...nothing, ups: 1 } },
  ...hallPlans.map(({ id }) => ({
    id: `pdu-${id.toLowerCase()}`,
    name: `PDU output, hall ${id}`,
    role: "pdu_output" as const,
    hall: id,
    ratedPowerW: 800_000,
    mix: { ...nothing, racks: 1 },
  })),
  {
    id: "cooling",
    name: "Cooling plant",
    role: "cooling",
    ratedPowerW: 600_000,
    mix: { ...nothing, cooling: 1 },
  },
  {
    id: "lighting",
    name: "Lighting",
    role: "lighting",
    ratedPowerW: 30_000,
    mix: { ...nothing, lighting: 1 },
  },
  {
    id: "other",
    name: "UPS losses, security, offices",
    role: "other_overhead",
    ratedPowerW: 200_000,
    mix: { ...nothing, other: 1 },
  },
];

/** Registers began to count on this day, at 0 Wh, and read whole tenths of a kilowatt-hour. */
const registerEpochMs = Date.UTC(2024, 0, 1);
export const registerResolutionWh = 100;
/** XXXXXXXX.X kWh, as the display shows it. */
export const registerModulusWh = 1e11;

export function meterPowerW(meter: FacilityMeter, timeMs: number): number {
  const { curve } = curveOf(meter);
  const { step, fraction } = instantAt(timeMs);
  const here = curve[step] as number;
  const next = curve[(step + 1) % steps] as number;
  return (
    here +
    (next - here) * fraction +
    rippleShare(meter) * ripplesOf(meter, (ripple) => ripple.atW(timeMs)) +
    meter.mix.cooling * seasonW(timeMs)
  );
}

/** Register reading, Wh; exact integral of `meterPowerW` since the epoch, rounded down to the resolution. */
export function meterEnergyWh(meter: FacilityMeter, timeMs: number): number {
  const wattHours = (integralWms(meter, timeMs) - epochWms(meter)) / 3_600_000;
  return (Math.floor(wattHours / registerResolutionWh) * registerResolutionWh) % registerModulusWh;
}

const atEpoch = new Map<string, number>();

function epochWms(meter: FacilityMeter): number {
  const before = atEpoch.get(meter.id);
  if (before !== undefined) return before;
  const integral = integralWms(meter, registerEpochMs);
  atEpoch.set(meter.id, integral);
  return integral;
}

interface Curve {
  readonly curve: Float64Array;
  /** Energy from the start of the cycle to each step, W x ms; one longer than the curve. */
  readonly upTo: Float64Array;
}
const known = new Map<string, Curve>();

function curveOf(meter: FacilityMeter): Curve {
  const before = known.get(meter.id);
  if (before) return before;
  const itW = itCurve(meter.hall);
  const curve = Float64Array.from({ length: steps }, (_, step) =>
    mixAt(meter.mix, itW[step] as number, step),
  );
  const upTo = new Float64Array(steps + 1);
  for (let step = 0; step < steps; step++)
    upTo[step + 1] =
      (upTo[step] as number) +
      (((curve[step] as number) + (curve[(step + 1) % steps] as number)) / 2) * stepMs;
  const made = { curve, upTo };
  known.set(meter.id, made);
  return made;
}

function itCurve(hall: string | undefined): Float64Array {
  const sum = new Float64Array(steps);
  for (const rack of racks) {
    if (hall !== undefined && rack.hall !== hall) continue;
    const curve = rackCurve(rack.index);
    for (let step = 0; step < steps; step++) sum[step] = (sum[step] as number) + (curve[step] as number);
  }
  return sum;
}

function mixAt(mix: Mix, itW: number, step: number): number {
  const hour = hourOf(step);
  const ups = itW * distribution;
  // Dry coolers work hardest when the air is warm: PUE is worst at noon.
  const cooling = itW * (0.125 + 0.115 * bump(hour, 12.5, 2.8)) + 9_000;
  const lighting = hour >= 8 && hour < 19 ? 9_000 : 4_000;
  const other = 0.042 * ups + 12_000;
  return (
    mix.racks * itW + mix.ups * ups + mix.cooling * cooling + mix.lighting * lighting + mix.other * other
  );
}

function rippleShare(meter: FacilityMeter): number {
  return meter.mix.racks + meter.mix.ups * distribution;
}

function ripplesOf(meter: FacilityMeter, read: (ripple: HallRipple) => number): number {
  return hallRipples.reduce(
    (sum, ripple) => (meter.hall === undefined || meter.hall === ripple.hall ? sum + read(ripple) : sum),
    0,
  );
}

const yearMs = 365.25 * dayMs;
const seasonAmplitudeW = 18_000;
/** Warmest at the end of July. */
const warmestMs = Date.UTC(2024, 6, 28);

function seasonW(timeMs: number): number {
  return seasonAmplitudeW * (1 + Math.cos((2 * Math.PI * (timeMs - warmestMs)) / yearMs));
}
function seasonWms(timeMs: number): number {
  const turn = (2 * Math.PI) / yearMs;
  return seasonAmplitudeW * (timeMs - warmestMs + Math.sin(turn * (timeMs - warmestMs)) / turn);
}

function integralWms(meter: FacilityMeter, timeMs: number): number {
  const { curve, upTo } = curveOf(meter);
  const { cycle, step, fraction } = instantAt(timeMs);
  const here = curve[step] as number;
  const next = curve[(step + 1) % steps] as number;
  const part = (here * fraction + ((next - here) * fraction * fraction) / 2) * stepMs;
  return (
    cycle * (upTo[steps] as number) +
    (upTo[step] as number) +
    part +
    rippleShare(meter) * ripplesOf(meter, (ripple) => ripple.integralWms(timeMs)) +
    meter.mix.cooling * seasonWms(timeMs)
  );
}
