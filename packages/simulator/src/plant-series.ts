import type { DemoSeries } from "./demo-series.ts";
import { racks } from "./places.ts";
import {
  feedPowerW,
  humidityRatio,
  loopFlowLpm,
  loopReturnC,
  loopSupplyC,
  plantFeeds,
  plantLoops,
} from "./plant.ts";
import { inletCelsius } from "./rack-inlet.ts";

/** Air, loops and feeds; feeds come last, because the history feed asks for the power that it pushed last. */
export function plantSeries(anchorMs: number): DemoSeries[] {
  return [...airSeries(), ...leakSeries(), ...loopSeries(), ...feedSeries(anchorMs)];
}

function airSeries(): DemoSeries[] {
  return racks
    .filter((rack) => rack.servers.length > 0)
    .map((rack) => ({
      kind: "plant",
      subject: { kind: "rack", id: rack.id },
      quantity: "relative_humidity",
      labels: { __name__: "aidc_rack_inlet_humidity_ratio", rack: rack.id },
      read: (timeMs) => rounded(humidityRatio(rack.hall, inletCelsius(rack, timeMs), timeMs), 1000),
    }));
}

/** Racks with pipes in them have a rope below the manifold; in this story it stays dry. */
function leakSeries(): DemoSeries[] {
  return racks
    .filter((rack) => rack.kit?.liquid ?? false)
    .map((rack) => ({
      kind: "plant",
      subject: { kind: "rack", id: rack.id },
      quantity: "leak",
      labels: { __name__: "aidc_rack_leak_state", rack: rack.id },
      read: () => 0,
    }));
}

function loopSeries(): DemoSeries[] {
  return plantLoops.flatMap((loop): DemoSeries[] => {
    const base = { kind: "plant" as const, subject: { kind: "loop" as const, id: loop.id } };
    const labels = (what: string) => ({ __name__: `aidc_loop_${what}`, loop: loop.id });
    return [
      {
        ...base,
        quantity: "supply_temperature",
        labels: labels("supply_celsius"),
        read: (timeMs) => rounded(loopSupplyC(loop, timeMs), 100),
      },
      {
        ...base,
        quantity: "return_temperature",
        labels: labels("return_celsius"),
        read: (timeMs) => rounded(loopReturnC(loop, timeMs), 100),
      },
      {
        ...base,
        quantity: "flow",
        labels: labels("flow_lpm"),
        read: (timeMs) => rounded(loopFlowLpm(loop, timeMs), 10),
      },
      { ...base, quantity: "leak", labels: labels("leak_state"), read: () => 0 },
    ];
  });
}

function feedSeries(anchorMs: number): DemoSeries[] {
  return plantFeeds.map((feed) => ({
    kind: "plant",
    subject: { kind: "feed", id: feed.id },
    quantity: "power",
    labels: { __name__: "aidc_feed_power_watts", feed: feed.id },
    read: (timeMs) => Math.round(feedPowerW(feed, timeMs, anchorMs) / 10) * 10,
  }));
}

/** @param parts of one that are kept */
function rounded(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}
