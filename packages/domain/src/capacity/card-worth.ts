/**
 * What counted cards are worth in TFLOPS: one rule for the ladder of the wall and that of the report. A card whose model
 * has no published peak is worth nobody knows what: it stays in the count, never with the mean of the others.
 * Source: standards 2.1, 2.2.
 */
import type { Lease } from "@aidc/contract";

/** Additive; weights other than one card are allowed, as card-milliseconds. */
export interface CardWorth {
  readonly cards: number;
  /** Those of them whose peak is known, and what these are worth together. */
  readonly knownCards: number;
  readonly tflops: number;
}

export const noCards: CardWorth = { cards: 0, knownCards: 0, tflops: 0 };

/** @param peakTflops null where none is published */
export function worthOfCards(cards: number, peakTflops: number | null): CardWorth {
  return peakTflops === null
    ? { cards, knownCards: 0, tflops: 0 }
    : { cards, knownCards: cards, tflops: cards * peakTflops };
}

export function addWorth(parts: Iterable<CardWorth>): CardWorth {
  const sum = { ...noCards };
  for (const { cards, knownCards, tflops } of parts) {
    sum.cards += cards;
    sum.knownCards += knownCards;
    sum.tflops += tflops;
  }
  return sum;
}

/** So many cards like those of the sample; nothing is known of them when the sample is empty. */
export function likeThose(cards: number, sample: CardWorth): CardWorth {
  if (sample.cards === 0) return worthOfCards(cards, null);
  const times = cards / sample.cards;
  return { cards, knownCards: sample.knownCards * times, tflops: sample.tflops * times };
}

/**
 * What a lease is worth at a moment. One of PFLOPS is worth what it says, one of accelerators its count; one of racks,
 * units or power is worth the cards that were given for it.
 * @param assigned the cards given for this lease
 * @param sample what a counted card of its tenant is like
 */
export function worthOfLease(
  { resource, amount }: Pick<Lease, "resource" | "amount">,
  assigned: CardWorth,
  sample: CardWorth,
): CardWorth {
  if (resource === "accelerators") return likeThose(amount, sample);
  if (resource === "pflops") return { ...assigned, knownCards: assigned.cards, tflops: amount * 1000 };
  return assigned;
}
