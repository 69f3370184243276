export interface Job {
  readonly name: string;
  readonly everyMs: number;
  /** Runs when the clock shows a multiple of its pace: what screens draw with their clock comes with its second. */
  readonly onTheClock?: true;
  /** Facts for the log, or nothing worth telling. */
  readonly run: () => Promise<object | undefined> | object | undefined;
}

interface JobLog {
  info(event: object, message: string): void;
  error(event: object, message: string): void;
}

/**
 * Runs jobs, each at its own pace and never twice at the same time, and writes one event per run that did something.
 * @returns the function that stops them and waits for what is running
 */
export function startJobs(jobs: readonly Job[], log: JobLog): () => Promise<void> {
  const running = new Set<Promise<void>>();
  const stops = jobs.map((job) => {
    let busy = false;
    return repeat(job, () => {
      if (busy) return;
      busy = true;
      const work = runOnce(job, log).finally(() => {
        busy = false;
        running.delete(work);
      });
      running.add(work);
    });
  });
  return async () => {
    for (const stop of stops) stop();
    await Promise.all(running);
  };
}

/** @returns what ends it */
function repeat({ everyMs, onTheClock }: Job, work: () => void): () => void {
  if (!onTheClock) {
    const timer = setInterval(work, everyMs);
    return () => clearInterval(timer);
  }
  let timer: ReturnType<typeof setTimeout>;
  const arm = () => {
    const leftMs = everyMs - (Date.now() % everyMs);
    // A timer may fire a moment early; that moment is not the next turn.
    timer = setTimeout(turn, leftMs < everyMs / 10 ? leftMs + everyMs : leftMs);
  };
  const turn = () => {
    arm();
    work();
  };
  arm();
  return () => clearTimeout(timer);
}

async function runOnce(job: Job, log: JobLog): Promise<void> {
  const startedMs = performance.now();
  const durationMs = () => Math.round(performance.now() - startedMs);
  try {
    const facts = await job.run();
    if (facts) log.info({ job: job.name, durationMs: durationMs(), ...facts }, "job");
  } catch (error) {
    log.error({ job: job.name, durationMs: durationMs(), err: error }, "job failed");
  }
}
