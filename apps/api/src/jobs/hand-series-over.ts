import type { Services } from "../usecases/services.ts";
import type { Job } from "./repeat.ts";

interface Hands {
  handOver(): Promise<string[]>;
}

/** A series goes on under the key that sends it: another collector, a new key, or the other one of a pair. */
export function handSeriesOver(telemetry: Hands, { directory }: Pick<Services, "directory">): Job {
  return {
    name: "series handed over",
    everyMs: 5_000,
    run: async () => {
      const centers = await telemetry.handOver();
      for (const center of centers) directory.changed(center);
      return centers.length > 0 ? { centers } : undefined;
    },
  };
}
