import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../config.ts";
import type { Services } from "../usecases/services.ts";
import type { DemoFeeder } from "./demo-feeder.ts";

const demoCenter = "demo";

type DemoServices = Pick<Services, "directory" | "inventory">;

/**
 * The feeder runs while the demo center exists, and makes it when the database holds no center at all. Who wiped it
 * does not want it back at the next start: that is remembered in the data folder, because the database must hold
 * nothing of it. AIDC_DEMO=on brings it back.
 */
export async function keepDemoCenter(
  config: Pick<Config, "demo" | "dataDir">,
  { directory, inventory }: DemoServices,
  feeder: DemoFeeder,
): Promise<void> {
  const wiped = join(config.dataDir, "demo-wiped");
  directory.onRemoving(async (centerId) => {
    if (centerId !== demoCenter) return;
    await feeder.stop();
    await writeFile(wiped, "AIDC_DEMO=on npm start brings the demo center back\n", { mode: 0o600 });
    await rm(join(config.dataDir, `wall-link.${demoCenter}`), { force: true });
  });
  const centers = await inventory.listCenters();
  const exists = centers.some(({ id }) => id === demoCenter);
  const welcome = exists || (centers.length === 0 && !existsSync(wiped));
  if (config.demo === "off" || (config.demo === "when-empty" && !welcome)) return;
  await rm(wiped, { force: true });
  feeder.start();
}
