import type { RackState } from "@aidc/contract";
import { centerNowMs, indexCenter, reduceRack } from "@aidc/domain";
import { notFound } from "./app-error.ts";
import type { Services } from "./services.ts";

/** One rack as it is this moment. */
export async function readRack(services: Services, center: string, rackId: string): Promise<RackState> {
  const { document, points } = await services.directory.get(center);
  const index = indexCenter(document, points);
  const { latest } = services.telemetry;
  const rack = reduceRack(index, latest, centerNowMs(index, latest, services.clock()), rackId);
  if (!rack) throw notFound(`Rack ${rackId}`);
  return rack;
}
