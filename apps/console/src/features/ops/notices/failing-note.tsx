import type { NoticeTarget } from "@aidc/contract";
import { useIntl } from "react-intl";
import { useServerNowMs } from "../../../live/use-server-now.ts";
import { MarkedNote } from "../../../ui/marked-note.tsx";
import { useWords } from "../../../ui/use-words.ts";

/** Nobody hears of alarms there: since when, in whose words, and what happens next. Not read out: its ages move on. */
export function FailingNote({ target }: { target: NoticeTarget }) {
  const intl = useIntl();
  const words = useWords();
  const nowMs = useServerNowMs();
  const { name, enabled, state, failingSince, lastAttempt, nextAttemptAt, waiting } = target;
  if (!enabled || (state !== "failing" && state !== "given_up")) return null;
  const age = failingSince === null ? "" : words.age(Math.max(0, nowMs - Date.parse(failingSince)));
  return (
    <MarkedNote
      mark={state === "given_up" ? "critical" : "warning"}
      title={intl.formatMessage({ id: "notices.failing" }, { name, age })}
    >
      {lastAttempt && <p className="break-all font-mono text-xs">{lastAttempt.answer}</p>}
      {state === "given_up" && <p>{intl.formatMessage({ id: "notices.given_up" })}</p>}
      {nextAttemptAt !== null && (
        <p className="text-faint">
          {intl.formatMessage(
            { id: "notices.next" },
            { age: words.age(Math.max(0, Date.parse(nextAttemptAt) - nowMs)), waiting },
          )}
        </p>
      )}
    </MarkedNote>
  );
}
