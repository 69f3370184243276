/**
 * What is sent, kind by kind, within the limit of each. Lines are left out before anything is cut, and what was left
 * out is counted in the message. Signatures are not of this place.
 */
import { cutToBytes, utf8Length } from "./bytes.ts";
import type { NoticeDigest, NoticeLine } from "./digest.ts";
import { noticeLimits } from "./limits.ts";
import { noticeWords } from "./notice-words.ts";
import type { NoticeScene, WrittenNotice } from "./write-notice.ts";
import { countOf, plain, writeNotice } from "./write-notice.ts";

export interface NoticeContent {
  /** null: a test. */
  readonly digest: NoticeDigest | null;
  readonly scene: NoticeScene;
}

/** Room for the time stamp and the signature that some kinds carry in the body. */
const signatureBytes = 200;
const longestTitleBytes = 300;

/** WeCom counts the text and not the body. */
export function wecomPayload(content: NoticeContent): object {
  const fits = (text: string) => utf8Length(text) <= noticeLimits.wecom.maxBytes;
  return { msgtype: "markdown", markdown: { content: fitMarkdown(content, fits) } };
}

export function dingtalkPayload(content: NoticeContent): object {
  const title = titleOf(content);
  const payload = (text: string) => ({ msgtype: "markdown", markdown: { title, text } });
  return payload(fitMarkdown(content, (text) => bodyFits(payload(text), noticeLimits.dingtalk.maxBytes)));
}

export function feishuPayload(content: NoticeContent): object {
  const { digest } = content;
  const template = digest === null ? "blue" : countOf(digest, "critical") > 0 ? "red" : "orange";
  const header = { template, title: { tag: "plain_text", content: titleOf(content) } };
  const payload = (text: string) => ({
    msg_type: "interactive",
    card: { header, elements: [{ tag: "markdown", content: text }] },
  });
  return payload(fitMarkdown(content, (text) => bodyFits(payload(text), noticeLimits.feishu.maxBytes)));
}

export function mailOf({ digest, scene }: NoticeContent): { subject: string; text: string } {
  const written = writeNotice(digest, scene);
  const words = noticeWords[scene.language];
  const more = written.unlisted > 0 ? [words.more(written.unlisted)] : [];
  const text = [written.title, "", ...written.lines, ...more, "", `${words.open}${words.colon}${scene.url}`];
  return {
    subject: cutToBytes(`${plain(scene.center.name)} - ${written.title}`, longestTitleBytes),
    text: cutToBytes(
      [...text, `${plain(scene.center.name)} (${scene.center.timeZone})`, ""].join("\n"),
      noticeLimits.email.maxBytes,
    ),
  };
}

/** The payload of a webhook: machine-readable, and the same facts as the words. */
export function webhookPayload({ digest, scene }: NoticeContent, madeAt: string): object {
  const { center, url } = scene;
  const type = digest === null ? "notice.test" : "alarm.notice";
  const written = writeNotice(digest, scene);
  const payload = (events: readonly object[]) => ({
    type,
    timestamp: madeAt,
    data: {
      center,
      url,
      title: written.title,
      count: digest?.count ?? 0,
      counts: digest?.counts ?? {},
      events,
      unlisted: (digest?.count ?? 0) - events.length,
    },
  });
  const events = (digest?.worst ?? []).map(eventOf);
  while (events.length > 0 && !bodyFits(payload(events), noticeLimits.webhook.maxBytes)) events.pop();
  return payload(events);
}

function eventOf({ seq, atMs, alarm, event, severity, name, nameZh, place, ...rest }: NoticeLine): object {
  const at = new Date(atMs).toISOString();
  return { seq, at, alarm, event, severity, name, nameZh, place, ...rest };
}

const titleOf = ({ digest, scene }: NoticeContent): string =>
  cutToBytes(writeNotice(digest, scene).title, longestTitleBytes);

const bodyFits = (body: object, maxBytes: number): boolean =>
  utf8Length(JSON.stringify(body)) + signatureBytes <= maxBytes;

/** As many lines as fit, and in the end as many characters. */
function fitMarkdown({ digest, scene }: NoticeContent, fits: (text: string) => boolean): string {
  const written = writeNotice(digest, scene);
  for (let lines = written.lines.length; lines > 0; lines--) {
    const text = markdown(written, lines, scene);
    if (fits(text)) return text;
  }
  const text = markdown(written, 0, scene);
  let room = utf8Length(text);
  while (!fits(cutToBytes(text, room))) room = Math.floor(room / 2);
  return cutToBytes(text, room);
}

function markdown({ title, lines, unlisted }: WrittenNotice, count: number, scene: NoticeScene): string {
  const words = noticeWords[scene.language];
  const left = unlisted + lines.length - count;
  const blocks = [
    `**${title}**`,
    ...lines.slice(0, count).map((line) => `- ${line}`),
    ...(left > 0 ? [words.more(left)] : []),
    `[${words.open}](${scene.url}) · ${plain(scene.center.name)}`,
  ];
  return blocks.join("\n\n");
}
