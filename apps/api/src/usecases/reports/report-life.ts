import { createHash, randomUUID } from "node:crypto";
import type { Report, ReportContent, ReportSummary } from "@aidc/contract";
import {
  buildReportContent,
  canonicalJson,
  contentHashes,
  contentSha256,
  isoOf,
  isUnexplained,
  reportPeriod,
  restate,
  sealHash,
} from "@aidc/domain";
import { AppError, badField, notFound } from "../app-error.ts";
import type { Caller } from "../caller.ts";
import { changeBy, systemActor } from "../caller.ts";
import type { Services } from "../services.ts";
import { periodOf, readReportInputs } from "./read-inputs.ts";

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

interface OfPeriod {
  readonly center: string;
  readonly period: string;
}
interface OfReport {
  readonly center: string;
  readonly report: string;
}

export async function buildReport(services: Services, { center, period }: OfPeriod): Promise<ReportContent> {
  return buildReportContent(await readReportInputs(services, center, period, services.clock()));
}

export async function listReports(services: Services, center: string): Promise<ReportSummary[]> {
  await services.directory.get(center);
  return services.reports.list(center);
}

/** @throws AppError not_found */
export async function readReport(services: Services, { center, report }: OfReport): Promise<Report> {
  await services.directory.get(center);
  const found = await services.reports.find(center, report);
  if (!found) throw notFound(`Report ${report}`);
  return found;
}

/**
 * What was published of a period at an instant: the frozen version that was in force then. Roll-ups are kept as they
 * are now and not as they were, so nothing is computed anew; where nothing had been issued there is no answer.
 */
export async function reportKnownOn(
  services: Services,
  { center, period, on }: OfPeriod & { readonly on: string },
): Promise<Report> {
  await services.directory.get(center);
  const found = await services.reports.inForceAt(center, period, Date.parse(on));
  if (!found)
    throw notFound(`A report of ${period} that was issued by ${on} (answered from issued versions only)`);
  return { ...found, status: "issued", asKnownAt: new Date(on).toISOString() };
}

/** @throws AppError bad_request, as statements do: of time to come there is nothing to tell */
async function requireBegun({ directory, clock }: Services, { center, period }: OfPeriod): Promise<void> {
  const { document } = await directory.get(center);
  const { window } = periodOf(period, document.center.timeZone);
  if (window.fromMs > clock()) throw badField("period", "has not begun yet");
}

/** As known now, or less than a minute ago when nobody has changed anything since: `draftedAt` says when. */
export async function previewReport(services: Services, query: OfPeriod): Promise<Report> {
  await requireBegun(services, query);
  // Whatever a person changes grows the audit log.
  const { entries } = await services.audit.head();
  return services.reportPreviews.get(`${query.center} ${query.period}`, String(entries), () =>
    makePreview(services, query),
  );
}

async function makePreview(services: Services, query: OfPeriod): Promise<Report> {
  return reportOfNow(services, await buildReport(services, query));
}

/** Made now and kept nowhere. */
export function reportOfNow(services: Services, content: ReportContent): Report {
  const { contentSha256: ownSha256, parts } = contentHashes(content, sha256);
  return {
    id: randomUUID(),
    number: null,
    version: 1,
    status: "draft",
    supersedes: null,
    asKnownAt: null,
    draftedAt: new Date(services.clock()).toISOString(),
    draftedBy: "preview",
    software: services.software,
    reviewedAt: null,
    reviewer: null,
    issuedAt: null,
    issuer: null,
    contentSha256: ownSha256,
    parts,
    restatement: [],
    seal: null,
    content,
  };
}

interface Person {
  readonly name: string;
  readonly personId: string | null;
}

function personOf({ identity }: Caller): Person {
  if (identity.role !== "person") return { name: "command line", personId: null };
  return { name: identity.person.name, personId: identity.person.id };
}

export function draftReport(services: Services, caller: Caller, query: OfPeriod): Promise<Report> {
  return draftAs(services, caller, query, personOf(caller));
}

async function draftAs(services: Services, caller: Caller, query: OfPeriod, by: Person): Promise<Report> {
  await requireBegun(services, query);
  const knownAtMs = services.clock();
  const content = await buildReport(services, query);
  return services.reports.draft(
    draftOf(services, content, { ...by, id: randomUUID(), knownAtMs }),
    changeBy(caller),
  );
}

/** By the server itself; the id is chosen by whoever asks, so that the same draft is not kept twice. */
export function draftBySchedule(
  services: Services,
  content: ReportContent,
  { id, name, knownAtMs }: { readonly id: string; readonly name: string; readonly knownAtMs: number },
): Promise<Report> {
  const draft = draftOf(services, content, { id, name: `schedule: ${name}`, personId: null, knownAtMs });
  return services.reports.draft(draft, { actor: systemActor, requestId: null });
}

/** @param by knownAtMs: when its reading began; which of two drafts knows more is told by it */
function draftOf(
  { software }: Services,
  content: ReportContent,
  by: Person & { readonly id: string; readonly knownAtMs: number },
): Parameters<Services["reports"]["draft"]>[0] {
  const { text, ...hashes } = contentHashes(content, sha256);
  return {
    centerId: content.center.id,
    id: by.id,
    period: content.period.name,
    draftedAtMs: by.knownAtMs,
    draftedBy: by.name,
    drafterId: by.personId,
    software,
    content: text,
    ...hashes,
  };
}

