import type { ShiftHandover } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { MarkedText } from "../../../ui/marked-text.tsx";
import { useAuthor } from "../../../ui/use-author.ts";
import { useAlarmWords } from "../alarms/use-alarm-words.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { useOpsViewer } from "../ops-viewer.tsx";
import { Refusal } from "../refusal.tsx";
import { sortFaults } from "../sort-faults.ts";
import { SummaryView } from "./summary-view.tsx";

/** Signed notes, newest first; one that nobody has taken over waits for a second signature. */
export function HandoverList({ notes }: { notes: readonly ShiftHandover[] }) {
  const intl = useIntl();
  if (notes.length === 0) return <EmptyNote title={intl.formatMessage({ id: "shift.handovers.none" })} />;
  return (
    <ol className="grid gap-3">
      {notes.map((note) => (
        <li key={note.id} className="rounded border border-rule bg-panel p-4">
          <Note note={note} />
        </li>
      ))}
    </ol>
  );
}

function Note({ note: { id, note, summary, handedOver, takenOver } }: { note: ShiftHandover }) {
  const intl = useIntl();
  const words = useAlarmWords();
  const author = useAuthor();
  const signed = ({ by, at }: { by: string; at: string }) =>
    intl.formatMessage({ id: "alarms.detail.by" }, { time: words.moment(Date.parse(at)), by: author(by) });
  return (
    <div className="grid gap-3">
      <dl className="num grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        <dt className="text-faint">{intl.formatMessage({ id: "shift.handed" })}</dt>
        <dd>{signed(handedOver)}</dd>
        <dt className="text-faint">{intl.formatMessage({ id: "shift.taken" })}</dt>
        <dd>
          {takenOver ? (
            signed(takenOver)
          ) : (
            <MarkedText mark="info">{intl.formatMessage({ id: "shift.waiting" })}</MarkedText>
          )}
        </dd>
      </dl>
      {note !== "" && <p className="max-w-prose whitespace-pre-line">{note}</p>}
      <details>
        <summary className="min-h-8 cursor-pointer py-1 text-sm">
          {intl.formatMessage({ id: "shift.summary" })}
        </summary>
        <SummaryView summary={summary} />
      </details>
      {!takenOver && <TakeOver id={id} by={handedOver.by} />}
    </div>
  );
}

function TakeOver({ id, by }: { id: string; by: string }) {
  const intl = useIntl();
  const { id: center } = useOpsCenter();
  const { person } = useOpsViewer();
  const queries = useQueryClient();
  const take = useMutation({
    ...api.shift.takeOver.mutationOptions(),
    onSettled: () => queries.invalidateQueries({ queryKey: api.shift.key() }),
  });
  const failure = take.error && describeFailure(take.error);
  const isOwn = person?.name === by;
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <Button disabled={take.isPending} onClick={() => take.mutate({ center, handover: id })}>
          {intl.formatMessage({ id: "shift.take" })}
        </Button>
        {isOwn && (
          <span className="text-sm text-faint">{intl.formatMessage({ id: "shift.take.other" })}</span>
        )}
      </div>
      <Refusal failure={failure} faults={sortFaults(failure, [])} />
    </div>
  );
}
