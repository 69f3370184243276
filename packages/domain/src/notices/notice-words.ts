/** The words of notices in both languages. People read them on a phone at night: what, where, how bad, since when. */
import type { Severity, ToldEvent } from "@aidc/contract";
import { counted } from "../display/counted.ts";

export interface NoticeWords {
  readonly severity: Readonly<Record<Severity, string>>;
  readonly event: Readonly<Record<ToldEvent, string>>;
  readonly events: (count: number) => string;
  readonly limit: string;
  readonly by: string;
  readonly more: (count: number) => string;
  readonly open: string;
  readonly between: string;
  readonly colon: string;
  readonly test: { readonly title: string; readonly body: (center: string) => string };
}

export const noticeWords: Readonly<Record<"zh" | "en", NoticeWords>> = {
  en: {
    severity: { critical: "critical", major: "major", minor: "minor", warning: "warning" },
    event: {
      raised: "raised",
      returned: "returned to normal",
      acknowledged: "acknowledged",
      unacknowledged: "acknowledgement taken back",
      shelved: "shelved",
      out_of_service: "out of service",
    },
    events: (count) => counted(count, "alarm event", "alarm events"),
    limit: "limit",
    by: "by",
    more: (count) => counted(count, "more is not listed here.", "more are not listed here."),
    open: "Open the alarms",
    between: ", ",
    colon: ": ",
    test: {
      title: "Test message",
      body: (center) => `Notices of alarms of ${center} arrive here. Nothing has happened.`,
    },
  },
  zh: {
    severity: { critical: "紧急", major: "重要", minor: "次要", warning: "提示" },
    event: {
      raised: "触发",
      returned: "恢复",
      acknowledged: "已确认",
      unacknowledged: "确认已撤回",
      shelved: "已搁置",
      out_of_service: "已停用",
    },
    events: (count) => `${count} 条告警事件`,
    limit: "限值",
    by: "操作人",
    more: (count) => `另有 ${count} 条未列出。`,
    open: "查看告警",
    between: "，",
    colon: "：",
    test: {
      title: "测试消息",
      body: (center) => `${center} 的告警通知将发送到这里。当前没有发生任何事件。`,
    },
  },
};
