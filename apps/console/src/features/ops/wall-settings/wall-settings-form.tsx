import type { WallSettings } from "@aidc/contract";
import { mapMetrics } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { ownNames } from "../../../i18n/languages.ts";
import { Button } from "../../../ui/button.tsx";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { SelectField, TextField } from "../../../ui/field.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { DimmingFields } from "./dimming-fields.tsx";
import { FitsNote } from "./fits-note.tsx";
import { ScenesField } from "./scenes-field.tsx";
import type { DraftFaults, WallDraft } from "./wall-draft.ts";
import { draftOf, readDraft } from "./wall-draft.ts";

/** Everything about one display in one form; the wall takes it up by itself. */
export function WallSettingsForm(props: { wall: string; initial: WallSettings; isRevoked: boolean }) {
  const { wall, initial, isRevoked } = props;
  const intl = useIntl();
  const center = useOpsCenter();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(initial));
  const [wasTried, setTried] = useState(false);
  const { settings, faults } = readDraft(draft);
  const save = useMutation(
    api.access.setWall.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.access.readWallLink.key() }),
    }),
  );
  const change = (part: Partial<WallDraft>) => {
    if (!save.isIdle) save.reset();
    setDraft((before) => ({ ...before, ...part }));
  };
  const failure = save.error && describeFailure(save.error);
  return (
    <form
      className="grid max-w-3xl gap-5"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (settings) save.mutate({ center: center.id, wall, settings });
      }}
    >
      {isRevoked && <p role="status">{intl.formatMessage({ id: "wall.settings.revoked" })}</p>}
      <Fields draft={draft} change={change} faults={wasTried ? faults : {}} />
      {settings && <FitsNote settings={settings} />}
      {failure && <FailureNote code={failure.code} requestId={failure.requestId} />}
      {save.isSuccess && <p role="status">{intl.formatMessage({ id: "wall.settings.saved" })}</p>}
      <div>
        <Button type="submit" look="strong" disabled={isRevoked || save.isPending}>
          {intl.formatMessage({ id: "wall.settings.save" })}
        </Button>
      </div>
    </form>
  );
}

interface FieldsProps {
  draft: WallDraft;
  change: (part: Partial<WallDraft>) => void;
  faults: DraftFaults;
}

function Fields({ draft, change, faults }: FieldsProps) {
  const intl = useIntl();
  const metrics = [...mapMetrics, "rotate"] as const;
  return (
    <>
      <label className="flex min-h-8 items-center gap-2">
        <input
          type="checkbox"
          checked={draft.visitors}
          onChange={({ target }) => change({ visitors: target.checked })}
        />
        {intl.formatMessage({ id: "wall.settings.visitors" })}
      </label>
      <ScenesField draft={draft} change={change} fault={faults.scenes} />
      <RoomFields {...{ draft, change, faults }} />
      <div className="grid gap-3 sm:grid-cols-3">
        <SelectField
          label={intl.formatMessage({ id: "wall.settings.metric" })}
          value={draft.metric}
          options={metrics.map((value) => ({
            value,
            text: intl.formatMessage({ id: `wall.settings.metric.${value}` }),
          }))}
          onChange={({ target }) =>
            change({ metric: metrics.find((one) => one === target.value) ?? "power" })
          }
        />
        <SelectField
          label={intl.formatMessage({ id: "wall.settings.language" })}
          value={draft.language}
          options={[
            { value: "auto", text: intl.formatMessage({ id: "wall.settings.language.auto" }) },
            { value: "zh", text: ownNames.zh },
            { value: "en", text: ownNames.en },
          ]}
          onChange={({ target: { value } }) =>
            change({ language: value === "zh" || value === "en" ? value : "auto" })
          }
        />
        <SelectField
          label={intl.formatMessage({ id: "wall.settings.scheme" })}
          value={draft.scheme}
          options={(["dark", "light"] as const).map((value) => ({
            value,
            text: intl.formatMessage({ id: `wall.settings.scheme.${value}` }),
          }))}
          onChange={({ target }) => change({ scheme: target.value === "light" ? "light" : "dark" })}
        />
      </div>
      <DimmingFields {...{ draft, change, faults }} />
    </>
  );
}

function RoomFields({ draft, change, faults }: FieldsProps) {
  const intl = useIntl();
  const say = (id: DraftFaults[keyof DraftFaults]) => id && intl.formatMessage({ id });
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <TextField
        label={intl.formatMessage({ id: "wall.settings.seconds" })}
        hint={intl.formatMessage({ id: "wall.settings.seconds.hint" })}
        fault={say(faults.seconds)}
        inputMode="numeric"
        value={draft.seconds}
        onChange={({ target }) => change({ seconds: target.value })}
      />
      <TextField
        label={intl.formatMessage({ id: "wall.settings.distance" })}
        hint={intl.formatMessage({ id: "wall.settings.room.hint" })}
        fault={say(faults.distance)}
        inputMode="decimal"
        value={draft.distance}
        onChange={({ target }) => change({ distance: target.value })}
      />
      <TextField
        label={intl.formatMessage({ id: "wall.settings.diagonal" })}
        fault={say(faults.diagonal)}
        inputMode="decimal"
        value={draft.diagonal}
        onChange={({ target }) => change({ diagonal: target.value })}
      />
    </div>
  );
}
