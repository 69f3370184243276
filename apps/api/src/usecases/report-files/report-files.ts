import { createHash } from "node:crypto";
import type { Report, ReportFile, ReportFormat, ReportLanguage } from "@aidc/contract";
import { reportFileName, reportFormatFacts, reportLanguages } from "@aidc/contract";
import { isoOf } from "@aidc/domain";
import type { JobKind, JobTry, StoredFile } from "@aidc/store";
import { notFound } from "../app-error.ts";
import type { Caller } from "../caller.ts";
import { auditActorOf } from "../caller.ts";
import { lost, stepOf, unlessAway } from "../job-step.ts";
import { sealedReport } from "../reports/report-life.ts";
import type { Services } from "../services.ts";

/** A file is made in seconds; a process that ended in it is noticed when its try is over its time. */
const fileJob: JobKind = {
  name: "report-file",
  retryLimit: 2,
  retryDelayS: 5,
  longestDelayS: 60,
  expireInS: 180,
};

/** What could not be made at any try stays told, and is begun anew each hour until it is. */
const begunAnewAfterMs = 3_600_000;

interface OfCenter {
  readonly center: string;
}

export async function listFiles(services: Services, { center }: OfCenter): Promise<ReportFile[]> {
  await services.directory.get(center);
  const files = await services.reportFiles.list(center);
  return files.map((file) => shown(file, files));
}

function shown(file: StoredFile, all: readonly StoredFile[]): ReportFile {
  const { id, reportId, number, format, language, state, step, error, askedBy, size, sha256 } = file;
  return {
    id,
    report: reportId,
    number,
    format,
    language,
    state,
    step,
    error,
    sha256,
    askedBy,
    bytes: size,
    askedAt: isoOf(file.askedAtMs),
    before: state === "waiting" ? before(file, all) : 0,
    endedAt: file.endedAtMs === null ? null : isoOf(file.endedAtMs),
  };
}

const before = (file: StoredFile, all: readonly StoredFile[]): number =>
  all.filter(
    ({ state, askedAtMs, id }) =>
      state === "running" ||
      (state === "waiting" && (askedAtMs < file.askedAtMs || (askedAtMs === file.askedAtMs && id < file.id))),
  ).length;

interface Wish extends OfCenter {
  readonly report: string;
  readonly format: ReportFormat;
  readonly language: ReportLanguage;
}
type Drawn = Pick<StoredFile, "format" | "language">;

function wishOf({ id, number, content }: Report, { format, language }: Drawn, by: string, askedAtMs: number) {
  return {
    centerId: content.center.id,
    reportId: id,
    number: number ?? id,
    format,
    // What is not drawn for people is the same in both.
    language: reportFormatFacts[format].isDrawn ? language : reportLanguages[0],
    askedAtMs,
    askedBy: by,
  };
}

/**
 * A file of an issued report while somebody waits. It is drawn once: what was given out is given out for good, whatever
 * program runs by then.
 */
export async function issuedFile(
  services: Services,
  report: Report,
  drawn: Drawn,
  askedBy: string,
): Promise<File> {
  const wish = wishOf(report, drawn, askedBy, services.clock());
  const { reportFiles } = services;
  const kept = await reportFiles.kept(wish);
  return namedFile(wish, kept ?? (await reportFiles.keep(wish, await draw(services, report, wish))));
}

function namedFile(
  { number, format, language }: Pick<StoredFile, "number" | "format" | "language">,
  content: Buffer,
): File {
  const { type } = reportFormatFacts[format];
  return new File([Uint8Array.from(content)], reportFileName(number, format, language), { type });
}

async function draw(services: Services, report: Report, { format, language }: Drawn) {
  const drawn = await services.reportFile(report, format, language);
  const content = Buffer.from(await drawn.arrayBuffer());
  return { content, sha256: createHash("sha256").update(content).digest("hex"), atMs: services.clock() };
}

/**
 * Has a file of an issued report made without anybody waiting for it.
 * @throws AppError not_found, conflict for a report that is not issued
 */
export async function askForFile(services: Services, caller: Caller, wish: Wish): Promise<ReportFile> {
  const { center } = wish;
  const report = await sealedReport(services, wish);
  const own = wishOf(report, wish, auditActorOf(caller.identity).name, services.clock());
  const file = await services.reportFiles.ask(own);
  // Whatever keeps it out of the queue now, the server looks again by itself.
  if (file.state === "waiting") await unlessAway(() => stepOf(services, fileJob, file));
  return shown(file, await services.reportFiles.list(center));
}

/** @throws AppError not_found when it is not there, or not ready */
export async function readFile(
  services: Services,
  { center, file: id }: OfCenter & { readonly file: string },
): Promise<File> {
  await services.directory.get(center);
  const found = await services.reportFiles.content(center, id);
  if (found === null) throw notFound(`A kept file ${id}`);
  const { file, content } = found;
  return namedFile(file, content);
}

/** This server takes part in making files. */
export async function workOnFiles(services: Services): Promise<void> {
  await services.jobs.work(fileJob, (job) => makeFile(services, job));
}

/** @throws what kept it from being made, so that the queue tries again */
async function makeFile(services: Services, job: JobTry): Promise<void> {
  const { reportFiles } = services;
  const file = await reportFiles.ofJob(job.centerId, job.id);
  if (file === null) return;
  try {
    await reportFiles.moveTo(file, "read");
    const report = await sealedReport(services, { center: file.centerId, report: file.reportId });
    await reportFiles.moveTo(file, "draw");
    const drawn = await draw(services, report, file);
    await reportFiles.moveTo(file, "keep");
    await reportFiles.finish(file, drawn);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    await reportFiles.fail(file, { error: why.slice(0, 1000), isLast: job.isLast, atMs: services.clock() });
    throw error;
  }
}

/** Sees that the queue has what is to be made, also when a server ended in between, and what failed an hour ago. */
export function tendFiles(services: Services): Promise<object | undefined> {
  return unlessAway(async () => {
    const { reportFiles, clock } = services;
    const anew = await reportFiles.beginAnew(clock() - begunAnewAfterMs);
    let sent = 0;
    for (const file of await reportFiles.unfinished()) {
      const step = await stepOf(services, fileJob, file);
      if (step === "sent") sent++;
      if (step === "lost")
        await reportFiles.fail(file, { error: file.error ?? lost, isLast: true, atMs: clock() });
    }
    return sent > 0 ? { sent, anew } : undefined;
  });
}
