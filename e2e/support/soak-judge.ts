import type { WatchedPage } from "./browser.ts";
import { slope } from "./slope.ts";
import type { Left } from "./soaked-wall.ts";
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

/** Prints the figures. @returns what is wrong, in words */
export function judgeSoak(
  measured: readonly SoakMeasure[],
  stalls: readonly Stall[],
  { strangers, loads }: Pick<WatchedPage, "strangers" | "loads">,
): string[] {
  if (measured.length < leastMeasures) return ["too few ticks to judge by"];
  const kilobytes = slope(measured.map(({ tick, heapKilobytes }) => ({ x: tick / 1_000, y: heapKilobytes })));
  const nodes = firstAndLast(measured, "nodes");
  const listeners = firstAndLast(measured, "listeners");
  const longestMs = Math.max(0, ...stalls.map(({ ms }) => ms));
  process.stdout.write(
    `heap ${kilobytes.toFixed(3)} KB per 1,000 ticks, nodes ${nodes.join(" -> ")}, listeners ${listeners.join(" -> ")}, longest task ${longestMs} ms, ${loads()} load\n`,
  );
  const faults = strangers.map((url) => `asked somebody else: ${url}`);
  if (kilobytes > limits.slopeKilobytes) faults.push(`the heap climbs ${kilobytes} KB per 1,000 ticks`);
  for (const [name, [first, last]] of Object.entries({ nodes, listeners }))
    if (last > first * (1 + limits.countShare)) faults.push(`${name} ${first} -> ${last}`);
  for (const stall of stalls) if (stall.ms > limits.stallMs) faults.push(sayStall(stall));
  if (loads() !== 1) faults.push(`${loads()} loads of the page`);
  return faults;
}

/**
 * The fewest of the first and of the last quarter: a picture has some more while a restarted server does not know
 * everything yet, and a leak lifts the fewest too.
 */
function firstAndLast(measured: readonly SoakMeasure[], name: "nodes" | "listeners"): [number, number] {
  const counts = measured.map((one) => one[name]);
  const quarter = Math.floor(counts.length / 4);
  return [Math.min(...counts.slice(0, quarter)), Math.min(...counts.slice(-quarter))];
}

function sayStall({ when, ms, task }: Stall): string {
  const facts = task
    ? `task ${task.ms} ms, CPU ${task.cpuMs} ms: ${task.within.join(", ")}`
    : "not in the trace";
  return `a stall of ${ms} ms at ${when} (${facts})`;
}
