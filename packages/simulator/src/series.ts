import type { Subject } from "@aidc/contract";
import { activityOf } from "./activity.ts";
import { dayMs, hourMs, instantAt, localMidnightMs } from "./calendar.ts";
import type { DemoSeries } from "./demo-series.ts";
import { facilityMeters, meterEnergyWh, meterPowerW } from "./facility.ts";
import { cardPowerW, cardUse, rackPowerW, serverPowerW, serverUse } from "./load.ts";
import { racks, servers } from "./places.ts";
import { plantSeries } from "./plant-series.ts";
import { inletCelsius } from "./rack-inlet.ts";
import { cardsPerServer, silentMeter, tenantStories } from "./story.ts";
import { waterLitres, waterMeter } from "./water.ts";

/** Same series and time, same value: history and live are one curve, and feeding twice changes nothing. */
export function sampleAt(series: DemoSeries, timeMs: number): number | null {
  return series.read(timeMs);
}

/** @param anchorMs the day the center was first seeded; silent hours and the bad transformer hang on it */
export function demoSeries(anchorMs: number): DemoSeries[] {
  return [
    ...meterSeries(anchorMs),
    waterSeries,
    ...rackSeries(),
    ...plantSeries(anchorMs),
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

const waterSeries: DemoSeries = {
  kind: "meter",
  subject: { kind: "meter", id: waterMeter.id },
  quantity: "volume",
  labels: { __name__: "aidc_meter_volume_litres_total", meter: waterMeter.id },
  read: waterLitres,
};

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
