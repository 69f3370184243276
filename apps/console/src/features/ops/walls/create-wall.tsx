import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { TextField } from "../../../ui/field.tsx";
import { FormButtons } from "../form-buttons.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { Refusal } from "../refusal.tsx";
import { sortFaults } from "../sort-faults.ts";
import { NewWallLink } from "./new-wall-link.tsx";

/** A display-only link with a name to know it by; afterwards it is shown, once. */
export function CreateWallForm({ onDone }: { onDone: () => void }) {
  const intl = useIntl();
  const queries = useQueryClient();
  const center = useOpsCenter();
  const [name, setName] = useState("");
  const create = useMutation({
    ...api.access.createWall.mutationOptions(),
    onSuccess: () => queries.invalidateQueries({ queryKey: api.alarms.walls.key() }),
  });
  const failure = create.error && describeFailure(create.error);
  const faults = sortFaults(failure, ["name"], "name");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ center: center.id, name: name.trim() });
  };
  if (create.data)
    return (
      <div className="grid gap-3" role="status">
        <NewWallLink url={create.data.url} note={intl.formatMessage({ id: "desk.once" })} />
      </div>
    );
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <TextField
        label={intl.formatMessage({ id: "column.name" })}
        hint={intl.formatMessage({ id: "screens.name.hint" })}
        value={name}
        required
        maxLength={100}
        autoComplete="off"
        fault={faults.at.name}
        onChange={({ target }) => setName(target.value)}
      />
      <Refusal failure={failure} faults={faults} />
      <FormButtons
        action={intl.formatMessage({ id: "ops.wall.create" })}
        isBusy={create.isPending}
        onCancel={onDone}
      />
    </form>
  );
}
