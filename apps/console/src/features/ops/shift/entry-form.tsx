import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { useRackBoard } from "../../../live/use-live-topic.ts";
import { Button } from "../../../ui/button.tsx";
import { SelectField, TextAreaField, TextField } from "../../../ui/field.tsx";
import { nameAndPlace } from "../alarms/name-and-place.ts";
import { useAlarmBoard } from "../alarms/use-alarm-board.ts";
import { useAlarmWords } from "../alarms/use-alarm-words.ts";
import { newUuid } from "../incidents/new-uuid.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { Refusal } from "../refusal.tsx";
import { sortFaults } from "../sort-faults.ts";
import { useDeskSearch } from "../use-desk-search.ts";

/** A line for the log, about a rack or an alarm where it is about one; with `open` in the address, a correction. */
export function EntryForm() {
  const intl = useIntl();
  const { id: center } = useOpsCenter();
  const { open, change } = useDeskSearch();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(empty);
  const write = useMutation({
    ...api.shift.write.mutationOptions(),
    onSuccess: async () => {
      setDraft(empty);
      change({ open: undefined }, false);
      await queries.invalidateQueries({ queryKey: api.shift.key() });
    },
  });
  const failure = write.error && describeFailure(write.error);
  const faults = sortFaults(failure, ["text", "rack", "alarm"]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { id, text, rack, alarm } = draft;
    const about = { rack: rack.trim() === "" ? null : rack.trim(), alarm: alarm === "" ? null : alarm };
    write.mutate({ center, entry: { id, text, ...about, corrects: open ?? null } });
  };
  return (
    <form className="grid gap-3" onSubmit={submit}>
      {open !== undefined && (
        <p className="flex items-center gap-3 text-sm" role="status">
          {intl.formatMessage({ id: "shift.correcting" })}
          <Button onClick={() => change({ open: undefined })}>
            {intl.formatMessage({ id: "desk.cancel" })}
          </Button>
        </p>
      )}
      <div className="grid items-start gap-3 lg:grid-cols-[2fr_1fr_1fr]">
        <TextAreaField
          label={intl.formatMessage({ id: "shift.text" })}
          value={draft.text}
          required
          rows={2}
          maxLength={4000}
          fault={faults.at.text}
          onChange={({ target }) => setDraft({ ...draft, text: target.value })}
        />
        <RackField
          value={draft.rack}
          fault={faults.at.rack}
          onChange={(rack) => setDraft({ ...draft, rack })}
        />
        <AlarmField value={draft.alarm} onChange={(alarm) => setDraft({ ...draft, alarm })} />
      </div>
      <Refusal failure={failure} faults={faults} />
      <div>
        <Button type="submit" disabled={write.isPending || draft.text.trim() === ""}>
          {intl.formatMessage({ id: open === undefined ? "shift.write" : "shift.write.correction" })}
        </Button>
      </div>
    </form>
  );
}

/** A second try after a refusal is the same entry, not another one. */
const empty = () => ({ id: newUuid(), text: "", rack: "", alarm: "" });

interface FieldProps {
  value: string;
  fault?: string | undefined;
  onChange: (value: string) => void;
}

function RackField({ value, fault, onChange }: FieldProps) {
  const intl = useIntl();
  const board = useRackBoard(useOpsCenter().id).value;
  return (
    <>
      <TextField
        label={intl.formatMessage({ id: "shift.rack" })}
        value={value}
        list="shift-racks"
        fault={fault}
        onChange={({ target }) => onChange(target.value)}
      />
      <datalist id="shift-racks">
        {board?.places.slice(0, 2000).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  );
}

function AlarmField({ value, onChange }: FieldProps) {
  const intl = useIntl();
  const words = useAlarmWords();
  const { board } = useAlarmBoard();
  const none = { value: "", text: intl.formatMessage({ id: "shift.alarm.none" }) };
  return (
    <SelectField
      label={intl.formatMessage({ id: "shift.alarm" })}
      value={value}
      options={[
        none,
        ...(board?.alarms.map((alarm) => ({
          value: alarm.id,
          text: nameAndPlace(words.name(alarm), alarm.place),
        })) ?? []),
      ]}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
