import type { AlarmRule, WindowMs } from "@aidc/contract";
import type { Course } from "@aidc/domain";
import { cadenceReachMs, indexCenter, openCourse } from "@aidc/domain";
import type { BoundPoint, SampleColumns } from "@aidc/store";
import { badField } from "../app-error.ts";
import type { CenterView } from "../center-directory.ts";
import { rowPoints } from "../desk/past-latest.ts";
import { expectedSamples, noSamples } from "../figures/series-reader.ts";
import type { Services } from "../services.ts";
import { requireRoomBefore, samplesOf } from "./past-batches.ts";
import type { Found } from "./past-silences.ts";

/** Samples in memory at a time. */
const samplesAtOnce = 1_000_000;
/** Points looked at, over all moments: a few seconds of work. */
const mostLooks = 300_000_000;
/** Who sent within this before the window was heard when it begins. */
const lookBackCadences = 10;
/** Power of a register is that of its last five minutes, and it may have been read a little before them. */
const registerReachMs = 10 * 60_000;
/** More than tell a cadence. */
const kept = 8;

/**
 * What a rule that looks at many points at once would have raised: the window is walked through in parts.
 *
 * @throws AppError bad_request: the window has too many moments for so many points, or too much comes before it
 */
export async function pastMoments(
  services: Services,
  view: CenterView,
  { rule, window }: { readonly rule: AlarmRule; readonly window: WindowMs },
): Promise<Found[]> {
  const points = view.points.filter(({ seriesId }) => seriesId !== null);
  const numbered = rowPoints(points);
  const plan = { index: indexCenter(view.document, numbered), points: numbered };
  const sources = await services.sources.listSources(view.document.center.id);
  const course = openCourse(plan, rule, sources);
  const read = course.rows.flatMap((row) => points[row] ?? []);
  requireRoom(course, window);
  requireRoomBefore(read, window, lookBackMs);
  const untilMs = Math.min(window.toMs, services.clock());
  course.remember(await readBefore(services, read, window));
  const partMs = lengthOfParts(read, course.stepMs);
  for (let fromMs = window.fromMs; fromMs < untilMs; fromMs += partMs) {
    const part = { fromMs, toMs: Math.min(untilMs, fromMs + partMs) };
    course.judge(await services.history.readSamples(read, part), part);
  }
  return course.found();
}

/** Of what is no register only the newest samples are kept: they tell when it was heard and in which steps it comes. */
async function readBefore(
  services: Services,
  points: readonly BoundPoint[],
  { fromMs }: WindowMs,
): Promise<SampleColumns[]> {
  const found = new Map<BoundPoint, SampleColumns>();
  const tried = points.map((point) => ({ point }));
  const noTime = { fromMs, toMs: fromMs };
  for await (const [{ point }, own] of samplesOf(services.history, tried, noTime, lookBackMs))
    found.set(point, point.quantity === "energy" ? own : newestOf(own));
  return points.map((point) => found.get(point) ?? noSamples);
}

/** Copied, so that the many before them are not kept along. */
const newestOf = ({ timesMs, values }: SampleColumns): SampleColumns => ({
  timesMs: timesMs.slice(-kept),
  values: values.slice(-kept),
});

export function lookBackMs(point: BoundPoint): number {
  return Math.max(registerReachMs, lookBackCadences * point.intervalMs, cadenceReachMs(point));
}

/** In full steps, so that no moment is judged twice. */
function lengthOfParts(points: readonly BoundPoint[], stepMs: number): number {
  const perStep = expectedSamples(points, { fromMs: 0, toMs: stepMs });
  return stepMs * Math.max(1, Math.floor(samplesAtOnce / Math.max(1, perStep)));
}

function requireRoom({ rows, stepMs }: Course, { fromMs, toMs }: WindowMs): void {
  const mostMs = Math.floor(mostLooks / Math.max(1, rows.length)) * stepMs;
  if (toMs - fromMs > mostMs)
    throw badField("to", `makes the window too long: ${rows.length} points are looked at every ${stepMs} ms`);
}
