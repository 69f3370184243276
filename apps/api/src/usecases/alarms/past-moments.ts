import type { AlarmRule, WindowMs } from "@aidc/contract";
import type { Course } from "@aidc/domain";
import { indexCenter, openCourse } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import { badField } from "../app-error.ts";
import type { CenterView } from "../center-directory.ts";
import { rowPoints } from "../desk/past-latest.ts";
import { expectedSamples } from "../figures/series-reader.ts";
import type { Services } from "../services.ts";
import type { Found } from "./past-silences.ts";

/** Samples in memory at a time. */
const samplesAtOnce = 1_000_000;
/** Points looked at, over all moments: a few seconds of work. */
const mostLooks = 300_000_000;
/** Who sent within this before the window was heard when it begins. */
const lookBackCadences = 10;
/** Power of a register is that of its last five minutes, and it may have been read a little before them. */
const registerReachMs = 10 * 60_000;

/**
 * What a rule that looks at many points at once would have raised: the window is walked through in parts.
 *
 * @throws AppError bad_request: the window has too many moments for so many points
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
  const untilMs = Math.min(window.toMs, services.clock());
  course.remember(await services.history.readSamples(read, lookBack(read, window)));
  const partMs = lengthOfParts(read, course.stepMs);
  for (let fromMs = window.fromMs; fromMs < untilMs; fromMs += partMs) {
    const part = { fromMs, toMs: Math.min(untilMs, fromMs + partMs) };
    course.judge(await services.history.readSamples(read, part), part);
  }
  return course.found();
}

function lookBack(points: readonly BoundPoint[], { fromMs }: WindowMs): WindowMs {
  const slowestMs = points.reduce((slowest, { intervalMs }) => Math.max(slowest, intervalMs), 0);
  return { fromMs: fromMs - Math.max(registerReachMs, lookBackCadences * slowestMs), toMs: fromMs };
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
