import type { Services } from "../usecases/services.ts";
import type { Job } from "./repeat.ts";

interface Waits {
  takeGivenUp(): string[];
}

/** A point whose series has fallen silent goes on with the one that waits for it: labels changed, or another exporter. */
export function givePointsOn(telemetry: Waits, services: Pick<Services, "intake" | "directory">): Job {
  return {
    name: "points given on",
    everyMs: 30_000,
    run: async () => {
      const centers = telemetry.takeGivenUp();
      for (const center of centers) {
        await services.intake.rebind(center);
        services.directory.changed(center);
      }
      return centers.length > 0 ? { centers } : undefined;
    },
  };
}
