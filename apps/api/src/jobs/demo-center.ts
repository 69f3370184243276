import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../config.ts";
import type { Services } from "../usecases/services.ts";
import type { DemoFeeder } from "./demo-feeder.ts";

const demoCenter = "demo";

interface DemoServer {
  readonly url: string;
  readonly services: Pick<Services, "directory" | "inventory">;
}
type DemoSettings = Pick<Config, "demo" | "dataDir">;

const wipedFile = (dataDir: string) => join(dataDir, "demo-wiped");
/** Whoever starts us is shown the wall of the demo center under this link. */
const linkFile = (dataDir: string) => join(dataDir, `wall-link.${demoCenter}`);

/** A feeder that was needed last time will be needed again: it loads while the server starts. */
export function prepareDemoCenter({ demo, dataDir }: DemoSettings, feeder: DemoFeeder): void {
  const likely = demo === "on" || (existsSync(linkFile(dataDir)) && !existsSync(wipedFile(dataDir)));
  if (demo !== "off" && likely) feeder.prepare();
}

/**
 * The feeder runs while the demo center exists, and makes it when the database holds no center at all. Who wiped it
 * does not want it back at the next start: that is remembered in the data folder, because the database must hold
 * nothing of it. AIDC_DEMO=on brings it back.
 */
export async function keepDemoCenter(
  config: DemoSettings,
  { url, services }: DemoServer,
  feeder: DemoFeeder,
): Promise<void> {
  const { directory, inventory } = services;
  const wiped = wipedFile(config.dataDir);
  directory.onRemoving(async (centerId) => {
    if (centerId !== demoCenter) return;
    await feeder.stop();
    await writeFile(wiped, "AIDC_DEMO=on npm start brings the demo center back\n", { mode: 0o600 });
    await rm(linkFile(config.dataDir), { force: true });
  });
  const centers = await inventory.listCenters();
  const exists = centers.some(({ id }) => id === demoCenter);
  const welcome = exists || (centers.length === 0 && !existsSync(wiped));
  if (config.demo === "off" || (config.demo === "when-empty" && !welcome)) return feeder.stop();
  await rm(wiped, { force: true });
  feeder.start(url);
}
