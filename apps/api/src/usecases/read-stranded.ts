import type { ReferenceNode, Stranded } from "@aidc/contract";
import { centerNowMs, isoOf, powerReader, strandedOf, typicalNode } from "@aidc/domain";
import { badField } from "./app-error.ts";
import { indexOf } from "./center-index.ts";
import type { Services } from "./services.ts";

export interface StrandedQuery {
  readonly center: string;
  readonly gang: number;
  readonly heightU?: number | undefined;
  readonly powerW?: number | undefined;
  readonly cards?: number | undefined;
}

/** What of the floor cannot be used now, and what keeps it from use. */
export async function readStranded(services: Services, query: StrandedQuery): Promise<Stranded> {
  const view = await services.directory.get(query.center);
  const { document } = view;
  const nowMs = services.clock();
  const index = indexOf(view);
  const { latest } = services.telemetry;
  const measuredW = powerReader(index, latest, centerNowMs(index, latest, nowMs));
  const node = statedNode(query) ?? typicalNode(document.servers);
  return { at: isoOf(nowMs), ...strandedOf(document, { node, gang: query.gang }, nowMs, measuredW) };
}

function statedNode({ heightU, powerW, cards }: StrandedQuery): ReferenceNode | null {
  if (heightU === undefined && powerW === undefined && cards === undefined) return null;
  if (heightU === undefined || powerW === undefined || cards === undefined)
    throw badField("heightU", "a node needs heightU, powerW and cards");
  return { heightU, powerW, cards, model: null, origin: "stated" };
}