export async function reviewReport(services: Services, caller: Caller, which: OfReport): Promise<Report> {
  const { id } = await readReport(services, which);
  const reviewer = { ...personOf(caller), atMs: services.clock() };
  return services.reports.review(which.center, id, reviewer, changeBy(caller));
}

/** @throws AppError conflict while the period still runs, and for its own reviewer */
export async function issueReport(
  services: Services,
  caller: Caller,
  which: OfReport & { readonly cause?: string | undefined },
): Promise<Report> {
  const report = await readReport(services, which);
  return issueAs(services, caller, { ...which, report: report.id }, report, personOf(caller));
}

async function issueAs(
  services: Services,
  caller: Caller,
  which: OfReport & { readonly cause?: string | undefined },
  report: Report,
  issuer: Person,
): Promise<Report> {
  refuseRunning(services, report.content.period);
  return services.reports.issue(
    which.center,
    which.report,
    {
      ...issuer,
      atMs: services.clock(),
      restate: (inForce, own) =>
        restated(inForce, own, { cause: which.cause || undefined, author: issuer.name }),
      seal: (unsealed) => {
        const hash = sealHash(unsealed, sha256);
        const { seq, previousHash } = unsealed.seal;
        const { publicKey } = services.reportSigner;
        return { seq, previousHash, hash, signature: services.reportSigner.sign(hash), publicKey };
      },
    },
    changeBy(caller),
  );
}

/** @throws AppError bad_request where nothing that is kept says why the version differs, and nobody does */
function restated(
  inForce: ReportContent | null,
  own: ReportContent,
  by: Parameters<typeof restate>[2],
): Report["restatement"] {
  if (inForce === null) return [];
  const lines = restate(inForce, own, by);
  if (isUnexplained(lines))
    throw badField(
      "cause",
      "is missing: no figure moved and no kept input changed, so say why there is a new version",
    );
  return lines;
}

/** What was drafted while its period ran tells only a part of it, and never becomes a report of the whole. */
function refuseRunning({ clock }: Services, { name, to, runsTo }: ReportContent["period"]): void {
  const endsAt = runsTo ?? to;
  if (Date.parse(endsAt) > clock())
    throw new AppError("conflict", `${name} ends at ${endsAt}; until then a report of it is a draft.`);
  if (runsTo !== undefined)
    throw new AppError("conflict", `${name} still ran when this was drafted; draft it anew to issue it.`);
}

/**
 * Draft, review and issue in one go, in the names of two people. The same content again is the report that is in
 * force: a second number for the same words would say that something had changed.
 * @throws AppError bad_request when both are the same person, conflict while the period still runs
 */
export async function issuePeriod(
  services: Services,
  caller: Caller,
  input: OfPeriod & {
    readonly issuer: string;
    readonly reviewer: string;
    readonly cause?: string | undefined;
  },
): Promise<Report> {
  const { center, period, issuer, reviewer, cause } = input;
  if (issuer.toLowerCase() === reviewer.toLowerCase())
    throw badField("reviewer", "must be somebody else than the issuer");
  const { document } = await services.directory.get(center);
  const { name, kind, window } = reportPeriod(period, document.center.timeZone);
  refuseRunning(services, { name, kind, from: isoOf(window.fromMs), to: isoOf(window.toMs) });
  const content = await buildReport(services, input);
  const inForce = await services.reports.inForceAt(center, period, services.clock());
  if (inForce?.contentSha256 === contentSha256(content, sha256)) return { ...inForce, status: "issued" };
  const draft = await draftAs(services, caller, input, { name: issuer, personId: null });
  if (draft.status === "draft") {
    const signer = { name: reviewer, personId: null, atMs: services.clock() };
    await services.reports.review(center, draft.id, signer, changeBy(caller));
  } else if (draft.reviewer !== reviewer)
    throw new AppError(
      "conflict",
      `The same report of ${period} was drafted and reviewed by ${draft.reviewer} already: issue it with ${draft.reviewer} as its reviewer and somebody else as its issuer, or on the page of reports.`,
    );
  const which = { center, report: draft.id, cause };
  return issueAs(services, caller, which, draft, { name: issuer, personId: null });
}

/** An issued report as it was sealed: that a later version superseded it is told by the list, not by its file. */
export async function sealedReport(services: Services, which: OfReport): Promise<Report> {
  const report = await readReport(services, which);
  if (report.seal === null)
    throw new AppError("conflict", `The report is ${report.status}; files are made of issued reports.`);
  return { ...report, status: "issued" };
}

/** All issued reports of a center as JSON lines, oldest first, then one line with their number and the head. */
export async function exportChain(services: Services, center: string): Promise<File> {
  await services.directory.get(center);
  const parts: string[] = [];
  let head = "0".repeat(64);
  for await (const report of services.reports.chain(center)) {
    parts.push(`${canonicalJson(report)}\n`);
    head = report.seal?.hash ?? head;
  }
  parts.push(`${canonicalJson({ reports: parts.length, head })}\n`);
  return new File(parts, `${center}-reports.jsonl`, { type: "application/x-ndjson" });
}
