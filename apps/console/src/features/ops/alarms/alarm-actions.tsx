import type { AlarmBoard, AlarmView } from "@aidc/contract";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { Button } from "../../../ui/button.tsx";
import { useDeskSearch } from "../use-desk-search.ts";
import { AcknowledgeBar } from "./acknowledge-bar.tsx";
import { isSilenced, isUndoable, needsAcknowledgement, needsReset, withCarried } from "./arrange-alarms.ts";
import { DeedFailure } from "./deed-failure.tsx";
import { ServiceForm } from "./service-form.tsx";
import { ShelveForm } from "./shelve-form.tsx";
import { useAcknowledge, useShelf } from "./use-alarm-deeds.ts";

/** What may be done with it as it stands; a form asks for the reason first. */
export function AlarmActions({ alarm, board }: { alarm: AlarmView; board: AlarmBoard }) {
  const { form, change } = useDeskSearch();
  const close = () => change({ form: undefined }, false);
  const acknowledge = useAcknowledge();
  const shelf = useShelf(close);
  const failure = shelf.error && describeFailure(shelf.error);
  const isOut = alarm.letter === "I";
  return (
    <div className="grid gap-4 border-t border-rule pt-4">
      <AcknowledgeBar
        picked={needsAcknowledgement(alarm) ? withCarried(board.alarms, [alarm]) : []}
        acknowledge={acknowledge}
        undoable={[alarm].filter(isUndoable)}
        onSend={(alarms, note) => acknowledge.send({ alarms, note, seenMs: board.nowMs })}
      />
      {form === undefined && <DeedButtons alarm={alarm} shelf={shelf} />}
      {form === "shelve" && (
        <ShelveForm
          nowMs={board.nowMs}
          isBusy={shelf.isPending}
          onCancel={close}
          onShelve={(reason, untilMs) => shelf.shelve(alarm.id, reason, untilMs)}
        />
      )}
      {form === "service" && (
        <ServiceForm
          isOut={isOut}
          isBusy={shelf.isPending}
          onCancel={close}
          onSet={(reason) => shelf.setService(alarm.id, !isOut, reason)}
        />
      )}
      {failure && <DeedFailure failure={failure} />}
    </div>
  );
}

/** One press each; those that need a reason open their form. */
function DeedButtons({ alarm, shelf }: { alarm: AlarmView; shelf: ReturnType<typeof useShelf> }) {
  const intl = useIntl();
  const { change } = useDeskSearch();
  const isOut = alarm.letter === "I";
  return (
    <div className="flex flex-wrap gap-2">
      {needsReset(alarm) && (
        <Button look="strong" disabled={shelf.isPending} onClick={() => shelf.reset(alarm)}>
          {intl.formatMessage({ id: "alarms.reset" })}
        </Button>
      )}
      {!isSilenced(alarm) && (
        <Button onClick={() => change({ form: "shelve" })}>
          {intl.formatMessage({ id: "alarms.shelve" })}
        </Button>
      )}
      {alarm.shelf && (
        <Button disabled={shelf.isPending} onClick={() => shelf.unshelve(alarm.id)}>
          {intl.formatMessage({ id: "alarms.unshelve" })}
        </Button>
      )}
      <Button onClick={() => change({ form: "service" })}>
        {intl.formatMessage({ id: isOut ? "alarms.service.in" : "alarms.service.out" })}
      </Button>
    </div>
  );
}
