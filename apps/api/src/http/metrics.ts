import type { RequestHandler } from "express";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export interface Metrics {
  readonly registry: Registry;
  readonly handler: RequestHandler;
  readonly tickSeconds: Histogram;
  /** A number that is read when somebody asks for it; NaN and undefined are left out. */
  gauge(name: string, help: string, read: () => number | undefined | Promise<number | undefined>): void;
  /** The same with one label. */
  gaugeBy(name: string, help: string, label: string, read: () => ReadonlyMap<string, number>): void;
}

/** Prometheus text about ourselves, under `aidc_`. */
export function openMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const tickSeconds = new Histogram({
    name: "aidc_live_tick_seconds",
    help: "Time to reduce and publish all live pictures once",
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1],
    registers: [registry],
  });
  return {
    registry,
    tickSeconds,
    handler: async (_request, response) => {
      response.setHeader("content-type", registry.contentType);
      response.send(await registry.metrics());
    },
    gauge(name, help, read) {
      new Gauge({
        name,
        help,
        registers: [registry],
        async collect() {
          const value = await Promise.resolve(read()).catch(() => undefined);
          if (value === undefined || Number.isNaN(value)) this.remove();
          else this.set(value);
        },
      });
    },
    gaugeBy(name, help, label, read) {
      new Gauge({
        name,
        help,
        labelNames: [label],
        registers: [registry],
        collect() {
          this.reset();
          for (const [key, value] of read()) this.set({ [label]: key }, value);
        },
      });
    },
  };
}
