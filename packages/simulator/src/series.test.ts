import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayMs, hourMs } from "./calendar.ts";
import type { DemoSeries } from "./demo-series.ts";
import { demoDocument } from "./document.ts";
import type { FacilityMeter } from "./facility.ts";
import {
  facilityMeters,
  meterEnergyWh,
  meterPowerW,
  registerResolutionWh,
  unmeteredShare,
} from "./facility.ts";
import { demoSeries, sampleAt, silence } from "./series.ts";
import { fullTenant, hotRack, idleTenant } from "./story.ts";

const anchorMs = Date.UTC(2026, 2, 18, 4);
const all = demoSeries(anchorMs);
/** Local midnight of a Monday, two days before the anchor's day. */
const midnightMs = Date.UTC(2026, 2, 15, 16);

function find(id: string, quantity: string): DemoSeries {
  const found = all.find((series) => series.subject.id === id && series.quantity === quantity);
  if (!found) throw new Error(`no series ${id} ${quantity}`);
  return found;
}
function value(id: string, quantity: string, timeMs: number): number {
  const sample = sampleAt(find(id, quantity), timeMs);
  if (sample === null) throw new Error(`${id} ${quantity} is silent`);
  return sample;
}
function meter(id: string): FacilityMeter {
  const found = facilityMeters.find((one) => one.id === id);
  if (!found) throw new Error(`no meter ${id}`);
  return found;
}
const anyTime = fc.integer({ min: anchorMs - 400 * dayMs, max: anchorMs + 30 * dayMs });
const sumOf = (kind: string, quantity: string, timeMs: number) =>
  all
    .filter((series) => series.kind === kind && series.quantity === quantity)
    .reduce((sum, series) => sum + (sampleAt(series, timeMs) ?? Number.NaN), 0);

