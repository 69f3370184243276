import type { ServiceEvent } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { Choice } from "../../../ui/choice.tsx";
import { TextAreaField, TextField } from "../../../ui/field.tsx";
import { readMoment, writeMoment } from "../center-moment.ts";
import { FormButtons } from "../form-buttons.tsx";
import { MomentField } from "../moment-field.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { Refusal } from "../refusal.tsx";
import { sortFaults } from "../sort-faults.ts";
import { eventStateOf } from "./event-state.ts";
import { newUuid } from "./new-uuid.ts";
import { readPlaces, unnamedWord, writePlaces } from "./places-text.ts";
import { TenantChoice } from "./tenant-choice.tsx";

const kinds = ["incident", "maintenance"] as const;
const fields = ["kind", "title", "text", "from", "to", "tenants", "places"];

interface Draft {
  readonly kind: ServiceEvent["kind"];
  readonly title: string;
  readonly text: string;
  readonly from: string;
  readonly to: string;
  readonly tenants: readonly string[] | null;
  /** One a line, as `rack/R-07`. */
  readonly places: string;
}

/** Announces an incident or planned work, changes what was said, or ends it now. */
export function EventForm(props: { event: ServiceEvent | null; nowMs: number; onDone: () => void }) {
  const { event, nowMs, onDone } = props;
  const intl = useIntl();
  const { timeZone } = useOpsCenter();
  const [draft, setDraft] = useState<Draft>(() => firstDraft(event, nowMs, timeZone));
  const set = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }));
  const { save, submit, endNow } = useSave(event, draft, nowMs, onDone);
  const failure = save.error && describeFailure(save.error);
  const faults = sortFaults(failure, fields, "to");
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <Choice
        label={intl.formatMessage({ id: "desk.event.kind" })}
        value={draft.kind}
        options={kinds.map((value) => ({
          value,
          text: intl.formatMessage({ id: `desk.event.kind.${value}` }),
        }))}
        onChange={(kind) => set({ kind })}
      />
      <EventWords draft={draft} set={set} at={faults.at} />
      <EventTimes draft={draft} set={set} at={faults.at} />
      <EventPlaces draft={draft} set={set} at={faults.at} />
      <TenantChoice
        value={draft.tenants}
        unnamed={unnamedWord(readPlaces(draft.places))}
        fault={faults.at.tenants}
        onChange={(tenants) => set({ tenants })}
      />
      <Refusal failure={failure} faults={faults} />
      <div className="flex flex-wrap justify-between gap-2">
        <FormButtons
          action={intl.formatMessage({ id: event ? "desk.save" : "desk.event.tell" })}
          isBusy={save.isPending}
          onCancel={onDone}
        />
        {event && eventStateOf(event, nowMs) === "on" && (
          <Button disabled={save.isPending} onClick={endNow}>
            {intl.formatMessage({ id: "desk.event.end" })}
          </Button>
        )}
      </div>
    </form>
  );
}

interface Part {
  draft: Draft;
  set: (changes: Partial<Draft>) => void;
  at: Readonly<Record<string, string>>;
}

function EventWords({ draft, set, at }: Part) {
  const intl = useIntl();
  return (
    <>
      <TextField
        label={intl.formatMessage({ id: "desk.event.title" })}
        value={draft.title}
        required
        maxLength={200}
        fault={at.title}
        onChange={({ target }) => set({ title: target.value })}
      />
      <TextAreaField
        label={intl.formatMessage({ id: "desk.event.text" })}
        value={draft.text}
        rows={5}
        maxLength={4000}
        fault={at.text}
        onChange={({ target }) => set({ text: target.value })}
      />
    </>
  );
}

function EventPlaces({ draft, set, at }: Part) {
  const intl = useIntl();
  return (
    <TextAreaField
      label={intl.formatMessage({ id: "alarms.places" })}
      hint={intl.formatMessage({
        id: draft.kind === "maintenance" ? "alarms.places.maintenance" : "alarms.places.incident",
      })}
      value={draft.places}
      rows={3}
      fault={at.places}
      onChange={({ target }) => set({ places: target.value })}
    />
  );
}

function EventTimes({ draft, set, at }: Part) {
  const intl = useIntl();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <MomentField
        label={intl.formatMessage({ id: "desk.column.from" })}
        value={draft.from}
        required
        fault={at.from}
        onChange={(from) => set({ from })}
      />
      <MomentField
        label={intl.formatMessage({ id: "desk.event.to" })}
        value={draft.to}
        fault={at.to}
        onChange={(to) => set({ to })}
      />
    </div>
  );
}

function firstDraft(event: ServiceEvent | null, nowMs: number, timeZone: string): Draft {
  const write = (instant: string | null) =>
    instant === null ? "" : writeMoment(Date.parse(instant), timeZone);
  if (event)
    return { ...event, from: write(event.from), to: write(event.to), places: writePlaces(event.places) };
  const from = writeMoment(nowMs, timeZone);
  return { kind: "incident", title: "", text: "", from, to: "", tenants: null, places: "" };
}

function useSave(event: ServiceEvent | null, draft: Draft, nowMs: number, onDone: () => void) {
  const { id: center, timeZone } = useOpsCenter();
  const queries = useQueryClient();
  // A second try after a refusal is the same event, not another one.
  const [id] = useState(() => event?.id ?? newUuid());
  const save = useMutation({
    ...api.serviceEvents.setEvent.mutationOptions(),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: api.serviceEvents.key() });
      onDone();
    },
  });
  const send = (to: string | null) => {
    const from = readMoment(draft.from, timeZone);
    if (from === null) return;
    const { kind, title, text } = draft;
    const tenants = draft.tenants === null ? null : [...draft.tenants];
    const places = readPlaces(draft.places);
    save.mutate({ center, event: id, draft: { kind, title: title.trim(), text, from, to, tenants, places } });
  };
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    send(readMoment(draft.to, timeZone));
  };
  return { save, submit, endNow: () => send(new Date(nowMs).toISOString()) };
}
