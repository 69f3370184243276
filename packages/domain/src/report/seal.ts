/**
 * Seal of an issued report: a hash of each part of the content, one of the whole, one of the envelope (number, people
 * and times), and a link of the chain over all of it, signed. Whoever holds one file can tell whether a byte was
 * changed, and where; whoever keeps a head elsewhere can tell whether the chain was cut. Source: reliability T17.
 */
import type { Report, ReportContent } from "@aidc/contract";
import { canonicalJson } from "../audit/canonical-json.ts";
import type { Sha256 } from "../audit/chain.ts";
import { chainStart } from "../audit/chain.ts";

export function contentSha256(content: ReportContent, sha256: Sha256): string {
  return sha256(canonicalJson(content));
}

export interface ContentHashes {
  /** The content in its one form, which `contentSha256` is the hash of. */
  readonly text: string;
  readonly contentSha256: string;
  /** Hash of each part by its name, so that a change can be named. Together they are the whole content. */
  readonly parts: Record<string, string>;
}

/** Of the whole and of each part; figures and blocks, which are nearly all of it, are written once for both. */
export function contentHashes(content: ReportContent, sha256: Sha256): ContentHashes {
  const { figures, chapters, ...rest } = content;
  const known = new Map<object, string>();
  for (const part of [...figures, ...chapters.flatMap(({ blocks }) => blocks)])
    known.set(part, canonicalJson(part));
  const parts: [string, unknown][] = [
    ...Object.entries(rest),
    ["order of figures", figures.map(({ id }) => id)],
    [
      "order of chapters",
      chapters.map(({ id, title, blocks }) => [id, title, blocks.map((block) => block.id)]),
    ],
    ...figures.map((figure): [string, unknown] => [`figure ${figure.id}`, figure]),
    ...chapters.flatMap(({ id, blocks }) =>
      blocks.map((block): [string, unknown] => [`chapter ${id}, ${block.kind} ${block.id}`, block]),
    ),
  ];
  const text = canonicalJson(content, known);
  return {
    text,
    contentSha256: sha256(text),
    parts: Object.fromEntries(parts.map(([name, part]) => [name, sha256(canonicalJson(part, known))])),
  };
}

type Unsealed = Omit<Report, "seal" | "status"> & {
  readonly seal: { readonly seq: number; readonly previousHash: string };
};

/** What the chain covers. Whether a later version has superseded it is not in it: that is not known when it is sealed. */
export function sealHash(report: Unsealed, sha256: Sha256): string {
  const { id, number, version, supersedes, asKnownAt, draftedAt, draftedBy, software } = report;
  const { reviewedAt, reviewer, issuedAt, issuer, restatement, parts } = report;
  const { seq, previousHash } = report.seal;
  return sha256(
    canonicalJson({
      id,
      number,
      version,
      supersedes,
      asKnownAt,
      draftedAt,
      draftedBy,
      software,
      reviewedAt,
      reviewer,
      issuedAt,
      issuer,
      restatement,
      parts,
      contentSha256: report.contentSha256,
      seq,
      previousHash,
    }),
  );
}

/**
 * Whether the seal fits without the program that the report names: a server from before programs were sealed issued what
 * a newer one had drafted. What it covers holds; who reckoned it is only said.
 */
export function isProgramUnsealed(report: Report, sha256: Sha256): boolean {
  const { software, seal, ...before } = report;
  return software !== undefined && seal !== null && sealHash({ ...before, seal }, sha256) === seal.hash;
}

/** @returns whether the signature (base64) over the text holds for the public key (base64 of the raw 32 bytes) */
export type CheckSignature = (text: string, signature: string, publicKey: string) => boolean;

export interface SealChecks {
  readonly sha256: Sha256;
  readonly isSigned: CheckSignature;
  /** The key it must be signed with; absent: the one that the report itself names. */
  readonly publicKey?: string | undefined;
}

/** Checks one report for itself. @returns what is wrong with it, the most exact first; empty: nothing */
export function faultsOf(report: Report, { sha256, isSigned, publicKey }: SealChecks): string[] {
  const { seal } = report;
  const faults: string[] = [];
  const { contentSha256: ownSha256, parts } = contentHashes(report.content, sha256);
  const names = [...new Set([...Object.keys(report.parts), ...Object.keys(parts)])];
  for (const name of names) if (parts[name] !== report.parts[name]) faults.push(`${name} was changed`);
  if (ownSha256 !== report.contentSha256)
    faults.push("the content is not the one whose hash the report states");
  if (seal === null) return [...faults, "the report has no seal: it was not issued"];
  if (report.status !== "issued") faults.push("status was changed");
  if (sealHash({ ...report, seal }, sha256) !== seal.hash && !isProgramUnsealed(report, sha256))
    faults.push(
      ...contradictionsOf(report),
      "the seal does not fit: id, number, version, supersedes, software, people, times, restatement, hashes or the place in the chain were changed",
    );
  if (publicKey !== undefined && publicKey !== seal.publicKey)
    faults.push("the seal was made with another key");
  if (!isSigned(seal.hash, seal.signature, seal.publicKey)) faults.push("the signature of the seal is wrong");
  return faults;
}

/** Of what the seal covers as a whole: what disagrees with the rest of the report, so that a change has a name. */
function contradictionsOf({ number, version, restatement, content }: Report): string[] {
  const told = new Map(content.figures.map(({ id, figure }) => [id, figure.value]));
  const lines = restatement.filter((line) => told.has(line.figure) && told.get(line.figure) !== line.new);
  return [
    ...lines.map(({ figure }) => `the restatement of ${figure} was changed`),
    ...(number === null || number.endsWith(`-${version}`) ? [] : ["number or version was changed"]),
  ];
}

export type ReportChainVerdict =
  | { readonly ok: true; readonly reports: number; readonly head: string }
  | { readonly ok: false; readonly seq: number; readonly what: string };

/**
 * Checks issued reports from the first on.
 * @param knownHead hash of any seal, kept elsewhere; absent: a cut tail cannot be told
 */
export function checkReportChain(
  reports: Iterable<Report>,
  checks: SealChecks,
  knownHead?: string,
): ReportChainVerdict {
  let previous = chainStart;
  let seq = 0;
  let key = checks.publicKey;
  let headSeen = knownHead === undefined || knownHead === chainStart;
  for (const report of reports) {
    seq += 1;
    const { seal } = report;
    if (seal?.seq !== seq)
      return {
        ok: false,
        seq,
        what: `report ${seq} is missing; ${seal?.seq ?? "one without a seal"} stands there`,
      };
    const [fault] = faultsOf(report, { ...checks, publicKey: key });
    if (fault) return { ok: false, seq, what: `${report.number ?? report.id}: ${fault}` };
    if (seal.previousHash !== previous)
      return { ok: false, seq, what: `${report.number ?? report.id} does not follow the report before it` };
    key = seal.publicKey;
    previous = seal.hash;
    headSeen ||= previous === knownHead;
  }
  if (!headSeen)
    return { ok: false, seq: seq + 1, what: "the chain ends before the head that was kept elsewhere" };
  return { ok: true, reports: seq, head: previous };
}