describe("one continuous curve", () => {
  test("the same series and time give the same value, asked in any order, of any instance", () => {
    const again = demoSeries(anchorMs);
    fc.assert(
      fc.property(fc.constantFrom(...all), anyTime, anyTime, (first, oneMs, otherMs) => {
        const second = again[all.indexOf(first)] ?? first;
        const early = sampleAt(first, oneMs);
        sampleAt(second, otherMs);
        expect(sampleAt(second, oneMs)).toBe(early);
      }),
      { numRuns: 300 },
    );
  });

  test("every value is a number its sensor could give", () => {
    fc.assert(
      fc.property(fc.constantFrom(...all), anyTime, (series, timeMs) => {
        const sample = sampleAt(series, timeMs);
        if (sample === null) return;
        expect(Number.isFinite(sample)).toBe(true);
        expect(sample).toBeGreaterThanOrEqual(0);
        if (series.quantity === "utilisation") expect(sample).toBeLessThanOrEqual(1);
        if (series.quantity.startsWith("accelerators_")) expect(Number.isInteger(sample)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("labels name every series once", () => {
    expect(new Set(all.map((series) => JSON.stringify(series.labels))).size).toBe(all.length);
  });
});

describe("energies", () => {
  test("a register holds the integral of its power", () => {
    for (const { id } of facilityMeters) {
      let wattHours = 0;
      const stepS = 10;
      for (let at = midnightMs; at < midnightMs + 6 * hourMs; at += stepS * 1000)
        wattHours +=
          ((meterPowerW(meter(id), at) + meterPowerW(meter(id), at + stepS * 1000)) / 2) * (stepS / 3600);
      const register =
        meterEnergyWh(meter(id), midnightMs + 6 * hourMs) - meterEnergyWh(meter(id), midnightMs);
      expect(Math.abs(register - wattHours)).toBeLessThan(registerResolutionWh + 1e-4 * wattHours);
    }
  });

  test("registers never run backwards, through the end of a cycle as well", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...facilityMeters),
        anyTime,
        fc.integer({ min: 1, max: 40 * dayMs }),
        (one, timeMs, laterMs) => {
          expect(meterEnergyWh(one, timeMs + laterMs)).toBeGreaterThanOrEqual(meterEnergyWh(one, timeMs));
        },
      ),
    );
  });

  test("grid = UPS output + cooling + lighting + other, but for 0.4 % of the UPS output", () => {
    fc.assert(
      fc.property(anyTime, fc.integer({ min: hourMs, max: 30 * dayMs }), (fromMs, lengthMs) => {
        const energy = (id: string) =>
          meterEnergyWh(meter(id), fromMs + lengthMs) - meterEnergyWh(meter(id), fromMs);
        const grid = energy("grid-a") + energy("grid-b");
        const residual =
          grid - ["ups", "cooling", "lighting", "other"].reduce((sum, id) => sum + energy(id), 0);
        expect(Math.abs(residual - unmeteredShare * energy("ups"))).toBeLessThanOrEqual(
          6 * registerResolutionWh,
        );
        expect(residual / grid).toBeLessThan(0.01 + (6 * registerResolutionWh) / grid);
      }),
    );
  });

  test("the water register follows the cooling plant and never runs backwards: 0.5 to 2 litres per kWh of IT", () => {
    fc.assert(
      fc.property(anyTime, (timeMs) => {
        const litres = value("water", "volume", timeMs + dayMs) - value("water", "volume", timeMs);
        const itKwh =
          ["pdu-a", "pdu-b", "pdu-c"].reduce(
            (sum, id) => sum + meterEnergyWh(meter(id), timeMs + dayMs) - meterEnergyWh(meter(id), timeMs),
            0,
          ) / 1000;
        expect(litres / itKwh).toBeGreaterThan(0.5);
        expect(litres / itKwh).toBeLessThan(2);
      }),
      { numRuns: 20 },
    );
  });

  test("servers add up to their rack, racks to the PDUs of the halls, those to the UPS", () => {
    fc.assert(
      fc.property(anyTime, (timeMs) => {
        const itW = sumOf("rack", "power", timeMs);
        expect(meterPowerW(meter("ups"), timeMs) / itW).toBeCloseTo(1.015, 3);
        const pdusW = ["pdu-a", "pdu-b", "pdu-c"].reduce(
          (sum, id) => sum + meterPowerW(meter(id), timeMs),
          0,
        );
        expect(Math.abs(pdusW - itW)).toBeLessThan(300);
        const servers = all.filter((series) => series.labels.__name__ === "aidc_server_power_watts");
        const serverW = servers.reduce((sum, series) => sum + (sampleAt(series, timeMs) ?? Number.NaN), 0);
        expect(serverW / itW).toBeGreaterThan(0.97);
        expect(serverW).toBeLessThan(itW);
      }),
      { numRuns: 20 },
    );
  });
});

describe("the story", () => {
  const hours = Array.from({ length: 24 }, (_, hour) => midnightMs + hour * hourMs);

  test("PUE is worst at noon and lies in a believable range", () => {
    const pue = hours.map(
      (at) => (value("grid-a", "power", at) + value("grid-b", "power", at)) / sumOf("rack", "power", at),
    );
    const worst = pue.indexOf(Math.max(...pue));
    expect(worst).toBeGreaterThanOrEqual(11);
    expect(worst).toBeLessThanOrEqual(14);
    expect(Math.min(...pue)).toBeGreaterThan(1.15);
    expect(Math.max(...pue)).toBeLessThan(1.45);
    expect(Math.max(...pue) - Math.min(...pue)).toBeGreaterThan(0.08);
  });

  test("one rack is hot and close to its limit, and it is the only one", () => {
    const inlets = all.filter((series) => series.quantity === "inlet_temperature");
    const hot = inlets.filter((series) => hours.some((at) => (sampleAt(series, at) ?? 0) > 27));
    expect(hot.map((series) => series.subject.id)).toEqual([hotRack.id]);
    const limits = new Map(
      (demoDocument(anchorMs).racks ?? []).map((rack) => [rack.id, rack.powerLimitW ?? 0]),
    );
    const close = [...limits].filter(
      ([id]) =>
        all.some((series) => series.subject.id === id && series.quantity === "power") &&
        hours.some((at) => value(id, "power", at) > 0.88 * (limits.get(id) ?? 0)),
    );
    expect(close.map(([id]) => id)).toEqual([hotRack.id]);
    for (const at of hours) expect(value(hotRack.id, "power", at)).toBeLessThan(hotRack.limitW);
  });

  test("one tenant is at 98 % of its lease, one pays for idle cards", () => {
    for (const at of hours) {
      expect(value(fullTenant, "accelerators_allocated", at) / 150).toBeCloseTo(0.98, 10);
      expect(value(idleTenant, "accelerators_allocated", at)).toBe(96);
      expect(value(idleTenant, "accelerators_active", at)).toBeLessThanOrEqual(3);
    }
  });

  test("nobody is active with more than it holds, or holds more than it leases", () => {
    const leased = new Map<string, number>();
    for (const lease of demoDocument(anchorMs).leases ?? [])
      leased.set(lease.tenant, (leased.get(lease.tenant) ?? 0) + lease.amount);
    fc.assert(
      fc.property(fc.constantFrom(...leased.keys()), anyTime, (tenant, at) => {
        const allocated = value(tenant, "accelerators_allocated", at);
        expect(value(tenant, "accelerators_active", at)).toBeLessThanOrEqual(allocated);
        expect(allocated).toBeLessThanOrEqual(leased.get(tenant) ?? 0);
      }),
    );
  });

  test("cards at work are as many as the tenants say are active", () => {
    const cards = all.filter((series) => series.kind === "accelerator" && series.quantity === "utilisation");
    for (const at of hours.slice(0, 6)) {
      const working = cards.filter((series) => (sampleAt(series, at) ?? 0) >= 0.05).length;
      expect(working).toBe(sumOf("tenant", "accelerators_active", at));
    }
  });

  test("one meter is silent for three hours about ten days ago, and only there", () => {
    const quiet = silence(anchorMs);
    expect(quiet.toMs - quiet.fromMs).toBe(3 * hourMs);
    expect((anchorMs - quiet.fromMs) / dayMs).toBeGreaterThan(9);
    expect((anchorMs - quiet.fromMs) / dayMs).toBeLessThan(11);
    const power = find(quiet.meter, "power");
    for (const [atMs, heard] of [
      [quiet.fromMs - 1, true],
      [quiet.fromMs, false],
      [quiet.toMs - 1, false],
      [quiet.toMs, true],
    ] as const)
      expect(sampleAt(power, atMs) !== null).toBe(heard);
    const others = all.filter((series) => series.subject.id !== quiet.meter);
    expect(others.every((series) => sampleAt(series, quiet.fromMs + hourMs) !== null)).toBe(true);
  });

  test("days and weeks have their pattern", () => {
    const saturdayMs = midnightMs - 2 * dayMs;
    const sum = (fromMs: number) => {
      let total = 0;
      for (let at = fromMs; at < fromMs + dayMs; at += hourMs)
        total += value("city-traffic", "accelerators_active", at);
      return total;
    };
    expect(new Date(saturdayMs + 8 * hourMs).getUTCDay()).toBe(6);
    expect(sum(saturdayMs)).toBeLessThan(0.9 * sum(midnightMs));
    expect(value("city-traffic", "accelerators_active", midnightMs + 4 * hourMs)).toBeLessThan(
      0.7 * value("city-traffic", "accelerators_active", midnightMs + 20 * hourMs),
    );
  });
});
