import type { NoticeTarget } from "@aidc/contract";
import { noticeEvents, noticeKinds, severities } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { languages, ownNames } from "../../../i18n/languages.ts";
import { SelectField, TextField } from "../../../ui/field.tsx";
import { FormButtons } from "../form-buttons.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { Refusal } from "../refusal.tsx";
import type { FormFaults } from "../sort-faults.ts";
import { sortFaults } from "../sort-faults.ts";
import { AddressFields } from "./address-fields.tsx";
import { CheckList } from "./check-list.tsx";
import { SecretOnce } from "./secret-once.tsx";
import type { TargetDraft } from "./target-draft.ts";
import { addressOf, draftOf, newDraft, settingsOf } from "./target-draft.ts";

const fields = [
  "name",
  "language",
  "severities",
  "events",
  "digestMinutes",
  "from",
  "to",
  "url",
  "secret",
  "kind",
];

/** A place for notices, new or changed. A secret that was made for it is shown once, then it is done. */
export function TargetForm({
  target,
  mail,
  onDone,
}: {
  target: NoticeTarget | null;
  mail: boolean;
  onDone: () => void;
}) {
  const intl = useIntl();
  const { id: center } = useOpsCenter();
  const [draft, setDraft] = useState(() =>
    target ? draftOf(target) : newDraft(intl.locale.startsWith("zh") ? "zh" : "en"),
  );
  const set = (changes: Partial<TargetDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const { create, change } = useSaving(onDone);
  const failure = describe(create.error ?? change.error);
  const faults = sortFaults(failure, fields, "url");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const settings = settingsOf(draft);
    const address = addressOf(draft);
    if (target) change.mutate({ center, target: target.id, settings, ...(address ? { address } : {}) });
    else if (address) create.mutate({ center, settings, address });
  };
  const made = create.data?.madeSecret ?? change.data?.madeSecret ?? null;
  if (made !== null) return <SecretOnce secret={made} onDone={onDone} />;
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <Who draft={draft} set={set} faults={faults} isNew={target === null} />
      <AddressFields draft={draft} set={set} faults={faults} isNew={target === null} mail={mail} />
      <What draft={draft} set={set} faults={faults} />
      <When draft={draft} set={set} faults={faults} />
      <Refusal failure={failure} faults={faults} />
      <FormButtons
        action={intl.formatMessage({ id: target ? "desk.save" : "notices.new" })}
        isBusy={create.isPending || change.isPending}
        onCancel={onDone}
      />
    </form>
  );
}

const describe = (error: unknown) => (error ? describeFailure(error) : null);

function useSaving(onDone: () => void) {
  const queries = useQueryClient();
  const onSuccess = async ({ madeSecret }: { madeSecret: string | null }) => {
    await queries.invalidateQueries({ queryKey: api.notices.key() });
    if (madeSecret === null) onDone();
  };
  return {
    create: useMutation({ ...api.notices.create.mutationOptions(), onSuccess }),
    change: useMutation({ ...api.notices.set.mutationOptions(), onSuccess }),
  };
}

export interface FormPart {
  readonly draft: TargetDraft;
  readonly set: (changes: Partial<TargetDraft>) => void;
  readonly faults: FormFaults;
}

function Who({ draft, set, faults, isNew }: FormPart & { isNew: boolean }) {
  const intl = useIntl();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        label={intl.formatMessage({ id: "column.name" })}
        hint={intl.formatMessage({ id: "notices.name.hint" })}
        value={draft.name}
        required
        maxLength={100}
        autoComplete="off"
        fault={faults.at.name}
        onChange={({ target }) => set({ name: target.value })}
      />
      <SelectField
        label={intl.formatMessage({ id: "notices.kind" })}
        value={draft.kind}
        disabled={!isNew}
        fault={faults.at.kind}
        options={noticeKinds.map((kind) => ({
          value: kind,
          text: intl.formatMessage({ id: `notices.kind.${kind}` }),
        }))}
        onChange={({ target }) => {
          const kind = noticeKinds.find((one) => one === target.value);
          if (kind) set({ kind });
        }}
      />
    </div>
  );
}

function What({ draft, set, faults }: FormPart) {
  const intl = useIntl();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <CheckList
        label={intl.formatMessage({ id: "alarms.severity" })}
        all={severities}
        chosen={draft.severities}
        wordOf={(severity) => intl.formatMessage({ id: `alarms.severity.${severity}` })}
        fault={faults.at.severities}
        onChange={(chosen) => set({ severities: chosen })}
      />
      <CheckList
        label={intl.formatMessage({ id: "notices.events" })}
        all={noticeEvents}
        chosen={draft.events}
        wordOf={(event) => intl.formatMessage({ id: `notices.event.${event}` })}
        fault={faults.at.events}
        onChange={(chosen) => set({ events: chosen })}
      />
    </div>
  );
}

function When({ draft, set, faults }: FormPart) {
  const intl = useIntl();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        type="number"
        min={0}
        max={1440}
        label={intl.formatMessage({ id: "notices.digest" })}
        hint={intl.formatMessage({ id: "notices.digest.hint" })}
        value={draft.digestMinutes}
        required
        fault={faults.at.digestMinutes}
        onChange={({ target }) => set({ digestMinutes: target.value })}
      />
      <SelectField
        label={intl.formatMessage({ id: "notices.language" })}
        value={draft.language}
        options={languages.map((value) => ({ value, text: ownNames[value] }))}
        onChange={({ target }) => set({ language: target.value === "zh" ? "zh" : "en" })}
      />
      <TextField
        type="time"
        label={intl.formatMessage({ id: "notices.quiet.from" })}
        hint={intl.formatMessage({ id: "notices.quiet.hint" })}
        value={draft.quietFrom}
        fault={faults.at.from}
        onChange={({ target }) => set({ quietFrom: target.value })}
      />
      <TextField
        type="time"
        label={intl.formatMessage({ id: "notices.quiet.to" })}
        value={draft.quietTo}
        fault={faults.at.to}
        onChange={({ target }) => set({ quietTo: target.value })}
      />
      <label className="flex min-h-8 items-center gap-2 text-sm">
        <input
          type="checkbox"
          checked={draft.enabled}
          onChange={({ target }) => set({ enabled: target.checked })}
        />
        {intl.formatMessage({ id: "notices.enabled" })}
      </label>
    </div>
  );
}
