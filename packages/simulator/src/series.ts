import type { Quantity, Subject } from "@aidc/contract";
import { activityOf } from "./activity.ts";
import { bump, dayMs, hourMs, hourOf, instantAt, localMidnightMs, steps } from "./calendar.ts";
import { facilityMeters, meterEnergyWh, meterPowerW } from "./facility.ts";
import { cardPowerW, cardUse, rackPowerW, serverPowerW, serverUse } from "./load.ts";
import type { SimulatedRack } from "./places.ts";
import { racks, servers } from "./places.ts";
import { chance, wander } from "./random.ts";
import { cardsPerServer, hotRack, seed, silentMeter, tenantStories } from "./story.ts";

/** How often each kind is sampled live; also the cadence its freshness is judged by. */
export const liveIntervalsMs = {
  meter: 2000,
  rack: 2000,
  server: 5000,
  accelerator: 15_000,
  tenant: 30_000,
} as const;
export type DemoKind = keyof typeof liveIntervalsMs;

/** One series of the demo center, as it is pushed. */
export interface DemoSeries {
  readonly kind: DemoKind;
  readonly subject: Subject;
  readonly quantity: Quantity;
  /** `__name__` and the label that names the subject, profile `aidc`. */
  readonly labels: Readonly<Record<string, string>>;
  /** null where the source says nothing. */
  readonly read: (timeMs: number) => number | null;
}

/** Same series and time, same value: history and live are one curve, and feeding twice changes nothing. */
export function sampleAt(series: DemoSeries, timeMs: number): number | null {
  return series.read(timeMs);
}

/** @param anchorMs the day the center was first seeded; only the silent hours hang on it */
export function demoSeries(anchorMs: number): DemoSeries[] {
  return [
    ...meterSeries(anchorMs),
    ...rackSeries(),
    ...tenantSeries(),
    ...serverSeries(),
    ...acceleratorSeries(),
  ];
}

/** [from, to) in which a meter is not heard. */
export function silence(anchorMs: number): { meter: string; fromMs: number; toMs: number } {
  const fromMs = localMidnightMs(anchorMs) - silentMeter.daysBefore * dayMs + silentMeter.fromHour * hourMs;
  return { meter: silentMeter.id, fromMs, toMs: fromMs + silentMeter.hours * hourMs };
}

function meterSeries(anchorMs: number): DemoSeries[] {
  const quiet = silence(anchorMs);
  return facilityMeters.flatMap((meter) => {
    const isHeard = (timeMs: number) =>
      meter.id !== quiet.meter || timeMs < quiet.fromMs || timeMs >= quiet.toMs;
    const subject: Subject = { kind: "meter", id: meter.id };
    const base = { kind: "meter" as const, subject };
    return [
      {
        ...base,
        quantity: "power" as const,
        labels: { __name__: "aidc_meter_power_watts", meter: meter.id },
        read: (timeMs: number) => (isHeard(timeMs) ? rounded(meterPowerW(meter, timeMs), 10) : null),
      },
      {
        ...base,
        quantity: "energy" as const,
        labels: { __name__: "aidc_meter_energy_watthours_total", meter: meter.id },
        read: (timeMs: number) => (isHeard(timeMs) ? meterEnergyWh(meter, timeMs) : null),
      },
    ];
  });
}

function rackSeries(): DemoSeries[] {
  return racks
    .filter((rack) => rack.servers.length > 0)
    .flatMap((rack) => {
      const base = { kind: "rack" as const, subject: { kind: "rack" as const, id: rack.id } };
      return [
        {
          ...base,
          quantity: "power" as const,
          labels: { __name__: "aidc_rack_power_watts", rack: rack.id },
          read: (timeMs: number) => rounded(rackPowerW(rack, timeMs), 10),
        },
        {
          ...base,
          quantity: "inlet_temperature" as const,
          labels: { __name__: "aidc_rack_inlet_celsius", rack: rack.id },
          read: (timeMs: number) => Math.round(inletCelsius(rack, timeMs) * 10) / 10,
        },
      ];
    });
}

/** Liquid-cooled racks hardly notice the day; air-cooled ones follow it, the hot one more than all. */
function inletCelsius(rack: SimulatedRack, timeMs: number): number {
  const { step } = instantAt(timeMs);
  const isLiquid = rack.kit?.liquid ?? false;
  const noon = bump(hourOf(step), 13, 4);
  const place = chance(seed, rack.index, 11) - 0.5;
  const drift = 0.3 * wander(seed + rack.index, step, 6, steps);
  const calm = (isLiquid ? 20.5 : 22.3) + place + drift + (isLiquid ? 0.4 : 1.6) * noon;
  return rack.id === hotRack.id ? calm + hotRack.extraCelsius + noon : calm;
}

function tenantSeries(): DemoSeries[] {
  return tenantStories.flatMap((tenant, index) => {
    const base = { kind: "tenant" as const, subject: { kind: "tenant" as const, id: tenant.id } };
    return (["allocated", "active"] as const).map((what) => ({
      ...base,
      quantity: `accelerators_${what}` as const,
      labels: { __name__: `aidc_tenant_accelerators_${what}`, tenant: tenant.id },
      read: (timeMs: number) => activityOf(index, instantAt(timeMs).step)[what],
    }));
  });
}

function serverSeries(): DemoSeries[] {
  return servers.flatMap((server) => {
    const base = { kind: "server" as const, subject: { kind: "server" as const, id: server.id } };
    return [
      {
        ...base,
        quantity: "power" as const,
        labels: { __name__: "aidc_server_power_watts", server: server.id },
        read: (timeMs: number) => Math.round(serverPowerW(server, timeMs)),
      },
      {
        ...base,
        quantity: "utilisation" as const,
        labels: { __name__: "aidc_server_utilisation_ratio", server: server.id },
        read: (timeMs: number) => ratio(serverUse(server, timeMs)),
      },
    ];
  });
}

function acceleratorSeries(): DemoSeries[] {
  return servers.flatMap((server) =>
    Array.from({ length: cardsPerServer }, (_, slot) => slot).flatMap((slot): DemoSeries[] => {
      const base = {
        kind: "accelerator" as const,
        subject: { kind: "accelerator" as const, id: `${server.id}:${slot}` },
      };
      const place = { server: server.id, slot: String(slot) };
      return [
        {
          ...base,
          quantity: "utilisation",
          labels: { __name__: "aidc_accelerator_utilisation_ratio", ...place },
          read: (timeMs) => ratio(cardUse(server, slot, timeMs)),
        },
        {
          ...base,
          quantity: "power",
          labels: { __name__: "aidc_accelerator_power_watts", ...place },
          read: (timeMs) => Math.round(cardPowerW(server, slot, timeMs)),
        },
      ];
    }),
  );
}

function rounded(value: number, to: number): number {
  return Math.round(value / to) * to;
}
function ratio(value: number): number {
  return Math.round(value * 1000) / 1000;
}
