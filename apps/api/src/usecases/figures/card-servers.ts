import type { CenterDocument } from "@aidc/contract";
import { poweredAboveW } from "@aidc/domain";
import type { BoundPoint, CardServer } from "@aidc/store";
import type { FigureContext } from "./figure-context.ts";

export interface CardServers {
  readonly models: readonly string[];
  readonly list: readonly CardServer[];
}

/** Servers with accelerators whose power is measured; AC before DC, as everywhere. Groups are models. */
export function cardServers({ document, points }: FigureContext): CardServers {
  const bound = new Map<string, BoundPoint>();
  for (const point of points) {
    const { subject, quantity, seriesId } = point;
    if (seriesId !== null && ["power", "dc_power", "fault_code"].includes(quantity))
      bound.set(`${subject.kind}/${subject.id}/${quantity}`, point);
  }
  const models = modelsOf(document);
  const list = document.servers.flatMap((server): CardServer[] => {
    const { id, accelerators } = server;
    const power = bound.get(`server/${id}/power`) ?? bound.get(`server/${id}/dc_power`);
    if (!power || !accelerators) return [];
    const slots = Array.from({ length: accelerators.count }, (_, slot) => slot);
    const faults = slots.flatMap((slot) => bound.get(`accelerator/${id}:${slot}/fault_code`) ?? []);
    const group = models.indexOf(accelerators.model);
    return [{ power, aboveW: poweredAboveW(server), cards: accelerators.count, faults, group }];
  });
  return { models, list };
}

const modelsOf = ({ servers }: Pick<CenterDocument, "servers">): string[] =>
  [...new Set(servers.flatMap(({ accelerators }) => accelerators?.model ?? []))].sort();
