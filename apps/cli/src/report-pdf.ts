import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import { BadFile } from "./bad-file.ts";

export interface SignedPdf {
  /** The report's JSON, as it is attached to the pages. */
  readonly json: string;
  readonly signature: string;
  /** Of everything before the signature. */
  readonly sha256: string;
}

const mark = Buffer.from("\n%AIDC-REPORT-SIGNATURE ");

/**
 * A report's PDF holds the report as an attached file and, after its last byte, the signature over the pages.
 * Source: ISO 32000-2, 7.11.4 (embedded file streams), 7.5.5 (what follows the end is ignored by readers).
 * @throws BadFile when it holds no report or no signature
 */
export function readSignedPdf(bytes: Buffer): SignedPdf {
  const at = bytes.lastIndexOf(mark);
  if (at < 0) throw new BadFile("the PDF has no signature");
  const signature = /^([A-Za-z0-9+/]{86}==)\n$/.exec(
    bytes.subarray(at + mark.length).toString("latin1"),
  )?.[1];
  if (signature === undefined) throw new BadFile("something was put after the signature of the PDF");
  const pages = bytes.subarray(0, at);
  const json = attachedReport(pages);
  if (json === null) throw new BadFile("the PDF holds no report");
  return { json, signature, sha256: createHash("sha256").update(pages).digest("hex") };
}

function attachedReport(pages: Buffer): string | null {
  for (let at = pages.indexOf("/EmbeddedFile"); at >= 0; at = pages.indexOf("/EmbeddedFile", at + 1)) {
    const start = pages.indexOf("stream", at);
    const head = pages.subarray(pages.lastIndexOf(" obj", at), start).toString("latin1");
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? Number.NaN);
    if (start < 0 || !Number.isInteger(length)) continue;
    const from = start + "stream".length + (pages[start + "stream".length] === 13 ? 2 : 1);
    const text = contentOf(pages.subarray(from, from + length), head.includes("/FlateDecode"));
    if (text?.includes('"format":"aidc-report"')) return text.trimEnd();
  }
  return null;
}

function contentOf(stream: Buffer, isPacked: boolean): string | null {
  try {
    return (isPacked ? inflateSync(stream) : stream).toString("utf8");
  } catch {
    return null;
  }
}
