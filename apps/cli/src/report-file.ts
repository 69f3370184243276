import { createHash, createPublicKey, verify } from "node:crypto";
import type { Report } from "@aidc/contract";
import { reportSchema } from "@aidc/contract";
import type { SealChecks } from "@aidc/domain";
import { canonicalJson, checkReportChain, faultsOf, isProgramUnsealed } from "@aidc/domain";
import { BadFile } from "./bad-file.ts";
import { readSignedPdf } from "./report-pdf.ts";

/** What is kept elsewhere; without it a file is only checked against itself. */
export interface Kept {
  /** Hash of a seal. */
  readonly head: string | undefined;
  /** The public key that the server shows, base64. */
  readonly key: string | undefined;
}

export type FileVerdict =
  | { readonly ok: true; readonly facts: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly what: string };

/**
 * Checks a report or an exported chain without a server.
 * @param bytes a report as JSON, as PDF with the JSON in it, or JSON lines of issued reports and a last line
 */
export function verifyReportFile(bytes: Buffer, kept: Kept): FileVerdict {
  try {
    if (bytes.subarray(0, 5).toString("latin1") === "%PDF-") {
      const pdf = readSignedPdf(bytes);
      return verifyOne(pdf.json, kept, (hash, publicKey) =>
        isSigned(`${hash}\n${pdf.sha256}`, pdf.signature, publicKey),
      );
    }
    if (isWithoutSeal(bytes))
      return wrong("CSV and XLSX carry no seal; verify the PDF or the JSON of the report");
    const text = bytes.toString("utf8");
    const lines = (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
    if (!Buffer.from(text).equals(bytes)) return wrong("is not UTF-8");
    // A report that was printed anew on many lines is one report, and no chain.
    const isChain = (lines.length > 1 && !isOneValue(text)) || isLastLine(lines[0] ?? "");
    return isChain ? verifyChain(lines, kept) : verifyOne(lines.join("\n"), kept);
  } catch (error) {
    if (error instanceof BadFile) return wrong(error.message);
    throw error;
  }
}

/** A ZIP is an XLSX, and our CSV begins with a byte order mark; neither JSON nor a chain begins so. */
function isWithoutSeal(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 3).toString("latin1");
  return head.startsWith("PK") || head === "\u00ef\u00bb\u00bf";
}

function isOneValue(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const wrong = (what: string): FileVerdict => ({ ok: false, what });

function checksOf({ key }: Kept): SealChecks {
  return { sha256, isSigned, publicKey: key };
}

function verifyOne(
  line: string,
  kept: Kept,
  isDrawnFromIt: ((sealHash: string, publicKey: string) => boolean) | null = null,
): FileVerdict {
  const report = reportOf(line, kept, "the file");
  const faults = faultsTold(report, kept);
  if (faults !== "") return wrong(faults);
  const { seal, number, contentSha256 } = report;
  if (seal === null) return wrong("the report has no seal");
  if (isDrawnFromIt && !isDrawnFromIt(seal.hash, seal.publicKey))
    return wrong("the pages were changed: the signature of the PDF is wrong");
  if (kept.head !== undefined && kept.head !== seal.hash && kept.head !== seal.previousHash)
    return wrong(
      "the head kept elsewhere is neither this report's nor the one before it; check the exported chain",
    );
  const { seq, hash, publicKey } = seal;
  const facts = { number, contentSha256, seq, hash, publicKey, ...signerOf(kept), ...programsOf([report]) };
  return { ok: true, facts };
}

function verifyChain(lines: readonly string[], kept: Kept): FileVerdict {
  const reports = lines.slice(0, -1).map((line, at) => reportOf(line, kept, `report ${at + 1}`));
  const verdict = checkReportChain(reports, checksOf(kept), kept.head);
  if (!verdict.ok) return wrong(`report ${verdict.seq}: ${verdict.what}`);
  const { reports: count, head } = verdict;
  if (lines.at(-1) !== canonicalJson({ reports: count, head }))
    return wrong(
      "the file does not end with the head of its reports: it was cut, or something was put at its end",
    );
  const publicKey = reports.at(-1)?.seal?.publicKey ?? null;
  return { ok: true, facts: { reports: count, head, publicKey, ...signerOf(kept), ...programsOf(reports) } };
}

/** A file that was made anew and signed by another key agrees with itself: only what is kept elsewhere tells. */
const signerOf = ({ head, key }: Kept): { readonly signer: "checked" | "not checked" } => ({
  signer: head === undefined && key === undefined ? "not checked" : "checked",
});

/** A report that an older server issued names a program that its seal does not cover: somebody may have written it there. */
function programsOf(reports: readonly Report[]): { readonly programNotSealed?: readonly (string | null)[] } {
  const unsealed = reports.filter((report) => isProgramUnsealed(report, sha256));
  return unsealed.length === 0 ? {} : { programNotSealed: unsealed.map(({ number }) => number) };
}

const isLastLine = (line: string): boolean => /^\{"head":"[0-9a-f]{64}","reports":\d+\}$/.test(line);

const faultsTold = (report: Report, kept: Kept): string =>
  faultsOf(report, checksOf(kept)).slice(0, 5).join("; ");

/**
 * Not a byte more or less than was issued: what no hash covers must not be there either. Whoever edits a figure may save
 * the file by another program: what else is wrong with it is told with its form.
 */
function reportOf(line: string, kept: Kept, name: string): Report {
  const parsed = reportSchema.safeParse(jsonOf(line));
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join(".") ?? "";
    throw new BadFile(`${name} is not an issued report${path === "" ? "" : `: ${path} was changed`}`);
  }
  if (canonicalJson(parsed.data) === line) return parsed.data;
  const faults = faultsTold(parsed.data, kept);
  throw new BadFile(
    `${name} is not in the form in which it was issued: its lines or spaces differ; verify it as it was downloaded${faults === "" ? "" : `; ${faults}`}`,
  );
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

function isSigned(text: string, signature: string, publicKey: string): boolean {
  try {
    const x = Buffer.from(publicKey, "base64").toString("base64url");
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, "base64"));
  } catch {
    return false;
  }
}
