import type { ReportScheduleInput } from "@aidc/contract";
import { scheduleKinds } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import type { Failure } from "../../../api/failure.ts";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { languages, ownNames } from "../../../i18n/languages.ts";
import { Button } from "../../../ui/button.tsx";
import { CopyButton } from "../../../ui/copy-button.tsx";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { SelectField, TextAreaField, TextField } from "../../../ui/field.tsx";

interface Draft {
  readonly name: string;
  readonly every: (typeof scheduleKinds)[number];
  readonly day: string;
  readonly time: string;
  readonly language: "zh" | "en";
  readonly email: string;
  readonly webhook: string;
}

/** A new schedule. Secrets that were made for it are shown once, then it is done. */
export function ScheduleForm(props: { center: string; mail: boolean; onDone: () => void }) {
  const { center, mail, onDone } = props;
  const intl = useIntl();
  const queries = useQueryClient();
  const language = intl.locale.startsWith("zh") ? "zh" : "en";
  const [draft, setDraft] = useState<Draft>({
    name: "",
    every: "month",
    day: "3",
    time: "06:00",
    language,
    email: "",
    webhook: "",
  });
  const set = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }));
  const add = useMutation({
    ...api.reportSchedules.add.mutationOptions(),
    onSuccess: async ({ madeSecrets }) => {
      await queries.invalidateQueries({ queryKey: api.reportSchedules.key() });
      if (madeSecrets.length === 0) onDone();
    },
  });
  const failure = add.error ? describeFailure(add.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate({ center, schedule: scheduleOf(draft) });
  };
  const [made] = add.data?.madeSecrets ?? [];
  if (made) return <Secret secret={made.secret} onDone={onDone} />;
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <When draft={draft} set={set} faults={faultsOf(failure, draft)} />
      <Where draft={draft} set={set} faults={faultsOf(failure, draft)} mail={mail} />
      {failure && failure.issues.length === 0 && <FailureNote {...failure} />}
      <div className="flex gap-2">
        <Button type="submit" look="strong" disabled={add.isPending}>
          {intl.formatMessage({ id: "schedules.new" })}
        </Button>
        <Button onClick={onDone}>{intl.formatMessage({ id: "schedules.cancel" })}</Button>
      </div>
    </form>
  );
}

function receiversOf({ email }: Draft): string[] {
  return email.split(/[\s,;,;]+/).filter((address) => address !== "");
}

function scheduleOf(draft: Draft): ReportScheduleInput {
  const { name, every, day, time, language, webhook } = draft;
  const to = receiversOf(draft);
  const url = webhook.trim();
  return {
    name,
    every,
    day: Number(day),
    time,
    language,
    deliverTo: [
      ...(to.length === 0 ? [] : [{ kind: "email" as const, to }]),
      ...(url === "" ? [] : [{ kind: "webhook" as const, url }]),
    ],
  };
}

type Faults = Partial<Record<keyof Draft, string>>;

/** The server names the place in its input; the mail stands first where there is one. */
function faultsOf(failure: Failure | null, draft: Draft): Faults {
  const faults: Faults = {};
  for (const { path, message } of failure?.issues ?? []) {
    const [, field, index] = path.split(".");
    const isMail = index === "0" && receiversOf(draft).length > 0;
    const at = field === "deliverTo" ? (isMail ? "email" : "webhook") : field;
    if (at !== undefined && at in draft) Object.assign(faults, { [at]: message });
    else faults.name = `${path}: ${message}`;
  }
  return faults;
}

interface Part {
  readonly draft: Draft;
  readonly set: (changes: Partial<Draft>) => void;
  readonly faults: Faults;
}

function When({ draft, set, faults }: Part) {
  const intl = useIntl();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        label={intl.formatMessage({ id: "schedules.name" })}
        hint={intl.formatMessage({ id: "schedules.name.hint" })}
        value={draft.name}
        required
        maxLength={100}
        autoComplete="off"
        fault={faults.name}
        onChange={({ target }) => set({ name: target.value })}
      />
      <SelectField
        label={intl.formatMessage({ id: "schedules.every" })}
        value={draft.every}
        options={scheduleKinds.map((kind) => ({
          value: kind,
          text: intl.formatMessage({ id: `reports.kind.${kind}` }),
        }))}
        onChange={({ target }) => {
          const every = scheduleKinds.find((kind) => kind === target.value);
          if (every) set({ every });
        }}
      />
      <TextField
        type="number"
        min={1}
        max={28}
        label={intl.formatMessage({ id: "schedules.day" })}
        hint={intl.formatMessage({ id: "schedules.day.hint" })}
        value={draft.day}
        required
        fault={faults.day}
        onChange={({ target }) => set({ day: target.value })}
      />
      <TextField
        type="time"
        label={intl.formatMessage({ id: "schedules.time" })}
        value={draft.time}
        required
        fault={faults.time}
        onChange={({ target }) => set({ time: target.value })}
      />
    </div>
  );
}

function Where({ draft, set, faults, mail }: Part & { readonly mail: boolean }) {
  const intl = useIntl();
  const mailHint = intl.formatMessage({ id: mail ? "schedules.email.hint" : "notices.mail.none" });
  return (
    <div className="grid gap-4">
      <TextAreaField
        label={intl.formatMessage({ id: "schedules.email" })}
        hint={mailHint}
        value={draft.email}
        disabled={!mail}
        fault={faults.email}
        onChange={({ target }) => set({ email: target.value })}
      />
      <TextField
        type="url"
        label={intl.formatMessage({ id: "schedules.webhook" })}
        hint={intl.formatMessage({ id: "schedules.webhook.hint" })}
        value={draft.webhook}
        maxLength={2000}
        autoComplete="off"
        spellCheck={false}
        fault={faults.webhook}
        onChange={({ target }) => set({ webhook: target.value })}
      />
      <SelectField
        label={intl.formatMessage({ id: "schedules.language" })}
        value={draft.language}
        options={languages.map((value) => ({ value, text: ownNames[value] }))}
        onChange={({ target }) => set({ language: target.value === "zh" ? "zh" : "en" })}
      />
    </div>
  );
}

function Secret({ secret, onDone }: { secret: string; onDone: () => void }) {
  const intl = useIntl();
  return (
    <div className="grid gap-3" role="status">
      <p>{intl.formatMessage({ id: "schedules.secret" })}</p>
      <code className="select-all break-all rounded border border-rule bg-raised p-3 text-sm">{secret}</code>
      <div className="flex gap-2">
        <CopyButton text={secret} />
        <Button onClick={onDone}>{intl.formatMessage({ id: "schedules.done" })}</Button>
      </div>
    </div>
  );
}
