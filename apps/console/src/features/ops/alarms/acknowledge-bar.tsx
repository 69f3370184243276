import type { AlarmView } from "@aidc/contract";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { isolate, isolatePlace } from "../../../i18n/isolate.ts";
import { Button } from "../../../ui/button.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import type { Acknowledged } from "./acknowledge-several.ts";
import { DeedFailure } from "./deed-failure.tsx";
import type { Acknowledging } from "./use-alarm-deeds.ts";
import { useAlarmWords } from "./use-alarm-words.ts";

const named = 3;

/** Acknowledges what is chosen, and says what became of the last time. */
export function AcknowledgeBar(props: {
  picked: readonly AlarmView[];
  acknowledge: Acknowledging;
  /** What a press takes back. */
  undoable: readonly AlarmView[];
  onSend: (alarms: readonly AlarmView[], note: string) => void;
}) {
  const { picked, undoable, onSend } = props;
  const { result, undone, error, isBusy, undo } = props.acknowledge;
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
      {failure && <DeedFailure failure={failure} />}
      {(result ?? undone) !== null || undoable.length > 0 ? (
        <div className="flex flex-wrap items-center gap-3">
          <div role="status" className="grid gap-1 text-sm text-soft">
            {result && <Result result={result} />}
            {undone && <p>{intl.formatMessage({ id: "alarms.undone" }, { count: undone.count })}</p>}
          </div>
          {undoable.length > 0 && (
            <Button disabled={isBusy} onClick={() => undo(undoable)}>
              {intl.formatMessage({ id: "alarms.undo" })}
            </Button>
          )}
        </div>
      ) : null}
      {undone?.refusal && <DeedFailure failure={undone.refusal} />}
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
    <>
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
    </>
  );
}
