export interface Job {
  readonly name: string;
  readonly everyMs: number;
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
  const timers = jobs.map((job) => {
    let busy = false;
    return setInterval(() => {
      if (busy) return;
      busy = true;
      const work = runOnce(job, log).finally(() => {
        busy = false;
        running.delete(work);
      });
      running.add(work);
    }, job.everyMs);
  });
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await Promise.all(running);
  };
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
