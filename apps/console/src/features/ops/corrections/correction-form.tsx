import type { CorrectionPreview } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import type { MessageId } from "../../../i18n/messages/en.ts";
import { Button } from "../../../ui/button.tsx";
import { Choice } from "../../../ui/choice.tsx";
import { TextAreaField, TextField } from "../../../ui/field.tsx";
import { numberFormat } from "../../../ui/format/formats.ts";
import { showCoverage } from "../../../ui/format/quantity.ts";
import { MomentField } from "../moment-field.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { Refusal } from "../refusal.tsx";
import { sortFaults } from "../sort-faults.ts";
import type { TypedCorrection } from "./correction-draft.ts";
import { draftOf, emptyCorrection } from "./correction-draft.ts";

const kinds = ["value", "gap_fill", "meter_exchange"] as const;
const fields = [
  ...["subject", "from", "to", "at", "lastReadingKwh", "firstReadingKwh", "factor", "fromMeter"],
  ...["energyKwh", "reason"],
];

/** Shows what a correction would change before it is recorded; recorded, it can only be withdrawn. */
export function CorrectionForm({ onDone }: { onDone: () => void }) {
  const intl = useIntl();
  const { id: center, timeZone } = useOpsCenter();
  const queries = useQueryClient();
  const [typed, setTyped] = useState(emptyCorrection);
  const preview = useMutation(api.corrections.preview.mutationOptions());
  const record = useMutation(
    api.corrections.record.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries();
        onDone();
      },
    }),
  );
  const set = (changes: Partial<TypedCorrection>) => {
    setTyped((before) => ({ ...before, ...changes }));
    preview.reset();
    record.reset();
  };
  const error = record.error ?? preview.error;
  const failure = error && describeFailure(error);
  const faults = sortFaults(failure, fields, "subject");
  const input = { center, draft: draftOf(typed, timeZone) };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (preview.data) record.mutate(input);
    else preview.mutate(input);
  };
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <Choice
        label={intl.formatMessage({ id: "corrections.kind" })}
        value={typed.kind}
        options={kinds.map((value) => ({
          value,
          text: intl.formatMessage({ id: `corrections.kind.${value}` }),
        }))}
        onChange={(kind) => set({ kind })}
      />
      <CorrectionFields typed={typed} set={set} at={faults.at} />
      <Refusal failure={failure} faults={faults} />
      {preview.data && <Change change={preview.data} />}
      <div className="flex gap-2">
        <Button type="submit" look="strong" disabled={preview.isPending || record.isPending}>
          {intl.formatMessage({ id: preview.data ? "corrections.record" : "corrections.preview" })}
        </Button>
        <Button onClick={onDone}>{intl.formatMessage({ id: "desk.cancel" })}</Button>
      </div>
    </form>
  );
}

interface Part {
  typed: TypedCorrection;
  set: (changes: Partial<TypedCorrection>) => void;
  at: Readonly<Record<string, string>>;
}

function CorrectionFields({ typed, set, at }: Part) {
  const intl = useIntl();
  const word = (id: MessageId) => intl.formatMessage({ id });
  return (
    <>
      <TextField
        label={word("corrections.subject")}
        hint={word("corrections.subject.hint")}
        value={typed.subject}
        required
        maxLength={160}
        fault={at.subject}
        onChange={({ target }) => set({ subject: target.value })}
      />
      {typed.kind === "meter_exchange" ? (
        <ExchangeFields typed={typed} set={set} at={at} />
      ) : (
        <WindowFields typed={typed} set={set} at={at} />
      )}
      <TextAreaField
        label={word("corrections.reason")}
        value={typed.reason}
        required
        minLength={3}
        maxLength={500}
        fault={at.reason}
        onChange={({ target }) => set({ reason: target.value })}
      />
    </>
  );
}

function ExchangeFields({ typed, set, at }: Part) {
  const intl = useIntl();
  return (
    <>
      <MomentField
        label={intl.formatMessage({ id: "corrections.at" })}
        value={typed.at}
        required
        fault={at.at}
        onChange={(value) => set({ at: value })}
      />
      <TextField
        label={intl.formatMessage({ id: "corrections.last" })}
        value={typed.last}
        required
        inputMode="decimal"
        fault={at.lastReadingKwh}
        onChange={({ target }) => set({ last: target.value })}
      />
      <TextField
        label={intl.formatMessage({ id: "corrections.first" })}
        value={typed.first}
        required
        inputMode="decimal"
        fault={at.firstReadingKwh}
        onChange={({ target }) => set({ first: target.value })}
      />
      <TextField
        label={intl.formatMessage({ id: "corrections.factor" })}
        value={typed.factor}
        required
        inputMode="decimal"
        fault={at.factor}
        onChange={({ target }) => set({ factor: target.value })}
      />
    </>
  );
}

function WindowFields({ typed, set, at }: Part) {
  const intl = useIntl();
  const isFill = typed.kind === "gap_fill";
  return (
    <>
      <MomentField
        label={intl.formatMessage({ id: "corrections.from" })}
        value={typed.from}
        required
        fault={at.from}
        onChange={(from) => set({ from })}
      />
      <MomentField
        label={intl.formatMessage({ id: "corrections.to" })}
        value={typed.to}
        required
        fault={at.to}
        onChange={(to) => set({ to })}
      />
      {isFill && (
        <TextField
          label={intl.formatMessage({ id: "corrections.fromMeter" })}
          hint={intl.formatMessage({ id: "corrections.fromMeter.hint" })}
          value={typed.fromMeter}
          maxLength={160}
          fault={at.fromMeter}
          onChange={({ target }) => set({ fromMeter: target.value })}
        />
      )}
      <TextField
        label={intl.formatMessage({ id: "corrections.energy" })}
        hint={isFill ? undefined : intl.formatMessage({ id: "corrections.energy.exclude" })}
        value={typed.energy}
        inputMode="decimal"
        fault={at.energyKwh}
        onChange={({ target }) => set({ energy: target.value })}
      />
    </>
  );
}

/** The energy of the meter over the time that the correction touches, before and after it. */
function Change({ change }: { change: CorrectionPreview }) {
  const intl = useIntl();
  const told = ({ energyKwh, coverage }: CorrectionPreview["old"]) =>
    energyKwh === null
      ? intl.formatMessage({ id: "corrections.unknown" })
      : intl.formatMessage(
          { id: "corrections.amount" },
          {
            kwh: numberFormat(intl.locale, { maximumFractionDigits: 3 }).format(energyKwh),
            coverage: showCoverage(coverage, intl.locale),
          },
        );
  return (
    <div role="status">
      <dl className="num grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 border-l-2 border-rule pl-3 text-sm">
        <dt className="text-faint">{intl.formatMessage({ id: "corrections.before" })}</dt>
        <dd>{told(change.old)}</dd>
        <dt className="text-faint">{intl.formatMessage({ id: "corrections.after" })}</dt>
        <dd>{told(change.new)}</dd>
      </dl>
    </div>
  );
}
