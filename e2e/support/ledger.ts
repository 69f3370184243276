import { expect } from "vitest";
import type { Api } from "./api.ts";
import type { PushTarget, Series } from "./remote-write.ts";
import { pushUntilAcknowledged } from "./remote-write.ts";

const stepMs = 1_000;
const tenantsPerSender = 4;
const stepsPerBatch = 25;

/** Whole number of cards that a tenant held at a step: any two steps may differ, so a lost or moved one shows. */
function valueAt(tenant: number, step: number): number {
  return Math.imul(tenant * 7919 + step + 1, 0x9e3779b1) >>> 22;
}

export const tenantsOf = (senders: number) =>
  Array.from({ length: senders * tenantsPerSender }, (_, index) => `t${index}`);

/**
 * A sender that keeps the account of what was acknowledged. Its series are allocation counters, one sample a second,
 * where nothing is interpolated: every hour figure is an exact sum, and a hole shows in the coverage.
 */
export class Sender {
  acknowledgedSteps = 0;
  batches = 0;
  private readonly index: number;
  private readonly startMs: number;
  constructor(index: number, startMs: number) {
    this.index = index;
    this.startMs = startMs;
  }

  get acknowledgedSamples(): number {
    return this.acknowledgedSteps * tenantsPerSender;
  }

  /** Pushes batch after batch; one that was not acknowledged is repeated until it is, however often that takes. */
  async run(target: PushTarget, isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const batch = this.batch(this.acknowledgedSteps);
      const acknowledged = await pushUntilAcknowledged(target, batch, { isOver });
      if (!acknowledged) return;
      this.acknowledgedSteps += stepsPerBatch;
      this.batches++;
    }
  }

  private tenants(): number[] {
    return Array.from({ length: tenantsPerSender }, (_, at) => this.index * tenantsPerSender + at);
  }

  private batch(from: number): Series[] {
    return this.tenants().map((tenant) => ({
      labels: { __name__: "aidc_tenant_accelerators_allocated", tenant: `t${tenant}` },
      samples: Array.from({ length: stepsPerBatch }, (_, at) => [
        this.startMs + (from + at) * stepMs,
        valueAt(tenant, from + at),
      ]),
    }));
  }

  /** Every acknowledged sample by itself, the newest `steps` of each series. @returns how many it looked at */
  async expectNewestSamples(api: Api, center: string, steps: number): Promise<number> {
    const to = this.acknowledgedSteps;
    const from = Math.max(0, to - steps);
    if (to === from) return 0;
    for (const tenant of this.tenants()) {
      const point = { subjectKind: "tenant", subjectId: `t${tenant}`, quantity: "accelerators_allocated" };
      const { bucketMs, buckets } = await api.history(center, point, this.window(from, to));
      expect(bucketMs).toBe(stepMs);
      const read = buckets.map(({ at, mean, coverage }) => ({ at: Date.parse(at), mean, coverage }));
      const written = Array.from({ length: to - from }, (_, index) => ({
        at: this.startMs + (from + index) * stepMs,
        mean: valueAt(tenant, from + index),
        coverage: 1,
      }));
      expect(read).toEqual(written);
    }
    return (to - from) * tenantsPerSender;
  }

  /** Every sample that was ever acknowledged, in one exact sum a series. */
  async expectAllHours(api: Api, center: string): Promise<void> {
    for (const tenant of this.tenants()) {
      const window = this.window(0, this.acknowledgedSteps);
      const figure = await api.figures(center, window, ["accelerator_hours_allocated"], `t${tenant}`);
      const { value, coverage } = figure("accelerator_hours_allocated");
      let cardSeconds = 0;
      for (let step = 0; step < this.acknowledgedSteps; step++) cardSeconds += valueAt(tenant, step);
      expect(coverage, `coverage of t${tenant}: below 1 a sample is lost`).toBe(1);
      expect(value, `hours of t${tenant}`).toBeCloseTo(cardSeconds / 3600, 6);
    }
  }

  private window(from: number, to: number) {
    return { fromMs: this.startMs + from * stepMs, toMs: this.startMs + to * stepMs };
  }
}
