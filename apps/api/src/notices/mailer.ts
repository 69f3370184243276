import { createTransport } from "nodemailer";
import type { SendOutcome } from "../usecases/notices/sender-port.ts";
import { shown } from "./judge-answer.ts";

export interface SmtpSettings {
  /** `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte. */
  readonly url: string;
  readonly from: string;
}

interface Mail {
  readonly id: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly files?: readonly File[];
}

const timeoutMs = 10_000;
/** A file is scanned before the mail is taken: who gives up sooner sends it again, and it arrives twice. */
const withFilesMs = 120_000;

/**
 * Hands mails to the server that an administrator named; that one delivers them. A mail that it took for some has been
 * sent: a second try would bring it to those again. Whom it refused stands in the answer.
 */
export function openMailer({ url, from }: SmtpSettings) {
  const { password } = new URL(url);
  const secrets = [url, decodeURIComponent(password)].filter((text) => text.length >= 4);
  const host = from.slice(from.lastIndexOf("@") + 1).replace(/>.*$/, "");
  return async ({ id, to, subject, text, files = [] }: Mail): Promise<SendOutcome> => {
    const transport = createTransport({
      url,
      disableFileAccess: true,
      disableUrlAccess: true,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: files.length > 0 ? withFilesMs : timeoutMs,
    });
    try {
      const attachments = await Promise.all(files.map(attachmentOf));
      const sent = await transport.sendMail({
        from,
        to: [...to],
        subject,
        text,
        attachments,
        messageId: `<${id}@${host}>`,
        headers: { "Auto-Submitted": "auto-generated" },
      });
      const refused = sent.rejected.map(String);
      const answer = refused.length > 0 ? `refused: ${refused.join(", ")}; ${sent.response}` : sent.response;
      return { ok: sent.accepted.length > 0, status: null, answer: shown(answer, secrets), pauseMs: null };
    } catch (error) {
      const answer = error instanceof Error ? error.message : String(error);
      return { ok: false, status: null, answer: shown(answer, secrets), pauseMs: null };
    } finally {
      transport.close();
    }
  };
}

async function attachmentOf(file: File) {
  return { filename: file.name, content: Buffer.from(await file.arrayBuffer()), contentType: file.type };
}
