import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks a second of /proc; 100 on every Linux that matters. */
const ticksPerSecond = 100;

interface ProcessFacts {
  readonly pid: number;
  readonly parent: number;
  readonly cpuTicks: number;
}

/** CPU seconds that a process and everything it started have used, ended children included. */
export function cpuSecondsOf(root: number): number {
  return familyOf(root).reduce((ticks, process) => ticks + process.cpuTicks, 0) / ticksPerSecond;
}

/** CPU seconds of the process alone, without the children it started. */
export function ownCpuSecondsOf(pid: number): number {
  const fields = statOf(pid);
  return fields ? (Number(fields[11]) + Number(fields[12])) / ticksPerSecond : 0;
}

/** Bytes of a process family at one moment. */
export interface FamilyMemory {
  /** The first process, with its threads. */
  readonly root: number;
  /** What the processes that it started hold for themselves. */
  readonly others: number;
  /** Their program files, once for each of them though the machine holds them once. */
  readonly programs: number;
  /** Shared memory of PostgreSQL, once. */
  readonly shared: number;
}

/** Follows the memory of a process family. */
export class MemoryWatch {
  /** At the worst moment looked at. */
  peak: FamilyMemory = { root: 0, others: 0, programs: 0, shared: 0 };
  readonly #root: number;
  readonly #timer: NodeJS.Timeout;

  constructor(root: number, everyMs = 200) {
    this.#root = root;
    this.#timer = setInterval(() => this.look(), everyMs);
  }

  look(): void {
    const now = { root: 0, others: 0, programs: 0, shared: 0 };
    for (const { pid } of familyOf(this.#root)) {
      const status = readProc(pid, "status");
      const [own, file] = [bytesOf(status, "RssAnon"), bytesOf(status, "RssFile")];
      if (pid === this.#root) now.root += own + file;
      else {
        now.others += own;
        now.programs += file;
      }
      now.shared = Math.max(now.shared, bytesOf(status, "RssShmem"));
    }
    if (this.peakBytes < sumOf(now)) this.peak = now;
  }

  get peakBytes(): number {
    return sumOf(this.peak);
  }

  stop(): void {
    this.look();
    clearInterval(this.#timer);
  }
}

function familyOf(root: number): ProcessFacts[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => factsOf(Number(name)));
  const family = all.filter(({ pid }) => pid === root);
  for (let at = 0; at < family.length; at++) {
    const parent = family[at]?.pid;
    family.push(...all.filter((process) => process.parent === parent));
  }
  return family;
}

function factsOf(pid: number): ProcessFacts[] {
  const fields = statOf(pid);
  if (!fields) return [];
  const cpuTicks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0);
  return [{ pid, parent: Number(fields[1]), cpuTicks }];
}

/** Fields of /proc/PID/stat after the name, which may hold anything. */
function statOf(pid: number): string[] | null {
  const text = readProc(pid, "stat");
  return text === "" ? null : text.slice(text.lastIndexOf(")") + 2).split(" ");
}

/** A process may end while it is looked at. */
function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

const sumOf = ({ root, others, programs, shared }: FamilyMemory): number => root + others + programs + shared;

function bytesOf(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0) * 1024;
}
