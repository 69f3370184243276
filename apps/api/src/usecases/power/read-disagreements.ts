import type { Comparison, ComparisonKind, Disagreement, Disagreements, Subject } from "@aidc/contract";
import type { MeasuredPair } from "@aidc/domain";
import { centerNowMs, comparePair, excessNow, pairsOf, placeOf, rackOf } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import { notFound } from "../app-error.ts";
import type { CenterView } from "../center-directory.ts";
import { indexOf } from "../center-index.ts";
import { correctionsNow, figureContext, parseWindow } from "../figures/compute-figures.ts";
import type { Services } from "../services.ts";
import { judgeOverWindow } from "./judge-window.ts";

interface DisagreementsQuery {
  readonly center: string;
  readonly from: string;
  readonly to: string;
  /** Only of this rack and of what stands in it. */
  readonly rack?: string | undefined;
}
type Pair = MeasuredPair<BoundPoint>;

/** Of these the window is always looked at; of the others, which are many, where they break now. */
const fewAndLarge: ReadonlySet<ComparisonKind> = new Set<ComparisonKind>([
  "facility_parts",
  "ups_feeds",
  "pdu_racks",
  "feed_branches",
  "feeds_racks",
]);
const mostJudged = 100;

/**
 * What is measured twice and does not agree, now or over the window, the greatest first.
 * @throws AppError not_found for an unknown center or rack, bad_request for a window that is none
 */
export async function readDisagreements(
  services: Services,
  query: DisagreementsQuery,
): Promise<Disagreements> {
  const window = parseWindow(query);
  const view = await services.directory.get(query.center);
  const index = indexOf(view);
  const { rack } = query;
  if (rack !== undefined && !view.document.racks.some(({ id }) => id === rack))
    throw notFound(`Rack ${rack}`);
  const pairs = knownPairs(view).filter(
    ({ subject }) => rack === undefined || rackOf(index, subject) === rack,
  );
  const { latest } = services.telemetry;
  const nowMs = centerNowMs(index, latest, services.clock());
  const excess = new Map(pairs.map((pair) => [pair, excessNow(pair, latest, nowMs)]));
  const breaking = pairs
    .filter((pair) => (excess.get(pair) ?? 0) > 0)
    .sort((a, b) => (excess.get(b) ?? 0) - (excess.get(a) ?? 0));
  const wanted = [...new Set([...breaking, ...pairs.filter(({ kind }) => fewAndLarge.has(kind))])];
  // Instruments are compared by what they measured: an amount put right by hand would hide that they disagree. An
  // exchange is no amount but how the register is read.
  const { corrections } = await correctionsNow(services, query.center);
  const exchanges = corrections.filter(({ draft }) => draft.kind === "meter_exchange");
  const known = { corrections: exchanges, readings: [] };
  const context = figureContext(services, view, window, { known });
  const breaks: Disagreement[] = [];
  for (const pair of wanted.slice(0, mostJudged)) {
    const judged = await judgeOverWindow(context, pair);
    const now = comparePair(pair, latest, nowMs);
    if (!(now && now.excessRatio > 0) && !judged.isBreak) continue;
    const { id, kind, subject } = pair;
    const place = placesOf(pair)
      .map((one) => placeOf(index, { walls: null }, one))
      .join(" + ");
    const { figures, since, sinceBefore } = judged;
    breaks.push({ id, kind, subject, place, now, window: figures, since, sinceBefore });
  }
  return {
    from: query.from,
    to: query.to,
    breaks: breaks.sort((a, b) => excessOf(b.now) - excessOf(a.now)),
    compared: pairs.length,
    judged: [...excess.values()].filter((value) => !Number.isNaN(value)).length,
    more: Math.max(0, wanted.length - mostJudged),
  };
}

/** Feeds of both paths are one measurement: which of them is wrong is not known. */
function placesOf({ kind, subject, first }: Pair): readonly Subject[] {
  return kind === "feeds_racks" && first.kind === "power"
    ? first.inputs.map((input) => input.subject)
    : [subject];
}

function excessOf(now: Comparison | null): number {
  return now?.excessRatio ?? 0;
}

const known = new WeakMap<CenterView, readonly Pair[]>();

/** Made once per view: a center of 5,000 racks is not walked at each question. */
function knownPairs(view: CenterView): readonly Pair[] {
  const pairs = known.get(view) ?? pairsOf(view.document, view.points);
  known.set(view, pairs);
  return pairs;
}
