import type { Report } from "@aidc/contract";
import { emailAddressSchema, webhookAddressSchema } from "@aidc/contract";
import type { LetterFacts } from "@aidc/domain";
import { asDraft, isoOf, reportMail, reportPayload } from "@aidc/domain";
import type { JobTry, StoredDelivery, StoredSchedule } from "@aidc/store";
import type { Letter, SendOutcome } from "../notices/sender-port.ts";
import { sealPlace } from "../notices/tell.ts";
import { issuedFile } from "../report-files/report-files.ts";
import { readReport, sealedReport } from "../reports/report-life.ts";
import type { Services } from "../services.ts";
import { findSchedule } from "./run-schedule.ts";

/**
 * Hands a report to one target and keeps what the other side said. When the process ends between the two it is handed
 * over again, with the same id.
 * @throws Error with the answer when it did not arrive, so that the queue tries again
 */
export async function deliverReport(services: Services, job: JobTry): Promise<void> {
  const delivery = await services.reportSchedules.waitingDelivery(job.centerId, job.id);
  const schedule = delivery && (await findSchedule(services, delivery));
  if (!delivery || !schedule) return;
  const atMs = services.clock();
  const { ok, status, answer } = await handOver(services, schedule, delivery);
  const durationMs = Math.max(0, services.clock() - atMs);
  const attempt = { atMs, number: job.number, ok, status, answer, durationMs };
  await services.reportSchedules.recordAttempt(delivery, attempt, job.isLast);
  if (!ok) throw new Error(answer);
}

const failed = (answer: string): SendOutcome => ({ ok: false, status: null, answer, pauseMs: null });

/** Whatever keeps it here is an answer too: it is shown where the answers are. */
async function handOver(
  services: Services,
  schedule: StoredSchedule,
  delivery: StoredDelivery,
): Promise<SendOutcome> {
  const target = schedule.targets.find(({ id }) => id === delivery.targetId);
  if (target === undefined) return failed("The schedule has no such target any more.");
  const address = services.noticeSeal.open(target.sealed, sealPlace(schedule.centerId, target.id));
  const known = addressSchema.safeParse(address);
  if (!known.success) return failed("The stored address cannot be read with the key in the data folder.");
  try {
    return await services.noticeSender.hand(await writeLetter(services, schedule, delivery, known.data));
  } catch (error) {
    return failed(`The report could not be made: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const addressSchema = webhookAddressSchema.or(emailAddressSchema);

async function writeLetter(
  services: Services,
  schedule: StoredSchedule,
  { id, centerId, reportId, event, madeAtMs }: StoredDelivery,
  address: Letter["address"],
): Promise<Letter> {
  const report = await reportOf(services, event, { center: centerId, report: reportId });
  const query = new URLSearchParams({
    center: centerId,
    period: report.content.period.name,
    report: report.number ?? report.id,
  });
  const facts: LetterFacts = {
    event,
    language: schedule.language,
    schedule: schedule.name,
    madeAt: isoOf(madeAtMs),
    url: `${services.publicUrl}/reports?${query}`,
  };
  const isMail = address.kind === "email";
  return {
    id,
    address,
    mail: reportMail(report, facts),
    files: isMail ? [await pdfOf(services, report, schedule)] : [],
    payload: reportPayload(report, facts),
  };
}

async function reportOf(
  services: Services,
  event: StoredDelivery["event"],
  which: { readonly center: string; readonly report: string },
): Promise<Report> {
  return event === "drafted" ? asDraft(await readReport(services, which)) : sealedReport(services, which);
}

async function pdfOf(services: Services, report: Report, { language, name }: StoredSchedule): Promise<File> {
  const pdf = { format: "pdf", language } as const;
  if (report.seal !== null) return issuedFile(services, report, pdf, `schedule: ${name}`);
  const file = await services.reportFile(report, pdf.format, language);
  const { center, period } = report.content;
  return new File([file], `DRAFT-${center.id}-${period.name}.pdf`, { type: file.type });
}
