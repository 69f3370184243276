import type { RackState } from "@aidc/contract";
import { centerNowMs, reduceRack } from "@aidc/domain";
import { notFound } from "./app-error.ts";
import { indexOf } from "./center-index.ts";
import type { Services } from "./services.ts";

/** One rack as it is this moment. */
export async function readRack(services: Services, center: string, rackId: string): Promise<RackState> {
  const index = indexOf(await services.directory.get(center));
  const { latest } = services.telemetry;
  const rack = reduceRack(index, latest, centerNowMs(index, latest, services.clock()), rackId);
  if (!rack) throw notFound(`Rack ${rackId}`);
  return rack;
}
