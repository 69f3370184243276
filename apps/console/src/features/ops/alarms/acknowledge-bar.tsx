import type { AlarmView } from "@aidc/contract";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { isolate, isolatePlace } from "../../../i18n/isolate.ts";
import { Button } from "../../../ui/button.tsx";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import type { Acknowledged } from "./acknowledge-several.ts";
import { useAlarmWords } from "./use-alarm-words.ts";

const named = 3;

/** Acknowledges what is chosen, and says what became of the last time. */
export function AcknowledgeBar(props: {
  picked: readonly AlarmView[];
  result: Acknowledged | null;
  error: Error | null;
  isBusy: boolean;
  onSend: (alarms: readonly AlarmView[], note: string) => void;
}) {
  const { picked, result, error, isBusy, onSend } = props;
  const intl = useIntl();
  const [note, setNote] = useState("");
  const label = intl.formatMessage({ id: "alarms.note" });
  const failure = error && describeFailure(error);
  const send = () => {
    onSend(picked, note.trim());
    setNote("");
  };
  return (
    <>
      {picked.length > 0 && (
        <div className="flex flex-wrap items-center gap-3 rounded border border-rule bg-panel p-2">
          <Button look="strong" disabled={isBusy} onClick={send}>
            {intl.formatMessage(
              { id: picked.length === 1 ? "alarms.acknowledge" : "alarms.acknowledge.count" },
              { count: picked.length },
            )}
          </Button>
          <input
            className="min-h-8 w-80 max-w-full rounded border border-rule bg-ground px-2.5 text-sm"
            placeholder={label}
            aria-label={label}
            maxLength={1000}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        </div>
      )}
      {failure && <FailureNote code={failure.code} requestId={failure.requestId} />}
      {result && <Result result={result} />}
    </>
  );
}

function Result({ result }: { result: Acknowledged }) {
  const intl = useIntl();
  const words = useAlarmWords();
  const names = (alarms: readonly AlarmView[]) =>
    alarms
      .slice(0, named)
      .map((alarm) => `${isolate(words.name(alarm))} (${isolatePlace(alarm.place)})`)
      .join(", ") + (alarms.length > named ? ", \u2026" : "");
  const problems = (["again", "before", "failed"] as const).filter((kind) => result[kind].length > 0);
  return (
    <div role="status" className="grid gap-1 text-sm text-soft">
      {result.done.length > 0 && (
        <p>{intl.formatMessage({ id: "alarms.done" }, { count: result.done.length })}</p>
      )}
      {problems.map((kind) => (
        <p key={kind} className="flex items-center gap-2">
          <StateMark mark={kind === "before" ? "info" : "warning"} className="size-2.5 shrink-0" />
          {intl.formatMessage(
            { id: `alarms.done.${kind}` },
            { count: result[kind].length, names: names(result[kind]) },
          )}
        </p>
      ))}
    </div>
  );
}
