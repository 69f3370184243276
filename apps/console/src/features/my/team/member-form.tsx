import type { Member, MemberRole } from "@aidc/contract";
import { emailSchema, memberRoles } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { SelectField, TextField } from "../../../ui/field.tsx";
import { useOfTenant } from "../my-tenant.tsx";
import type { Team } from "./member-section.tsx";
import { ShownOnce } from "./shown-once.tsx";

/** Adds a person, or changes role and team of one. Somebody new gets a link to hand over: nothing is e-mailed. */
export function MemberForm(props: { member: Member | null; teams: readonly Team[]; onDone: () => void }) {
  const { member, teams, onDone } = props;
  const intl = useIntl();
  const own = useOfTenant();
  const queries = useQueryClient();
  const [email, setEmail] = useState(member?.email ?? "");
  const [name, setName] = useState("");
  const [role, setRole] = useState<MemberRole>(member?.role ?? "tenant_member");
  const [team, setTeam] = useState(member?.team ?? "");
  const set = useMutation({
    ...api.team.setMember.mutationOptions(),
    onSuccess: async ({ url }) => {
      await queries.invalidateQueries({ queryKey: api.team.members.key() });
      if (url === null) onDone();
    },
  });
  const address = emailSchema.safeParse(email.trim());
  const failure = set.error && describeFailure(set.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!address.success) return;
    const named = name.trim() === "" ? {} : { name: name.trim() };
    set.mutate({ ...own, ...named, email: address.data, role, team: team === "" ? null : team });
  };
  if (set.data?.url) {
    return (
      <ShownOnce what={intl.formatMessage({ id: "my.member.link" })} text={set.data.url} onDone={onDone} />
    );
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      {member ? (
        <p className="font-medium">{`${member.name} · ${member.email}`}</p>
      ) : (
        <WhoFields email={email} name={name} onEmail={setEmail} onName={setName} />
      )}
      <PlaceFields role={role} team={team} teams={teams} onRole={setRole} onTeam={setTeam} />
      {failure && <FailureNote code={failure.code} requestId={failure.requestId} />}
      <Button type="submit" look="strong" className="w-fit" disabled={!address.success || set.isPending}>
        {intl.formatMessage({ id: member ? "my.save" : "my.member.add" })}
      </Button>
    </form>
  );
}

function WhoFields(props: {
  email: string;
  name: string;
  onEmail: (email: string) => void;
  onName: (name: string) => void;
}) {
  const intl = useIntl();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        label={intl.formatMessage({ id: "signin.email" })}
        type="email"
        required
        value={props.email}
        onChange={({ target }) => props.onEmail(target.value)}
      />
      <TextField
        label={intl.formatMessage({ id: "column.name" })}
        hint={intl.formatMessage({ id: "my.member.name.hint" })}
        value={props.name}
        maxLength={200}
        onChange={({ target }) => props.onName(target.value)}
      />
    </div>
  );
}

function PlaceFields(props: {
  role: MemberRole;
  team: string;
  teams: readonly Team[];
  onRole: (role: MemberRole) => void;
  onTeam: (team: string) => void;
}) {
  const { role, team, teams, onRole, onTeam } = props;
  const intl = useIntl();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <SelectField
        label={intl.formatMessage({ id: "my.role" })}
        hint={intl.formatMessage({ id: `role.${role}.what` })}
        value={role}
        options={memberRoles.map((value) => ({ value, text: intl.formatMessage({ id: `role.${value}` }) }))}
        onChange={({ target }) =>
          onRole(memberRoles.find((value) => value === target.value) ?? "tenant_member")
        }
      />
      <SelectField
        label={intl.formatMessage({ id: "my.team.one" })}
        value={team}
        options={[
          { value: "", text: intl.formatMessage({ id: "my.team.none" }) },
          ...teams.map(({ id, name: text }) => ({ value: id, text })),
        ]}
        onChange={({ target }) => onTeam(target.value)}
      />
    </div>
  );
}
