import { useIntl } from "react-intl";
import { TextField } from "../../../ui/field.tsx";
import type { DraftFaults, WallDraft } from "./wall-draft.ts";

/** When the picture is darker, and how much. */
export function DimmingFields(props: {
  draft: WallDraft;
  change: (part: Partial<WallDraft>) => void;
  faults: DraftFaults;
}) {
  const { draft, change, faults } = props;
  const intl = useIntl();
  const say = (id: DraftFaults[keyof DraftFaults]) => id && intl.formatMessage({ id });
  return (
    <fieldset className="grid gap-2">
      <label className="flex min-h-8 items-center gap-2">
        <input
          type="checkbox"
          checked={draft.isDimmed}
          onChange={({ target }) => change({ isDimmed: target.checked })}
        />
        {intl.formatMessage({ id: "wall.settings.dimming" })}
      </label>
      {draft.isDimmed && (
        <div className="grid gap-3 sm:grid-cols-3">
          <TextField
            label={intl.formatMessage({ id: "wall.settings.dimming.from" })}
            hint={intl.formatMessage({ id: "wall.settings.dimming.hint" })}
            fault={say(faults.from)}
            type="time"
            value={draft.from}
            onChange={({ target }) => change({ from: target.value })}
          />
          <TextField
            label={intl.formatMessage({ id: "wall.settings.dimming.to" })}
            fault={say(faults.to)}
            type="time"
            value={draft.to}
            onChange={({ target }) => change({ to: target.value })}
          />
          <TextField
            label={intl.formatMessage({ id: "wall.settings.dimming.level" })}
            fault={say(faults.level)}
            inputMode="numeric"
            value={draft.level}
            onChange={({ target }) => change({ level: target.value })}
          />
        </div>
      )}
    </fieldset>
  );
}
