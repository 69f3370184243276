import type { Member } from "@aidc/contract";
import { localIdSchema } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { TextField } from "../../../ui/field.tsx";
import { Reading } from "../../../ui/reading.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useMyTenant, useOfTenant } from "../my-tenant.tsx";
import type { Team } from "./member-section.tsx";

interface TeamSectionProps {
  readonly teams: readonly Team[];
  /** null: not known who belongs here, and so not how many are in a team. */
  readonly members: readonly Member[] | null;
}

/** Teams split usage and charges inside the tenant. */
export function TeamSection({ teams, members }: TeamSectionProps) {
  const intl = useIntl();
  const isAdmin = useMyTenant().role === "tenant_admin";
  return (
    <div className="grid gap-3">
      {teams.length === 0 ? (
        <p className="text-sm text-faint">{intl.formatMessage({ id: "my.teams.none" })}</p>
      ) : (
        <Table>
          <thead>
            <tr>
              <HeadCell>{intl.formatMessage({ id: "column.name" })}</HeadCell>
              <HeadCell>{intl.formatMessage({ id: "my.id" })}</HeadCell>
              <HeadCell isNumber>{intl.formatMessage({ id: "my.members" })}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {teams.map(({ id, name }) => (
              <tr key={id}>
                <Cell>{name}</Cell>
                <Cell isFaint>{id}</Cell>
                <Cell isNumber>
                  <Reading value={sizeOf(id, members)} unit="count" reason="no_data" />
                </Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {isAdmin && <TeamForm />}
    </div>
  );
}

const sizeOf = (team: string, members: readonly Member[] | null): number | null =>
  members?.filter((member) => member.team === team).length ?? null;

/** A new id makes a team; an id that is there renames it. */
function TeamForm() {
  const intl = useIntl();
  const own = useOfTenant();
  const queries = useQueryClient();
  const [id, setId] = useState("");
  const [name, setName] = useState("");
  const set = useMutation({
    ...api.team.setTeam.mutationOptions(),
    onSuccess: async () => {
      setId("");
      setName("");
      await queries.invalidateQueries({ queryKey: api.team.teams.key() });
    },
  });
  const isUsable = localIdSchema.safeParse(id).success && name.trim() !== "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isUsable) set.mutate({ ...own, team: id, name: name.trim() });
  };
  return (
    <form onSubmit={submit} className="grid max-w-2xl items-end gap-3 sm:grid-cols-[1fr_1fr_auto]">
      <TextField
        label={intl.formatMessage({ id: "column.name" })}
        required
        maxLength={200}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <TextField
        label={intl.formatMessage({ id: "my.id" })}
        required
        maxLength={100}
        value={id}
        onChange={({ target }) => setId(target.value)}
      />
      <Button type="submit" disabled={!isUsable || set.isPending}>
        {intl.formatMessage({ id: "my.teams.set" })}
      </Button>
      {set.error && (
        <div className="sm:col-span-full">
          <FailureNote {...describeFailure(set.error)} />
        </div>
      )}
    </form>
  );
}
