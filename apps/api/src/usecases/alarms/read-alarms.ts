import type { AlarmBoard, AlarmEventLine } from "@aidc/contract";
import type { ScreenReport } from "@aidc/domain";
import {
  alarmTargets,
  gradeAlarms,
  isoOf,
  judgedUnit,
  passedOf,
  screenState,
  standingOfWall,
} from "@aidc/domain";
import { badField, notFound } from "../app-error.ts";
import { parseWindow } from "../figures/compute-figures.ts";
import type { Services } from "../services.ts";
import type { CenterAlarms } from "./center-alarms.ts";

interface OfCenter {
  readonly center: string;
}
interface Window {
  readonly from: string;
  readonly to: string;
}

export async function readBoard(services: Services, { center }: OfCenter): Promise<AlarmBoard> {
  return (await judgedAlarms(services, center)).board();
}

/** Longer than a first tick takes on a busy machine. */
const judgedWithinMs = 10_000;

/** The same once they are judged: after a start, a new center or new prices that is the next tick. */
export async function judgedAlarms(services: Services, center: string) {
  const alarms = await alarmsOf(services, center);
  await alarms.whenJudged(judgedWithinMs);
  return alarms;
}

/** The center's alarms as the live tick judges them. */
export async function alarmsOf(services: Services, center: string) {
  await services.directory.get(center);
  return services.alarms.open(center);
}

/** Tenants named in one answer; whoever hits more is a matter of the whole center. */
const namedTenants = 50;

/** Whom an alarm hits, by name, as far as leases and assignments say it. */
export async function readTenantsHit(services: Services, input: OfCenter & { readonly alarm: string }) {
  const { center, alarm } = input;
  const hit = (await judgedAlarms(services, center)).tenantsHit(alarm);
  if (!hit) throw notFound(`Alarm ${alarm}`);
  const { document } = await services.directory.get(center);
  const named = (ids: ReadonlySet<string>) => ({
    tenants: document.tenants
      .filter(({ id }) => ids.has(id))
      .slice(0, namedTenants)
      .map(({ id, name, nameZh }) => ({ id, name, nameZh: nameZh ?? null })),
    total: ids.size,
  });
  return { ...named(hit.tenants), possible: named(hit.possible) };
}

export async function readJournal(
  services: Services,
  { center, before }: OfCenter & { readonly before?: number | undefined },
): Promise<{ events: AlarmEventLine[] }> {
  const alarms = await alarmsOf(services, center);
  const lines = await services.alarmStore.journal(center, before ?? null);
  return {
    events: lines.map(({ condition, ...line }) => ({
      ...line,
      unit: condition && judgedUnit(condition),
      place: placeIn(alarms, line.alarm),
    })),
  };
}

const placeIn = (alarms: Pick<CenterAlarms, "namesOf">, alarm: string): string | null =>
  alarms.namesOf(alarm)?.place ?? null;

const longestGradeMs = 100 * 86_400_000;

/** How well the alarm system itself does: annunciations of the window, beside what the standards ask for. */
export async function gradeCenter(services: Services, input: OfCenter & Window) {
  const alarms = await alarmsOf(services, input.center);
  const window = parseWindow(input);
  if (window.toMs - window.fromMs > longestGradeMs) throw badField("to", "is more than 100 days after from");
  const [annunciations, sinceMs] = await Promise.all([
    services.alarmStore.annunciations(input.center, window),
    services.alarmStore.watchedSince(input.center),
  ]);
  const { toMs } = passedOf(window, services.clock());
  const fromMs = Math.min(toMs, Math.max(window.fromMs, sinceMs ?? toMs));
  const watchedMs = toMs - fromMs;
  const graded = watchedMs > 0 ? { fromMs, toMs } : window;
  const { window: _graded, chattering, topTen, ...figures } = gradeAlarms(annunciations, graded);
  return {
    from: isoOf(window.fromMs),
    to: isoOf(window.toMs),
    ...figures,
    watchedFrom: isoOf(fromMs),
    watchedTo: isoOf(toMs),
    coverage: watchedMs / (toMs - window.fromMs),
    chattering: [...chattering],
    topTen: topTen.map((one) => ({ ...one, place: placeIn(alarms, one.alarm) })),
    targets: { ...alarmTargets },
  };
}

/** Wall links, and what each screen that shows one last drew. */
export async function listWalls(services: Services, { center }: OfCenter) {
  await services.directory.get(center);
  const links = await services.access.listWallTokens(center);
  const nowMs = services.clock();
  const moment = { nowMs, listeningSinceMs: services.listening.tick(nowMs) };
  const screens = Map.groupBy(services.screens(), ({ wallId }) => wallId);
  return links.map(({ id, name, createdAtMs, revokedAtMs }) => {
    const own = screens.get(id) ?? [];
    return {
      id,
      name,
      createdAt: isoOf(createdAtMs),
      revokedAt: revokedAtMs === null ? null : isoOf(revokedAtMs),
      standing: standingOfWall(own, moment),
      screens: own.flatMap((report) => {
        const state = screenState(report, moment);
        return state === "left" ? [] : [{ ...drawnBy(report), state }];
      }),
    };
  });
}

function drawnBy({ drawnAtMs, build, framesPerSecond, heapBytes, seqBehind }: ScreenReport) {
  return { drawnAt: isoOf(drawnAtMs), build, framesPerSecond, heapBytes, seqBehind };
}
