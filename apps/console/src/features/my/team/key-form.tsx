import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { TextField } from "../../../ui/field.tsx";
import { useMyTenant, useOfTenant } from "../my-tenant.tsx";
import { startOfDate } from "../period.ts";
import { ShownOnce } from "./shown-once.tsx";

/** Name and end of a new key; then the key itself, once. */
export function KeyForm({ onDone }: { onDone: () => void }) {
  const intl = useIntl();
  const own = useOfTenant();
  const { timeZone } = useMyTenant().state.center;
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [until, setUntil] = useState("");
  const create = useMutation({
    ...api.team.createKey.mutationOptions(),
    onSuccess: () => queries.invalidateQueries({ queryKey: api.team.keys.key() }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const endMs = startOfDate(until, timeZone);
    const expiresAt = endMs === null ? null : new Date(endMs).toISOString();
    create.mutate({ ...own, name: name.trim(), expiresAt });
  };
  if (create.data) {
    return <ShownOnce what={create.data.name} text={create.data.key} onDone={onDone} />;
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      <TextField
        label={intl.formatMessage({ id: "column.name" })}
        hint={intl.formatMessage({ id: "my.key.name.hint" })}
        required
        maxLength={100}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <TextField
        type="date"
        label={intl.formatMessage({ id: "my.key.until" })}
        hint={intl.formatMessage({ id: "my.key.until.hint" })}
        value={until}
        onChange={({ target }) => setUntil(target.value)}
      />
      {create.error && <FailureNote {...describeFailure(create.error)} />}
      <Button type="submit" look="strong" className="w-fit" disabled={name.trim() === "" || create.isPending}>
        {intl.formatMessage({ id: "my.key.create" })}
      </Button>
    </form>
  );
}
