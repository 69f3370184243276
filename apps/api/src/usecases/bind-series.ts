import type { Quantity, SeriesUnit, Subject, SubjectKind } from "@aidc/contract";
import { seriesUnits } from "@aidc/contract";
import type { BindingSuggestion, InventoryIndex, NamedBy } from "@aidc/domain";
import { indexInventory, refuseBinding, refuseMeaning, subjectBy, suggestBinding } from "@aidc/domain";
import type { NewBinding, SentBinding } from "@aidc/store";
import { AppError, badField, notFound } from "./app-error.ts";
import type { Caller } from "./caller.ts";
import { changeBy } from "./caller.ts";
import type { CenterView } from "./center-directory.ts";
import type { Services } from "./services.ts";

type Labels = Readonly<Record<string, string>>;
/** In which unit samples are sent, and as what they count. */
interface Meaning {
  readonly quantity: Quantity;
  readonly unit: SeriesUnit;
}

/** Series of one metric that one request binds. */
const mostAtOnce = 10_000;

const indexes = new WeakMap<CenterView["document"], InventoryIndex>();

/** Made once per document: whoever asks about one series does not walk thousands of servers. */
function inventoryOf({ document }: CenterView): InventoryIndex {
  const known = indexes.get(document) ?? indexInventory(document);
  indexes.set(document, known);
  return known;
}

const pointKey = ({ kind, id }: Subject, quantity: Quantity): string => `${kind}\n${id}\n${quantity}`;

function fedPoints({ points }: CenterView): Set<string> {
  return new Set(
    points.flatMap(({ seriesId, subject, quantity }) =>
      seriesId === null ? [] : [pointKey(subject, quantity)],
    ),
  );
}

interface Seeming {
  /** What it could be bound to. */
  readonly suggestion: BindingSuggestion | null;
  /** What it seems to tell, and another series tells already. */
  readonly measured: BindingSuggestion | null;
}

/** What unmatched series of a center seem to measure, one answer per series: both null where nothing is sure. */
export function seemingOf(view: CenterView, series: readonly Labels[]): Seeming[] {
  const inventory = inventoryOf(view);
  const fed = fedPoints(view);
  return series.map((labels) => {
    const found = suggestBinding(labels, inventory);
    const isTaken = found !== null && fed.has(pointKey(found.subject, found.quantity));
    return isTaken ? { suggestion: null, measured: found } : { suggestion: found, measured: null };
  });
}

/**
 * Binds one unmatched series to what a person says it measures.
 * @throws AppError bad_request naming field and remedy; conflict when the series or its point is bound already
 */
export async function bindOneSeries(
  services: Services,
  caller: Caller,
  input: Meaning & { readonly center: string; readonly series: number; readonly subject: Subject },
) {
  const { center, series, subject, quantity, unit } = input;
  const view = await services.directory.get(center);
  const stored = await services.sources.readSeries(center, series);
  if (!stored) throw notFound(`Series ${series}`);
  if (stored.feeds)
    throw boundAlready(
      "series",
      `it is the ${stored.feeds.quantity} of ${stored.feeds.id} already; nothing is left to do`,
    );
  const refusal = refuseBinding({ subject, quantity, unit }, stored.labels, inventoryOf(view));
  if (refusal) throw badField(refusal.path, refusal.message);
  const feeding = view.points.find(
    (point) =>
      point.seriesId !== null && pointKey(point.subject, point.quantity) === pointKey(subject, quantity),
  );
  if (feeding?.seriesId != null) {
    const by = await services.sources.readSeries(center, feeding.seriesId);
    throw boundAlready(
      "subject.id",
      `${quantity} of ${subject.id} comes from ${nameOf(by?.labels ?? {})} already; name another subject or quantity`,
    );
  }
  const { labels } = stored;
  const bound = [{ seriesId: series, labels, ...matchOf(subject, input) }];
  const told = { subject: String(series), after: { labels, subject, quantity, unit } };
  await services.inventory.bindByHand(center, bound, changeBy(caller), told);
  // Bindings first, then whoever holds the old ones in memory: the door, and the pictures of the center.
  await services.intake.boundByHand(center, bound);
  services.directory.changed(center);
  return { series };
}

/** The same for every unmatched series of a metric, each bound to what its label names, and for those to come. */
export async function bindMetric(
  services: Services,
  caller: Caller,
  input: Meaning & {
    readonly center: string;
    readonly metric: string;
    readonly kind: SubjectKind;
    readonly by: NamedBy;
  },
) {
  const { center, metric, kind, by, quantity, unit } = input;
  const view = await services.directory.get(center);
  const inventory = inventoryOf(view);
  const unmatched = await services.sources.listUnmatched(center, mostAtOnce, { metric });
  const ruled = new Set(
    (await services.inventory.listRules(center)).flatMap((rule) =>
      rule.metric === metric ? [rule.sourceId] : [],
    ),
  );
  if (unmatched.length === 0) throw badField("metric", `no unmatched series is called ${metric}`);
  const taken = fedPoints(view);
  const bound: SentBinding[] = [];
  let refusal: ReturnType<typeof refuseMeaning> = null;
  for (const { id, labels, sourceId } of unmatched) {
    const subject = subjectBy(labels, kind, by, inventory);
    if (!subject) continue;
    const fault = refuseMeaning({ subject, quantity, unit }, labels, inventory);
    refusal ??= fault;
    const point = pointKey(subject, quantity);
    if (fault || taken.has(point)) continue;
    taken.add(point);
    if (ruled.has(sourceId)) throw badField("metric", ruledAlready(metric));
    bound.push({ seriesId: id, sourceId, ...matchOf(subject, input) });
  }
  if (bound.length === 0) throw nothingBound(refusal, input);
  const meaning = { metric, kind, by, quantity, unit };
  await services.inventory.bindMetric(center, meaning, bound, changeBy(caller), {
    subject: metric,
    after: { kind, by: { ...by }, quantity, unit, series: bound.map(({ seriesId }) => seriesId) },
  });
  // The door reads rules when it opens a center.
  services.intake.forget(center);
  services.directory.changed(center);
  return { bound: bound.length, left: unmatched.length - bound.length };
}

/** As whoever sends it would know it: `name{label="value"}`. */
function nameOf({ __name__: name = "another series", ...rest }: Labels): string {
  const pairs = Object.entries(rest).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return pairs.length > 0 ? `${name}{${pairs.join(", ")}}` : name;
}

function boundAlready(path: string, message: string): AppError {
  return new AppError("conflict", `${path}: ${message}`, [{ path, message }]);
}

const ruledAlready = (metric: string): string =>
  `there is a rule for ${metric} of this source already; take it back first, or bind the series alone`;

function matchOf(subject: Subject, { quantity, unit }: Meaning): Pick<NewBinding, "match"> {
  const { scale, offset } = seriesUnits[unit];
  return { match: { subject, quantity, scale, offset } };
}

function nothingBound(
  refusal: ReturnType<typeof refuseMeaning>,
  { metric, kind, by }: { readonly metric: string; readonly kind: SubjectKind; readonly by: NamedBy },
): AppError {
  if (refusal) return badField(refusal.path, refusal.message);
  return badField(
    "by.label",
    `no series of ${metric} names by "${by.label}" a ${kind} of the inventory that has no series yet`,
  );
}
