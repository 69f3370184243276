import { slope } from "./slope.ts";
import type { Left, SoakedWall } from "./soaked-wall.ts";
import type { LongTask } from "./stall-trace.ts";

export interface SoakMeasure extends Left {
  readonly tick: number;
}

/** A task that kept the page from drawing. */
export interface Stall {
  /** The tick, what stood on the wall, and what had been done to the page or the server just before. */
  readonly when: string;
  readonly ms: number;
  /** From the browser's trace. Little CPU time in much time: the machine did not run the page. */
  readonly task: LongTask | null;
}

const limits = { slopeKilobytes: 1, countShare: 0.02, stallMs: 200 } as const;
const leastMeasures = 8;

type Judged = Pick<SoakedWall, "strangers" | "loads" | "workerEnds" | "complaints">;

/** Prints the figures. @returns what is wrong, in words */
export function judgeSoak(
  measured: readonly SoakMeasure[],
  stalls: readonly Stall[],
  { strangers, loads, workerEnds, complaints }: Judged,
): string[] {
  if (measured.length < leastMeasures) return ["too few ticks to judge by"];
  const longestMs = Math.max(0, ...stalls.map(({ ms }) => ms));
  process.stdout.write(`longest task ${longestMs} ms, ${loads()} load\n`);
  const faults = strangers.map((url) => `asked somebody else: ${url}`);
  faults.push(...judgeHeaps(measured));
  faults.push(...judgeCounts(measured));
  for (const stall of stalls) if (stall.ms > limits.stallMs) faults.push(sayStall(stall));
  if (loads() !== 1) faults.push(`${loads()} loads of the page`);
  for (const endedAt of workerEnds)
    faults.push(`the worker of the live connection ended at ${endedAt}; the page said: ${said(complaints)}`);
  return faults;
}

/** Of the page and of its worker, each by itself. */
export function judgeHeaps(measured: readonly SoakMeasure[]): string[] {
  return (["heapKilobytes", "workerHeapKilobytes"] as const).flatMap((heap) => {
    const climb = slope(measured.map((one) => ({ x: one.tick / 1_000, y: one[heap] })));
    const told = `${heap} ${climb.toFixed(3)} per 1,000 ticks`;
    process.stdout.write(`${told}\n`);
    return climb > limits.slopeKilobytes ? [`${told}: it climbs`] : [];
  });
}

/**
 * Alarms and blocks come and go, so the picture itself has more and less to draw. Of the picture, the largest of each
 * half of the run are compared; of everything the page keeps, only pictures of the same size: the fewest of each half,
 * since a picture has some more while a restarted server does not know everything yet, and a leak lifts the fewest too.
 */
export function judgeCounts(measured: readonly SoakMeasure[]): string[] {
  const half = Math.floor(measured.length / 2);
  const [early, late] = [measured.slice(0, half), measured.slice(half)];
  const faults: string[] = [];
  const compare = (what: string, first: number, last: number) => {
    process.stdout.write(`${what} ${first} -> ${last}\n`);
    if (last > first * (1 + limits.countShare)) faults.push(`${what} ${first} -> ${last}`);
  };
  const most = (some: readonly SoakMeasure[]) => Math.max(...some.map(({ elements }) => elements));
  compare("elements of the largest picture", most(early), most(late));
  const lateByPicture = Map.groupBy(late, ({ elements }) => elements);
  let compared = 0;
  for (const [elements, first] of Map.groupBy(early, (one) => one.elements)) {
    const last = lateByPicture.get(elements);
    if (!last) continue;
    compared += first.length + last.length;
    for (const name of ["nodes", "listeners", "workers"] as const) {
      const fewest = (some: readonly SoakMeasure[]) => Math.min(...some.map((one) => one[name]));
      compare(`${name} beside ${elements} elements`, fewest(first), fewest(last));
    }
  }
  if (compared < measured.length / 2) faults.push(`${compared} of ${measured.length} measures compare`);
  return faults;
}

function sayStall({ when, ms, task }: Stall): string {
  const facts = task
    ? `task ${task.ms} ms, CPU ${task.cpuMs} ms: ${task.within.join(", ")}`
    : "not in the trace";
  return `a stall of ${ms} ms at ${when} (${facts})`;
}

/** What the page complained of, without the lost server that the browser itself complains of. */
function said(complaints: readonly string[]): string {
  return (
    complaints.filter((text) => !/ERR_CONNECTION|WebSocket connection/.test(text)).join(", ") || "nothing"
  );
}
