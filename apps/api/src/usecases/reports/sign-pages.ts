import { createHash } from "node:crypto";
import type { Report } from "@aidc/contract";
import type { ReportSigner } from "./report-signer.ts";

/**
 * A PDF with the signature over its bytes and the seal of its report after its end, where readers ignore it. The
 * attached JSON is sealed by itself; this keeps somebody from drawing other pages around it. The same pages get the
 * same bytes, because Ed25519 signs without chance. Other files stay as they are.
 */
export async function signPages(file: File, { seal }: Report, signer: ReportSigner): Promise<File> {
  if (file.type !== "application/pdf" || seal === null) return file;
  const bytes = Buffer.from(await file.arrayBuffer());
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const signature = signer.sign(`${seal.hash}\n${sha256}`);
  return new File([bytes, `\n%AIDC-REPORT-SIGNATURE ${signature}\n`], file.name, { type: file.type });
}
