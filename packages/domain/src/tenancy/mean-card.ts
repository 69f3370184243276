/**
 * What a card that a scheduler counts for a tenant is worth: counts name no card, so it is like the cards assigned to the
 * tenant over the time, then like the models it leases, then like those installed. Source: decision 29, standards 2.1.
 */
import type { CenterDocument, WindowMs } from "@aidc/contract";
import type { CardWorth } from "../capacity/card-worth.ts";
import { addWorth, worthOfCards } from "../capacity/card-worth.ts";
import { countModels, densePeakOf, findModel, headlinePrecision } from "../capacity/installed.ts";
import { overlapMs } from "../time/intervals.ts";
import { intervalOf } from "./leases.ts";

export interface MeanCard {
  /** Of the cards whose peak is published. */
  readonly pflops: number;
  /** Share of the cards whose peak is published. */
  readonly known: number;
}

/** @returns null where none of the cards has a published peak */
export function meanCardOf(document: CenterDocument, tenant: string, window: WindowMs): MeanCard | null {
  for (const worth of [assigned, named, installed]) {
    const { cards, knownCards, tflops } = worth(document, tenant, window);
    if (cards > 0)
      return knownCards > 0 ? { pflops: tflops / knownCards / 1000, known: knownCards / cards } : null;
  }
  return null;
}

function peakIn({ center, catalogue }: CenterDocument, model: string): number | null {
  return densePeakOf(findModel(model, catalogue), headlinePrecision[center.computeClass]);
}

/** Weighted by the time that each card is assigned. */
function assigned(document: CenterDocument, tenant: string, window: WindowMs): CardWorth {
  const own = new Set(document.leases.filter((lease) => lease.tenant === tenant).map(({ id }) => id));
  const held = document.assignments.filter(({ lease }) => own.has(lease));
  return addWorth(
    document.servers.flatMap(({ id, rack, accelerators }) =>
      held.flatMap((assignment) => {
        if (!accelerators) return [];
        const isOne = assignment.accelerator?.slice(0, assignment.accelerator.lastIndexOf(":")) === id;
        const cards = assignment.rack === rack ? accelerators.count : Number(isOne);
        const ms = overlapMs(intervalOf(assignment), window);
        return worthOfCards(cards * ms, peakIn(document, accelerators.model));
      }),
    ),
  );
}

function named(document: CenterDocument, tenant: string, window: WindowMs): CardWorth {
  const own = document.leases.filter((lease) => lease.tenant === tenant && lease.model !== undefined);
  return addWorth(
    own.map((lease) =>
      worthOfCards(lease.amount * overlapMs(intervalOf(lease), window), peakIn(document, lease.model ?? "")),
    ),
  );
}

function installed(document: CenterDocument): CardWorth {
  return addWorth(
    countModels(document).map(({ model, count }) => worthOfCards(count, peakIn(document, model))),
  );
}
